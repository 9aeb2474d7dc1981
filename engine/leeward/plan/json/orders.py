"""Orders, and what is not ordered, as JSON."""

from leeward.language.quantity import to_text
from leeward.plan.json.grounds import Json, of_grounds, of_line, of_sources
from leeward.plan.model.not_ordered import Avoided, NotNow
from leeward.plan.model.orders import Caution, DoseShown, Order, Repeat, Taper, UnderWay, Variant
from leeward.plan.time.instants import iso


def of_order(order: Order) -> Json:
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
        "dose": None if order.dose is None else of_dose(order.dose),
        "route": order.route or None,
        "text": order.text,
        "standing": order.standing or None,
        "lasting": order.lasting or None,
        "then": list(order.steps),
        "taper": None if order.taper is None else of_taper(order.taper),
        "repeat": None if order.repeat is None else of_repeat(order.repeat),
        "reason": order.reason,
        "note": order.note or None,
        "instead_of": list(order.instead_of),
        "because": of_grounds(order.because),
        "sources": of_sources(order.sources),
        "also_from": [of_variant(one) for one in order.also_from],
        "if_more": [of_variant(one) for one in order.if_more],
        "cautions": [of_caution(one) for one in order.cautions],
        "layer": order.layer,
        "line": of_line(order.place),
    }


def of_taper(taper: Taper) -> Json:
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


def of_repeat(repeat: Repeat) -> Json:
    times = {"last_dose": repeat.last, "due": repeat.due, "latest": repeat.latest}
    return {**{key: None if at is None else iso(at) for key, at in times.items()}, "text": repeat.text}


def of_under_way(one: UnderWay) -> Json:
    return {
        "rule": one.rule,
        "order": one.order,
        "title": one.title,
        "dose": None if one.dose is None else of_dose(one.dose),
        "text": one.text,
        "then": list(one.steps),
        "taper": of_taper(one.taper),
        "reason": one.reason,
        "sources": of_sources(one.sources),
        "layer": one.layer,
    }


def of_dose(dose: DoseShown) -> Json:
    return {
        "amount": None if dose.amount is None else to_text(dose.amount),
        "highest": None if dose.highest is None else to_text(dose.highest),
        "unit": dose.unit,
        "text": dose.text,
        "needs": dose.needs or None,
    }


def of_variant(one: Variant) -> Json:
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
        "sources": of_sources(one.sources),
        "layer": one.layer,
    }


def of_caution(one: Caution) -> Json:
    return {
        "rule": one.rule,
        "certainty": one.certainty,
        "if": one.condition or None,
        "text": one.text,
        "sources": of_sources(one.sources),
    }


def of_not_now(entry: NotNow) -> Json:
    return {
        "rule": entry.rule,
        "order": entry.order,
        "title": entry.title,
        "reason": entry.reason,
        "opens_at": None if entry.opens_at is None else iso(entry.opens_at),
        "certainty": entry.certainty,
        "if": entry.condition or None,
        "instead": list(entry.instead),
        "cautions": [of_caution(one) for one in entry.cautions],
        "sources": of_sources(entry.sources),
    }


def of_avoided(entry: Avoided) -> Json:
    return {
        "rule": entry.rule,
        "order": entry.order,
        "title": entry.title,
        "certainty": entry.certainty,
        "if": entry.condition or None,
        "reason": entry.reason,
        "note": entry.note or None,
        "because": of_grounds(entry.because),
        "sources": of_sources(entry.sources),
    }
