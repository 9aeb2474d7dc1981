"""The plan as JSON, format `leeward.plan/1`: the same patient and protocol give the same bytes."""

import json
from pathlib import PurePath
from typing import Any

from leeward.language.durations import hours_to_text
from leeward.language.quantity import to_text
from leeward.plan.model import (
    FORMAT,
    Answer,
    Avoided,
    Bsab,
    Caution,
    Change,
    Clock,
    DoseShown,
    Ground,
    Missing,
    NotNow,
    Order,
    Owed,
    Plan,
    Repeat,
    Restart,
    SourceShown,
    Span,
    Taper,
    UnderWay,
    Variant,
)
from leeward.plan.time.instants import iso
from leeward.text.place import Place

Json = dict[str, Any]


def to_json(plan: Plan) -> str:
    """The JSON text, indented, ending without a line break."""
    return json.dumps(to_mapping(plan), ensure_ascii=False, indent=2)


def to_mapping(plan: Plan) -> Json:
    """The plan as plain data, keys in the order of the contract."""
    stamp = plan.protocol
    return {
        "format": FORMAT,
        "protocol": {
            "id": stamp.id,
            "version": stamp.version,
            "sha256": stamp.sha256,
            "status": stamp.status,
            "title": stamp.title,
            "label": stamp.label,
        },
        "at": iso(plan.at),
        "in_scope": plan.in_scope,
        "scope": list(plan.scope),
        "patient": {
            "product": plan.patient.product or None,
            "age": plan.patient.age or None,
            "weight": plan.patient.weight or None,
        },
        "grades": _grades(plan.grades),
        "bsab": _bsab(plan.bsab),
        "conflicts": [
            {"order": c.order, "certainty": c.certainty, "rules": list(c.rules), "text": c.text}
            for c in plan.conflicts
        ],
        "actions": [_order(order) for order in plan.actions],
        "under_way": [_under_way(one) for one in plan.under_way],
        "compared": [
            {
                "orders": list(one.orders),
                "rules": list(one.rules),
                "stronger": one.stronger,
                "text": one.text,
                "sources": _sources(one.sources),
            }
            for one in plan.compared
        ],
        "not_now": [_not_now(entry) for entry in plan.not_now],
        "avoid": [_avoided(entry) for entry in plan.avoid],
        "cautions": [{"order": one.order, **_caution(one)} for one in plan.cautions],
        "excluded": [{"rule": one.rule, "order": one.order, "why_not": one.why_not} for one in plan.excluded],
        "missing": [_missing(one) for one in plan.missing],
        "assumed": [
            {"input": one.input, "value": _assumed(one.value), "title": one.title} for one in plan.assumed
        ],
        "next_dose": [_owed(one) for one in plan.next_dose],
        "restart": None if plan.restart is None else _restart(plan.restart),
        "clock": _clock(plan.clock),
        "warnings": list(plan.warnings),
        "notes": list(plan.notes),
        "data_notes": list(plan.data_notes),
        "not_covered": list(plan.not_covered),
        "engines": {
            "durable": plan.engines.durable,
            "kernel": plan.engines.kernel,
            "agree": plan.engines.agree,
        },
    }


def _grades(grades: tuple[Span, ...]) -> Json:
    return {grade.name: {"lowest": grade.lowest, "highest": grade.highest} for grade in grades}


def _bsab(bsab: Bsab) -> Json:
    return {
        "product": bsab.product or None,
        "action": bsab.action,
        "lowest": bsab.lowest,
        "highest": bsab.highest,
        "settled": bsab.settled,
        "until": bsab.until or None,
        "resume": bsab.resume or None,
        "because": list(bsab.because),
        "layer": bsab.layers[0] if bsab.layers else None,
        "layers": list(bsab.layers),
        "needs": list(bsab.needs),
        "reasons": [
            {
                "rule": one.rule,
                "decision": one.decision,
                "certainty": one.certainty,
                "if": one.condition or None,
                "reason": one.reason,
                "because": _grounds(one.because),
                "sources": _sources(one.sources),
                "layer": one.layer,
                "line": _line(one.place),
            }
            for one in bsab.reasons
        ],
    }


def _order(order: Order) -> Json:
    return {
        "rank": order.rank,
        "rule": order.rule,
        "order": order.order,
        "title": order.title,
        "kind": order.kind,
        "strength": order.strength,
        "certainty": order.certainty,
        "if": order.condition or None,
        "urgency": order.urgency,
        "phase": order.phase,
        "dose": None if order.dose is None else _dose(order.dose),
        "route": order.route or None,
        "text": order.text,
        "standing": order.standing or None,
        "lasting": order.lasting or None,
        "then": list(order.steps),
        "taper": None if order.taper is None else _taper(order.taper),
        "repeat": None if order.repeat is None else _repeat(order.repeat),
        "reason": order.reason,
        "note": order.note or None,
        "instead_of": list(order.instead_of),
        "because": _grounds(order.because),
        "sources": _sources(order.sources),
        "also_from": [_variant(one) for one in order.also_from],
        "if_more": [_variant(one) for one in order.if_more],
        "cautions": [_caution(one) for one in order.cautions],
        "layer": order.layer,
        "line": _line(order.place),
    }


