"""What a changed setting does to the plan, where the form of the conditions shows it.

A condition that holds for fewer patients than before passes that on to what rests on it: `not` turns it
round, and a grade falls with its rows. Where two ways lead to different answers nothing is said: that needs
a solver.
"""

import re
from collections.abc import Iterable, Mapping

from leeward.link.overlay.changed_keys import Verdict, between, joined, opposite
from leeward.model.expression import And, Condition, GradeIs, Holds, Literal, Or
from leeward.model.rule import Rule, Strength
from leeward.model.steps import Grade, Proposition, Step

Readings = Mapping[str, tuple[Condition, Condition] | None]
"""By proposition that names the setting: its condition with the old value and with the new one; None when
one of them cannot be read"""

_ASKS = (Strength.GIVE, Strength.CONSIDER, Strength.CAUTION)


def names_it(text: str, setting: str) -> bool:
    """Whether a condition as written names the setting."""
    return re.search(rf"\b{re.escape(setting)}\b", text) is not None


def verdict(readings: Readings, steps: Iterable[Step], rules: Iterable[Rule]) -> Verdict:
    """Whether orders and decisions are now made for more patients (stricter) or for fewer (looser).

    steps: in an order in which each rests only on earlier ones.
    """
    orders = {rule.id: rule for rule in rules}
    moved: dict[str, Verdict] = {}
    ends: set[Verdict] = set()
    for step in steps:
        if isinstance(step, Grade):
            moves = {moved.get(name, "same") for _, name in step.rows}
            if step.doubt is not None and moved.get(step.doubt, "same") != "same":
                moves.add("unknown")  # a doubt lowers only the lowest grade
            moved[step.name] = joined(moves)
            continue
        moved[step.name] = _moved(step, readings, moved)
        if moved[step.name] != "same":
            ends.add(_end(step, orders.get(step.name), moved[step.name]))
    ends.discard("same")
    return ends.pop() if len(ends) == 1 else "unknown"


def _moved(step: Proposition, readings: Readings, moved: Mapping[str, Verdict]) -> Verdict:
    parts = set(_inherited(step.condition, moved))
    if step.name in readings:
        pair = readings[step.name]
        parts.add("unknown" if pair is None else between(*pair))
    return joined(parts)


def _inherited(condition: Condition, moved: Mapping[str, Verdict]) -> Iterable[Verdict]:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _inherited(part, moved)
        case Literal(Holds(name), positive):
            change = moved.get(name, "same")
            yield change if positive else opposite(change)
        case Literal(GradeIs(name, op), positive):
            change = moved.get(name, "same")
            if op == "=" and change != "same":
                yield "unknown"
            else:
                yield change if positive == (op in (">", ">=")) else opposite(change)


def _end(step: Proposition, order: Rule | None, moved: Verdict) -> Verdict:
    """What it means for the plan that this proposition moved; `same` where it only serves others."""
    if step.kind == "bsab":
        return moved
    if step.kind == "rule":
        asks = order is not None and order.strength in _ASKS and not order.replaces
        return moved if asks else "unknown"
    return "unknown" if step.kind in ("scope", "limit") else "same"
