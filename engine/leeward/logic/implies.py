"""Whether one condition holds for every patient for whom another does, as far as their form shows.

No solver: what needs one is left to `protocol verify`.
"""

from leeward.logic.contradictions import asked, between
from leeward.model.expression import And, Atom, Compare, Condition, Literal, OneOf, Or


def implies(a: Condition, b: Condition) -> bool:
    """Whether `b` holds wherever `a` does.

    True only when it is so, also for what is not known; False may mean that the form does not show it.
    """
    if a == b:
        return True
    if isinstance(b, And):
        return all(implies(a, part) for part in b.parts)
    if isinstance(a, Or):
        return all(implies(part, b) for part in a.parts)
    if isinstance(b, Or) and any(implies(a, part) for part in b.parts):
        return True
    if isinstance(a, And):
        return any(implies(part, b) for part in a.parts)
    return isinstance(b, Literal) and _literal(a, b)


def _literal(a: Literal, b: Literal) -> bool:
    if a.atom == b.atom:
        return a.positive == b.positive
    if isinstance(a.atom, OneOf) and isinstance(b.atom, OneOf):
        return a.atom.input == b.atom.input and _options(a, b)
    if asked(a.atom) is None or asked(a.atom) != asked(b.atom):
        return False
    if not a.positive and b.positive and isinstance(a.atom, Compare):
        return False  # a clock that was never started satisfies only the negation
    if not b.positive and _is_equality(b.atom):
        low, high = between(Literal(b.atom))
        lowest, highest = between(a)
        return not (_is_equality(a.atom) and not a.positive) and (highest < low or lowest > high)
    (low, high), (lowest, highest) = between(a), between(b)
    return lowest <= low and high <= highest


def _options(a: Literal, b: Literal) -> bool:
    assert isinstance(a.atom, OneOf)
    assert isinstance(b.atom, OneOf)
    mine, its = set(a.atom.options), set(b.atom.options)
    if a.positive:
        return mine <= its if b.positive else not mine & its
    return not b.positive and its <= mine


def _is_equality(atom: Atom) -> bool:
    return getattr(atom, "op", None) == "="
