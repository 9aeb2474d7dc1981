"""The decision on the antibody, its next dose and its restart as JSON."""

from leeward.language.durations import hours_to_text
from leeward.plan.json.grounds import Json, of_grounds, of_line, of_sources
from leeward.plan.model.decision import Bsab, Owed, Restart


def of_bsab(bsab: Bsab) -> Json:
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
                "because": of_grounds(one.because),
                "sources": of_sources(one.sources),
                "layer": one.layer,
                "line": of_line(one.place),
            }
            for one in bsab.reasons
        ],
    }


def of_owed(one: Owed) -> Json:
    return {
        "order": one.order,
        "text": one.text,
        "title": one.title,
        "certainty": one.certainty,
        "perhaps": hours_to_text(one.perhaps) if one.perhaps else None,
        "because": list(one.because),
    }


def of_restart(restart: Restart) -> Json:
    return {
        "level": restart.level,
        "days": restart.days,
        "action": restart.action,
        "text": restart.text,
        "sources": of_sources(restart.sources),
    }
