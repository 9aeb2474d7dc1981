"""What a mistake does to one patient, and whether that is dangerous.

Dangerous is less treatment, or later; an antibody that goes on; a dose or an interval that differs.
"""

from collections.abc import Iterator
from typing import Any

from leeward.cases.answers import Plan, doses, urgencies, ways

_WORDS = ("continue", "hold", "discontinue")
_STRENGTHS = {"consider": 1, "give": 2}


def dangers(before: Plan, after: Plan) -> list[str]:
    """What the plan with the mistake leaves out, delays or lets go on; empty: it only asks for more.

    Doses and intervals that differ in any way are dangerous: too much of a drug harms as too little does.
    """
    return list(dict.fromkeys(_dangers(before, after)))


def _dangers(before: Plan, after: Plan) -> Iterator[str]:
    for end in ("action", "lowest", "highest"):
        was, now = before["bsab"][end], after["bsab"][end]
        if _WORDS.index(now) < _WORDS.index(was):
            yield f"the antibody: {now}, not {was}"
    if before["bsab"]["settled"] is False and after["bsab"]["settled"] is True:
        yield "the decision counts as settled"
    if after["bsab"]["action"] == before["bsab"]["action"] and _ends_otherwise(before, after):
        yield f"hold until {after['bsab']['until']}, not until {before['bsab']['until']}"
    if before["in_scope"] is not False and after["in_scope"] is False:
        yield "the patient is out of scope"
    for name, grade in before["grades"].items():
        now = after["grades"].get(name, {"lowest": 0, "highest": 0})
        if now["lowest"] < grade["lowest"] or now["highest"] < grade["highest"]:
            yield f"{name} {_span(now)}, not {_span(grade)}"
    yield from _orders(before, after)
    for name in _lost(_named(before["under_way"]), _named(after["under_way"])):
        yield f"the course of {name} is not carried on"
    for key, what in (("avoid", "no warning against"), ("not_now", "no limit holds back")):
        for name in _lost(_named(before[key]), _named(after[key])):
            yield f"{what} {name}"
    for text in _lost(
        [one["text"] for one in before["next_dose"]], [one["text"] for one in after["next_dose"]]
    ):
        yield f"not owed at the next dose: {text}"
    if before["restart"] != after["restart"]:
        yield f"the next dose: {_action(after['restart'])}, not {_action(before['restart'])}"


def _ends_otherwise(before: Plan, after: Plan) -> bool:
    """Whether the hold waits for something else, or for fewer unknowns; their order means nothing."""
    fewer = not set(before["bsab"]["needs"]) <= set(after["bsab"]["needs"])
    return bool(before["bsab"]["ends"] != after["bsab"]["ends"]) or fewer


def _orders(before: Plan, after: Plan) -> Iterator[str]:
    new = {action["order"]: action for action in after["actions"]}
    for action in before["actions"]:
        order = action["order"]
        now = new.get(order)
        if now is None:
            yield f"{order} is not ordered"
            continue
        if _STRENGTHS[now["strength"]] < _STRENGTHS[action["strength"]]:
            yield f"{order} is only considered"
        if (action["certainty"], now["certainty"]) == ("certain", "conditional"):
            yield f"{order} is no longer certain"
        if urgencies(before, order) != urgencies(after, order):
            yield f"{order}: {now['urgency']}, not {action['urgency']}"
        if ways(before, order) != ways(after, order) or doses(before, order) != doses(after, order):
            yield f"{order}: {ways(after, order)[0] or 'no dose'}, not {ways(before, order)[0] or 'no dose'}"
        if len(now["cautions"]) < len(action["cautions"]):
            yield f"a caution on {order} is lost"


def _lost(before: list[str], after: list[str]) -> list[str]:
    return [name for name in before if name not in after]


def _named(entries: list[Any]) -> list[str]:
    return [entry["order"] for entry in entries]


def _span(grade: Any) -> str:
    low, high = grade["lowest"], grade["highest"]
    return str(low) if low == high else f"{low} to {high}"


def _action(restart: Any) -> str:
    return restart["action"] if restart else "no advice"
