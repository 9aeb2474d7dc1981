"""Two literals that no patient can satisfy at once."""

from math import inf

from leeward.model.expression import Atom, Compare, Comparison, Count, GradeIs, Literal, OneOf

_OPPOSITE: dict[str, Comparison] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def contradict(a: Literal, b: Literal) -> bool:
    """Whether one literal excludes the other; only what can be seen from the two alone."""
    if a.atom == b.atom:
        return a.positive != b.positive
    if a.positive and b.positive and isinstance(a.atom, OneOf) and isinstance(b.atom, OneOf):
        return a.atom.input == b.atom.input and not set(a.atom.options) & set(b.atom.options)
    if not (a.positive or b.positive) or asked(a.atom) is None or asked(a.atom) != asked(b.atom):
        return False  # two negations hold together when the value is never
    ends = between(a), between(b)
    return max(low for low, _ in ends) > min(high for _, high in ends)


def asked(atom: Atom) -> object:
    """What is compared, apart from the number it is compared with."""
    match atom:
        case Compare(terms):
            return terms
        case Count(name, besides):
            return name, besides
        case GradeIs(name):
            return name
        case _:
            return None


def between(literal: Literal) -> tuple[float, float]:
    """The lowest and the highest whole number that satisfy the literal."""
    match literal.atom:
        case Compare(_, op, bound) | Count(_, _, op, bound) | GradeIs(_, op, bound):
            if not literal.positive:
                if op == "=":
                    return -inf, inf
                op = _OPPOSITE[op]
            return {
                "<": (-inf, bound - 1),
                "<=": (-inf, bound),
                ">": (bound + 1, inf),
                ">=": (bound, inf),
                "=": (bound, bound),
            }[op]
        case _:
            return -inf, inf
