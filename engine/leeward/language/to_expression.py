"""A condition of the model in, its canonical text out.

Reading the text again gives the same condition in normal form. Only what the linker alone writes
(`… is stated`, an order's own proposition) cannot be read back.
"""

from collections.abc import Iterator, Mapping

from leeward.language.expression.normal_form import normal_form
from leeward.language.expression.number_comparison_text import comparison_text
from leeward.model.expression import (
    And,
    Atom,
    Compare,
    Condition,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Or,
    Stated,
    Yes,
)
from leeward.model.vocabulary import Input


def to_expression(condition: Condition, inputs: Mapping[str, Input]) -> str:
    """The condition, in normal form, as the language writes it; `inputs` gives the units.

    Raises:
        KeyError: the condition reads an input that is not among `inputs`.
    """
    return _text(normal_form(condition), inputs)


def _text(condition: Condition, inputs: Mapping[str, Input]) -> str:
    match condition:
        case Literal():
            return literal_text(condition, inputs)
        case And(()):
            return "always"
        case Or(()):
            return "never"
        case And(parts):
            return " and ".join(_conjuncts(parts, inputs))
        case Or(parts):
            return " or ".join(_inside(part, inputs) for part in parts)


def _conjuncts(parts: tuple[Condition, ...], inputs: Mapping[str, Input]) -> Iterator[str]:
    """Each part; `x >= a and x <= b` as the range that it is."""
    waiting = list(parts)
    while waiting:
        first = waiting.pop(0)
        both = _range(first, waiting[0], inputs) if waiting else None
        if both is not None:
            waiting.pop(0)
        yield both or _inside(first, inputs)


def _range(low: Condition, high: Condition, inputs: Mapping[str, Input]) -> str | None:
    match low, high:
        case Literal(Compare(((_, a),), ">=", x), True), Literal(Compare(((_, b),), "<=", y), True) if a == b:
            fits = x <= y
        case Literal(GradeIs(a, ">=", x), True), Literal(GradeIs(b, "<=", y), True) if a == b:
            fits = x <= y
        case Literal(Count(a, left, ">=", x), True), Literal(Count(b, right, "<=", y), True) if a == b:
            fits = x <= y and left == right
        case _:
            return None
    subject, lowest = _inside(low, inputs).split(" >= ")
    other, highest = _inside(high, inputs).split(" <= ")
    return f"{subject} in {lowest} .. {highest}" if fits and subject == other else None


def literal_text(literal: Literal, inputs: Mapping[str, Input]) -> str:
    """One atom, or its negation."""
    text = atom_text(literal.atom, inputs)
    if literal.positive:
        return text
    match literal.atom:
        case OneOf(_, (_,)) | Compare(_, "=", _) | GradeIs(_, "=", _) | Count(_, _, "=", _):
            return text.replace(" = ", " != ", 1)
        case _:
            return f"not {text}"


def atom_text(atom: Atom, inputs: Mapping[str, Input]) -> str:
    """What one atom asks."""
    match atom:
        case Compare():
            return comparison_text(atom, inputs)
        case OneOf(name, (option,)):
            return f"{name} = {option}"
        case OneOf(name, options):
            return f"{name} in {{{', '.join(options)}}}"
        case Has(name, member):
            return f"{member} in {name}"
        case Count(name, besides, op, number):
            left_out = f" besides {{{', '.join(besides)}}}" if besides else ""
            return f"count({name}{left_out}) {op} {number}"
        case GradeIs(grade, op, number):
            return f"{grade} {op} {number}"
        case Stated(name):
            return f"{name} is stated"
        case Yes(name) | Holds(name):
            return name


def _inside(part: Condition, inputs: Mapping[str, Input]) -> str:
    text = _text(part, inputs)
    return text if isinstance(part, Literal) else f"({text})"
