"""What is known, what is missing and what time will do, as JSON."""

from leeward.plan.json.grounds import Json
from leeward.plan.model.clock import Change, Clock
from leeward.plan.model.knowledge import Answer, Missing, Span
from leeward.plan.time.instants import iso


def of_grades(grades: tuple[Span, ...]) -> Json:
    return {grade.name: {"lowest": grade.lowest, "highest": grade.highest} for grade in grades}


def of_missing(one: Missing) -> Json:
    return {
        "input": one.input,
        "settles": list(one.settles),
        "title": one.title,
        "why": one.why or None,
        "written_under": one.written_under or None,
        "derived": one.derived,
        "bedside": one.bedside,
        "hidden_by": one.hidden_by or None,
        "if": [of_answer(answer) for answer in one.answers],
    }


def of_answer(answer: Answer) -> Json:
    return {
        "value": answer.value,
        "in_scope": answer.in_scope,
        "bsab": {"lowest": answer.lowest, "highest": answer.highest},
        "grades": of_grades(answer.grades),
    }


def of_assumed(value: str) -> str:
    return {"yes": "true", "no": "false"}.get(value, value)


def of_clock(clock: Clock) -> Json:
    return {
        "valid_until": None if clock.valid_until is None else iso(clock.valid_until),
        "changes": [of_change(one) for one in clock.changes],
        "turn": None if clock.turn is None else of_change(clock.turn),
        "next_look": [{"at": iso(one.at), "what": one.what} for one in clock.next_look],
    }


def of_change(one: Change) -> Json:
    bsab = None if one.becomes is None else {"lowest": one.becomes[0], "highest": one.becomes[1]}
    return {"at": iso(one.at), "what": one.what, "kind": one.kind, "bsab": bsab, "stale": list(one.stale)}
