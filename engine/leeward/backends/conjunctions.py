"""Conditions as alternatives of plain conjunctions, kept small by naming parts of them.

Both planes are the same monotone formula over literals, so one normal form serves both.
A conjunction with a literal and its negation stays: in the possible plane it can hold.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from leeward.model.expression import And, Condition, Holds, Literal, Or
from leeward.model.steps import Proposition

Conjunction = tuple[Literal, ...]

MOST_CONJUNCTIONS = 24


def conjunctions(condition: Condition) -> tuple[Conjunction, ...]:
    """The alternatives, without those that another one makes superfluous."""
    found = _alternatives(condition)
    sets = [frozenset(one) for one in found]
    return tuple(
        one
        for number, one in enumerate(found)
        if not any(
            other < sets[number] or (other == sets[number] and earlier < number)
            for earlier, other in enumerate(sets)
        )
    )


def in_small_parts(proposition: Proposition) -> Iterator[Proposition]:
    """The proposition last, before it the parts that were taken out of it and given a name.

    Multiplying out an `and` of `or`s gives more than `MOST_CONJUNCTIONS` only after its largest
    parts have become propositions of their own.
    """
    parts: list[Proposition] = []

    def small(condition: Condition) -> Condition:
        match condition:
            case Literal():
                return condition
            case Or(operands):
                return Or(tuple(small(operand) for operand in operands))
            case And(operands):
                kept = [small(operand) for operand in operands]
                while prod(sizes := [len(conjunctions(one)) for one in kept]) > MOST_CONJUNCTIONS:
                    largest = sizes.index(max(sizes))
                    name = f"{proposition.name}, part {len(parts) + 1}"
                    parts.append(replace(proposition, name=name, condition=kept[largest]))
                    kept[largest] = Literal(Holds(name))
                return And(tuple(kept))

    whole = replace(proposition, condition=small(proposition.condition))
    yield from parts
    yield whole


def _alternatives(condition: Condition) -> list[Conjunction]:
    match condition:
        case Literal():
            return [(condition,)]
        case Or(parts):
            return [one for part in parts for one in _alternatives(part)]
        case And(parts):
            found: list[Conjunction] = [()]
            for part in parts:
                more = _alternatives(part)
                found = [tuple(dict.fromkeys(left + right)) for left in found for right in more]
            return found
