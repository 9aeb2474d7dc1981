"""What a changed rule asks for, key by key: more care than the base, less, or what its form does not show."""

from collections.abc import Callable, Iterator
from typing import Literal

from leeward.link.amounts import CONSIDER, ROUTINE, amount, duration, limit, urgency
from leeward.link.untils import waiting_time
from leeward.logic.implies import implies
from leeward.model.expression import Condition
from leeward.text.node import Mapping, Scalar, Sequence
from leeward.text.problem import Problems

Verdict = Literal["stricter", "looser", "same", "unknown"]
Read = Callable[[Scalar | None], Condition | None]
"""Reads a condition; None when it is at fault, which is said elsewhere."""

VERBS = ("give", "order", "consider", "avoid", "caution")
DECISIONS = ("hold", "discontinue")
_SAYS_NOTHING = ("direction", "because", "was", "id", "note", "source", "layer")
"""Keys that change neither what is done nor when."""


def verdicts(before: Mapping, after: Mapping, read: Read) -> Iterator[tuple[str, Verdict]]:
    """Each key that the deviation changes, in the order of the document, and in which direction.

    before: the rule of the base. after: what is changed in it.
    """
    for key, _ in after:
        if key.text in DECISIONS:
            yield key.text, _decision(before, after)
        elif key.text in VERBS:
            yield key.text, _strength(before, after)
        elif key.text == "when":
            yield key.text, _when(before, after, read)
        elif key.text in _BY_KEY:
            yield key.text, _BY_KEY[key.text](before, after)
        elif key.text not in _SAYS_NOTHING:
            yield key.text, "unknown"


def asks_for_more(rule: Mapping) -> Verdict:
    """What a rule does to the plan beside others: one that takes nothing away asks for more."""
    decides = any(key in rule for key in (*DECISIONS, "next_dose"))
    orders = any(key in rule for key in ("give", "order", "consider", "caution"))
    return "stricter" if decides or (orders and "replaces" not in rule) else "unknown"


def opposite(verdict: Verdict) -> Verdict:
    turned: dict[Verdict, Verdict] = {"stricter": "looser", "looser": "stricter"}
    return turned.get(verdict, verdict)


def between(old: Condition, new: Condition) -> Verdict:
    """Whether a condition now holds for more patients (stricter) or for fewer (looser)."""
    more, fewer = implies(old, new), implies(new, old)
    if more and fewer:
        return "same"
    return "stricter" if more else "looser" if fewer else "unknown"


def _compared(old: int, new: int) -> Verdict:
    """The higher, the stricter."""
    return "same" if old == new else "stricter" if new > old else "looser"


def _decision(before: Mapping, after: Mapping) -> Verdict:
    ranks = {"hold": 1, "discontinue": 2}
    old = max((ranks[key] for key in DECISIONS if key in before), default=0)
    new = max(ranks[key] for key in DECISIONS if key in after)
    if (old, new) != (1, 1):
        return _compared(old, new)
    first, second = before.scalar("hold"), after.scalar("hold")
    if first is None or second is None:
        return "unknown"
    waits = waiting_time(first), waiting_time(second)
    if waits[0] and waits[1] and waits[0][0] == waits[1][0]:
        before_wait, after_wait = waits[0][1], waits[1][1]
        # a lower grade to come down to, and longer, is stricter; one of each is not compared
        verdicts = {
            _compared(after_wait.grade, before_wait.grade),
            _compared(before_wait.time, after_wait.time),
        }
        verdicts.discard("same")
        return verdicts.pop() if len(verdicts) == 1 else "unknown" if verdicts else "same"
    return "same" if first.text.split() == second.text.split() else "unknown"


def _strength(before: Mapping, after: Mapping) -> Verdict:
    ranks = {"consider": 1, "give": 2, "order": 2}
    old = next((key for key in VERBS if key in before), "")
    new = next(key for key in VERBS if key in after)
    if old not in ranks or new not in ranks or before.text(old) != after.text(new):
        return "unknown"
    return _compared(ranks[old], ranks[new])


def _when(before: Mapping, after: Mapping, read: Read) -> Verdict:
    if asks_for_more(before) != "stricter" or "replaces" in after:
        return "unknown"
    old, new = read(before.scalar("when")), read(after.scalar("when"))
    return "unknown" if old is None or new is None else between(old, new)


def _urgency(before: Mapping, after: Mapping) -> Verdict:
    usual = CONSIDER if any(key in before for key in ("consider", "avoid", "caution")) else ROUTINE
    old = urgency(before.scalar("urgency"), Problems(), usual)
    new = urgency(after.scalar("urgency"), Problems(), usual)
    return _compared(-old.rank, -new.rank)


def _cap(before: Mapping, after: Mapping) -> Verdict:
    if "at_most" not in before:
        return "stricter"
    old, new = amount(before.scalar("at_most"), Problems()), amount(after.scalar("at_most"), Problems())
    if old is None or new is None or old.unit != new.unit:
        return "unknown"
    return "same" if old.number == new.number else "stricter" if new.number < old.number else "looser"


def _limits(before: Mapping, after: Mapping) -> Verdict:
    """A limit that is not there allows everything."""
    old, new = _written_limits(before.sequence("limits")), _written_limits(after.sequence("limits"))
    parts: set[Verdict] = set()
    for key in old.keys() | new.keys():
        if key not in new or key not in old:
            parts.add("stricter" if key in new else "looser")
        else:
            change = _compared(old[key], new[key])
            parts.add(change if key[0] else opposite(change))
    return joined(parts)


def _written_limits(items: Sequence) -> dict[tuple[bool, int | None], int]:
    read = [limit(item, Problems()) for item in items if isinstance(item, Scalar)]
    return {(one.apart, one.within): one.number for one in read if one is not None}


def _next_dose(before: Mapping, after: Mapping) -> Verdict:
    """More is owed, or for longer."""
    old, new = _owed(before), _owed(after)
    parts: set[Verdict] = set()
    for name in old.keys() | new.keys():
        if name not in new or name not in old:
            parts.add("stricter" if name in new else "looser")
        else:
            parts.add(_compared(old[name], new[name]))
    return joined(parts)


def _owed(rule: Mapping) -> dict[str, int]:
    owed: dict[str, int] = {}
    for item in rule.sequence("next_dose"):
        if isinstance(item, Scalar):
            name, _, time = item.text.partition(" ")
            owed[name] = (duration(Scalar(time, item.place), Problems()) or 0) if time else 0
    return owed


def joined(parts: set[Verdict]) -> Verdict:
    """Several changes as one."""
    told = parts - {"same"}
    return told.pop() if len(told) == 1 else "unknown" if told else "same"


_BY_KEY: dict[str, Callable[[Mapping, Mapping], Verdict]] = {
    "urgency": _urgency,
    "at_most": _cap,
    "limits": _limits,
    "next_dose": _next_dose,
}
