"""A condition as it was written: what the parser builds and the typing takes apart again.

A tree of its own, beside the model, because the same words mean different things for different
names (`a in b` asks about a set or an option), and because faults need the exact place of each part.
"""

from dataclasses import dataclass

Span = tuple[int, int]
"""Offsets of the first character and of the one after the last."""


@dataclass(frozen=True, slots=True)
class Word:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """`38.0 Cel`; `unit` is empty when none was written."""

    span: Span
    number: str
    unit: str
    unit_span: Span


@dataclass(frozen=True, slots=True)
class Sum:
    """`a - b + c`, each part with its sign, 1 or -1."""

    span: Span
    parts: tuple[tuple[int, "Syntax"], ...]


@dataclass(frozen=True, slots=True)
class Product:
    span: Span
    parts: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class Braces:
    """`{a, b}`"""

    span: Span
    items: tuple[Word | Number, ...]


@dataclass(frozen=True, slots=True)
class CountOf:
    """`count(of besides {…})`"""

    span: Span
    of: Word
    besides: Word | Braces | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a < b`, or a chain of more than two, which the typing refuses."""

    span: Span
    operands: tuple["Syntax", ...]
    operators: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """`subject in within`"""

    span: Span
    subject: "Syntax"
    within: "Syntax"


@dataclass(frozen=True, slots=True)
class Range:
    """`subject in lowest .. highest`, both ends included"""

    span: Span
    subject: "Syntax"
    lowest: "Syntax"
    highest: "Syntax"


@dataclass(frozen=True, slots=True)
class Denied:
    """`not part`"""

    span: Span
    part: "Syntax"


@dataclass(frozen=True, slots=True)
class AllOf:
    span: Span
    parts: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    span: Span
    parts: tuple["Syntax", ...]


Syntax = (
    Word
    | Number
    | Sum
    | Product
    | Braces
    | CountOf
    | Comparison
    | Membership
    | Range
    | Denied
    | AllOf
    | AnyOf
)
