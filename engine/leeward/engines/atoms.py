"""Decides one atom for one state: the questions that durable-rules is never asked itself.

Written apart from the kernel on purpose, so that a fault in one is seen by the other.
"""

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt

from leeward.engines.faults import EngineFault
from leeward.model.expression import Atom, Compare, Count, GradeIs, Has, Holds, OneOf, Stated, Yes
from leeward.model.state import NEVER, Fact, Value

Truth = bool | None
"""True, False, or None for unknown"""

_HOLDS: Mapping[str, Callable[[int, int], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}


def decide(
    atom: Atom,
    facts: Mapping[str, Fact],
    propositions: Mapping[str, Truth],
    grades: Mapping[str, tuple[int, int]],
) -> Truth:
    """True, False, or None when what is known leaves it open."""
    match atom:
        case Holds(proposition):
            return propositions[proposition]
        case GradeIs(grade, op, number):
            lowest, highest = grades[grade]
            found = {_HOLDS[op](value, number) for value in range(lowest, highest + 1)}
            return found.pop() if len(found) == 1 else None
        case Stated(name):
            return name in facts
        case Compare(terms, op, bound):
            return _compare(terms, op, bound, facts)
        case _:
            pass
    if atom.input not in facts:
        return None
    value = facts[atom.input].value
    match atom:
        case Yes():
            return value is True
        case OneOf(_, options):
            return value in options
        case Has(_, member):
            return member in _members(atom.input, value)
        case Count(_, besides, op, number):
            return _HOLDS[op](len(_members(atom.input, value).difference(besides)), number)


def _compare(terms: tuple[tuple[int, str], ...], op: str, bound: int, facts: Mapping[str, Fact]) -> Truth:
    total = 0
    never = False
    for factor, name in terms:
        fact = facts.get(name)
        if fact is None:
            return None
        if fact.value is NEVER:
            never = True
        else:
            if not isinstance(fact.value, int):
                raise _unfit(name)
            total += factor * fact.value
    return False if never else _HOLDS[op](total, bound)


def _members(name: str, value: Value) -> frozenset[str]:
    if not isinstance(value, frozenset):
        raise _unfit(name)
    return value


def _unfit(name: str) -> EngineFault:
    return EngineFault(f"the value of `{name}` does not fit the vocabulary")
