"""Conditions, as the engines see them: and, or, and literals over atoms.

Negation has been pushed down to the literals. An atom asks one thing of the patient;
its `text` is what the writer wrote, kept for reasons and error messages, and takes no
part in equality.
"""

from collections.abc import Iterator
from dataclasses import field
from typing import Literal as OneOfThese

from leeward.record import record

Comparison = OneOfThese["<", "<=", ">", ">=", "="]


@record
class Compare:
    """`sum(coefficient * input) op bound`, all in millionths of the first input's unit.

    False for every comparison when an input is *never* ("hours since a drug never given").
    """

    terms: tuple[tuple[int, str], ...]
    op: Comparison
    bound: int
    text: str = field(default="", compare=False)


@record
class OneOf:
    """The option input has one of these values, given in the order of the vocabulary."""

    input: str
    options: tuple[str, ...]
    text: str = field(default="", compare=False)


@record
class Has:
    """The set input contains this member."""

    input: str
    member: str
    text: str = field(default="", compare=False)


@record
class Count:
    """The number of members of a set input, not counting `besides`, compared with a whole number."""

    input: str
    besides: tuple[str, ...]
    op: Comparison
    number: int
    text: str = field(default="", compare=False)


@record
class Yes:
    """The yes/no input is yes."""

    input: str
    text: str = field(default="", compare=False)


@record
class Stated:
    """The input has a known value; never itself unknown. Only the linker writes it."""

    input: str
    text: str = field(default="", compare=False)


@record
class GradeIs:
    """A grade, which is an interval, compared with a whole number."""

    grade: str
    op: Comparison
    number: int
    text: str = field(default="", compare=False)


@record
class Holds:
    """An earlier proposition of the same protocol holds."""

    proposition: str
    text: str = field(default="", compare=False)


Atom = Compare | OneOf | Has | Count | Yes | Stated | GradeIs | Holds


@record
class Literal:
    """An atom, or its negation."""

    atom: Atom
    positive: bool = True


@record
class And:
    """All parts hold; no parts: always true."""

    parts: tuple["Condition", ...]


@record
class Or:
    """At least one part holds; no parts: never true."""

    parts: tuple["Condition", ...]


Condition = Literal | And | Or

ALWAYS = And(())
NEVER_TRUE = Or(())


def negate(condition: Condition) -> Condition:
    """The negation, again with `not` only at the literals (De Morgan)."""
    match condition:
        case Literal(atom, positive):
            return Literal(atom, not positive)
        case And(parts):
            return Or(tuple(negate(part) for part in parts))
        case Or(parts):
            return And(tuple(negate(part) for part in parts))


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of the condition, from left to right, repeats included."""
    match condition:
        case Literal(atom, _):
            yield atom
        case And(parts) | Or(parts):
            for part in parts:
                yield from atoms(part)


def inputs_of(atom: Atom) -> tuple[str, ...]:
    """The patient inputs an atom reads itself (a grade or a proposition: none)."""
    match atom:
        case Compare(terms):
            return tuple(name for _, name in terms)
        case OneOf(name) | Has(name) | Count(name) | Yes(name) | Stated(name):
            return (name,)
        case GradeIs() | Holds():
            return ()