def _taper(taper: Taper) -> Json:
    times = {"began": taper.began, "since": taper.since, "until": taper.until}
    times |= {"last_dose": taper.last, "due": taper.due}
    return {
        "status": taper.status,
        "day": taper.day,
        "phase": taper.phase,
        "phases": taper.phases,
        **{key: None if at is None else iso(at) for key, at in times.items()},
        "next": taper.following or None,
        "text": taper.text,
        "doubts": list(taper.doubts),
    }


def _repeat(repeat: Repeat) -> Json:
    times = {"last_dose": repeat.last, "due": repeat.due, "latest": repeat.latest}
    return {**{key: None if at is None else iso(at) for key, at in times.items()}, "text": repeat.text}


def _under_way(one: UnderWay) -> Json:
    return {
        "rule": one.rule,
        "order": one.order,
        "title": one.title,
        "dose": None if one.dose is None else _dose(one.dose),
        "text": one.text,
        "then": list(one.steps),
        "taper": _taper(one.taper),
        "reason": one.reason,
        "sources": _sources(one.sources),
        "layer": one.layer,
    }


def _dose(dose: DoseShown) -> Json:
    return {
        "amount": None if dose.amount is None else to_text(dose.amount),
        "highest": None if dose.highest is None else to_text(dose.highest),
        "unit": dose.unit,
        "text": dose.text,
        "needs": dose.needs or None,
    }


def _variant(one: Variant) -> Json:
    return {
        "rule": one.rule,
        "certainty": one.certainty,
        "strength": one.strength,
        "if": one.condition or None,
        "urgency": one.urgency,
        "text": one.text,
        "lasting": one.lasting or None,
        "then": list(one.steps),
        "note": one.note or None,
        "raises": one.raises,
        "reason": one.reason,
        "sources": _sources(one.sources),
        "layer": one.layer,
    }


def _caution(one: Caution) -> Json:
    return {
        "rule": one.rule,
        "certainty": one.certainty,
        "if": one.condition or None,
        "text": one.text,
        "sources": _sources(one.sources),
    }


def _not_now(entry: NotNow) -> Json:
    return {
        "rule": entry.rule,
        "order": entry.order,
        "title": entry.title,
        "reason": entry.reason,
        "opens_at": None if entry.opens_at is None else iso(entry.opens_at),
        "certainty": entry.certainty,
        "if": entry.condition or None,
        "instead": list(entry.instead),
        "cautions": [_caution(one) for one in entry.cautions],
        "sources": _sources(entry.sources),
    }


def _avoided(entry: Avoided) -> Json:
    return {
        "rule": entry.rule,
        "order": entry.order,
        "title": entry.title,
        "certainty": entry.certainty,
        "if": entry.condition or None,
        "reason": entry.reason,
        "note": entry.note or None,
        "because": _grounds(entry.because),
        "sources": _sources(entry.sources),
    }


def _missing(one: Missing) -> Json:
    return {
        "input": one.input,
        "settles": list(one.settles),
        "title": one.title,
        "why": one.why or None,
        "written_under": one.written_under or None,
        "derived": one.derived,
        "bedside": one.bedside,
        "hidden_by": one.hidden_by or None,
        "if": [_answer(answer) for answer in one.answers],
    }


def _answer(answer: Answer) -> Json:
    return {
        "value": answer.value,
        "in_scope": answer.in_scope,
        "bsab": {"lowest": answer.lowest, "highest": answer.highest},
        "grades": _grades(answer.grades),
    }


def _assumed(value: str) -> str:
    return {"yes": "true", "no": "false"}.get(value, value)


def _owed(one: Owed) -> Json:
    return {
        "order": one.order,
        "text": one.text,
        "title": one.title,
        "certainty": one.certainty,
        "perhaps": hours_to_text(one.perhaps) if one.perhaps else None,
        "because": list(one.because),
    }


def _restart(restart: Restart) -> Json:
    return {
        "level": restart.level,
        "days": restart.days,
        "action": restart.action,
        "text": restart.text,
        "sources": _sources(restart.sources),
    }


def _clock(clock: Clock) -> Json:
    return {
        "valid_until": None if clock.valid_until is None else iso(clock.valid_until),
        "changes": [_change(one) for one in clock.changes],
        "turn": None if clock.turn is None else _change(clock.turn),
        "next_look": [{"at": iso(one.at), "what": one.what} for one in clock.next_look],
    }


def _change(one: Change) -> Json:
    bsab = None if one.becomes is None else {"lowest": one.becomes[0], "highest": one.becomes[1]}
    return {"at": iso(one.at), "what": one.what, "kind": one.kind, "bsab": bsab, "stale": list(one.stale)}


def _grounds(grounds: tuple[Ground, ...]) -> list[Json]:
    return [
        {
            "fact": one.fact,
            "value": one.value,
            "at": None if one.at is None else iso(one.at),
            "text": one.text,
            "line": None if one.place is None else _line(one.place),
        }
        for one in grounds
    ]


def _sources(sources: tuple[SourceShown, ...]) -> list[Json]:
    return [{"id": one.id, "where": one.where, "checked": one.checked} for one in sources]


def _line(place: Place) -> str:
    """The document by its file's name: where it lies on this machine is nobody's business."""
    return f"{PurePath(place.file).name}:{place.line}"
