"""The plan as JSON, format `leeward.plan/1`: the same patient and protocol give the same bytes."""

import json

from leeward.plan.json.decision import of_bsab, of_owed, of_restart
from leeward.plan.json.grounds import Json, of_sources
from leeward.plan.json.knowledge import of_assumed, of_clock, of_grades, of_missing
from leeward.plan.json.orders import of_avoided, of_caution, of_not_now, of_order, of_under_way
from leeward.plan.model.plan import Plan
from leeward.plan.model.words import FORMAT
from leeward.plan.time.instants import iso


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
        "grades": of_grades(plan.grades),
        "bsab": of_bsab(plan.bsab),
        "conflicts": [
            {"order": c.order, "certainty": c.certainty, "rules": list(c.rules), "text": c.text}
            for c in plan.conflicts
        ],
        "actions": [of_order(order) for order in plan.actions],
        "under_way": [of_under_way(one) for one in plan.under_way],
        "compared": [
            {
                "orders": list(one.orders),
                "rules": list(one.rules),
                "stronger": one.stronger,
                "text": one.text,
                "sources": of_sources(one.sources),
            }
            for one in plan.compared
        ],
        "not_now": [of_not_now(entry) for entry in plan.not_now],
        "avoid": [of_avoided(entry) for entry in plan.avoid],
        "cautions": [{"order": one.order, **of_caution(one)} for one in plan.cautions],
        "excluded": [{"rule": one.rule, "order": one.order, "why_not": one.why_not} for one in plan.excluded],
        "missing": [of_missing(one) for one in plan.missing],
        "assumed": [
            {"input": one.input, "value": of_assumed(one.value), "title": one.title} for one in plan.assumed
        ],
        "next_dose": [of_owed(one) for one in plan.next_dose],
        "restart": None if plan.restart is None else of_restart(plan.restart),
        "clock": of_clock(plan.clock),
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
