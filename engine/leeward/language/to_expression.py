"""A condition of the model in, its canonical text out; reading the text again gives the same condition.

Only what the linker alone writes (`… is stated`) cannot be read back.
"""

from collections.abc import Mapping

from leeward.language.comparison_text import comparison_text
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
    """The condition as the language writes it; `inputs` gives the units.

    Raises:
        KeyError: the condition reads an input that is not among `inputs`.
    """
    match condition:
        case Literal():
            return literal_text(condition, inputs)
        case And(()):
            return "always"
        case Or(()):
            return "never"
        case And(parts):
            return " and ".join(_inside(part, inputs) for part in parts)
        case Or(parts):
            return " or ".join(_inside(part, inputs) for part in parts)


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
    text = to_expression(part, inputs)
    return text if isinstance(part, Literal) else f"({text})"
