"""Conditions put together in normal form.

An `And` has no `And` among its parts and an `Or` no `Or`, neither has exactly one part, and
"always" and "never" stand only alone. Two conditions in normal form that are written alike are equal.
"""

from collections.abc import Iterable

from leeward.model.expression import ALWAYS, NEVER_TRUE, And, Condition, Literal, Or


def all_of(parts: Iterable[Condition]) -> Condition:
    """The conjunction of conditions in normal form."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    if NEVER_TRUE in flat:
        return NEVER_TRUE
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Condition]) -> Condition:
    """The disjunction of conditions in normal form."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def normal_form(condition: Condition) -> Condition:
    """The same condition in normal form."""
    match condition:
        case Literal():
            return condition
        case And(parts):
            return all_of(normal_form(part) for part in parts)
        case Or(parts):
            return any_of(normal_form(part) for part in parts)
