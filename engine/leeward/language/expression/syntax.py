"""A condition as it was written: what the parser builds and the typing takes apart again.

A tree of its own, beside the model, because the same words mean different things for different
names (`a in b` asks about a set or an option), and because faults need the exact place of each part.
"""

from leeward.record import record

Span = tuple[int, int]
"""Offsets of the first character and of the one after the last."""


@record
class Word:
    """A name, an option or a keyword; which, is asked later."""

    span: Span
    text: str


@record
class Number:
    """`38.0 Cel`; `unit` is empty when none was written."""

    span: Span
    number: str
    unit: str
    unit_span: Span


@record
class Sum:
    """`a - b + c`, each part with its sign, 1 or -1."""

    span: Span
    parts: tuple[tuple[int, "Syntax"], ...]


@record
class Product:
    """`0.5 * x`"""

    span: Span
    parts: tuple["Syntax", ...]


@record
class Braces:
    """`{a, b}`"""

    span: Span
    items: tuple[Word | Number, ...]


@record
class CountOf:
    """`count(of besides {…})`"""

    span: Span
    of: Word
    besides: Word | Braces | None


@record
class Comparison:
    """`a < b`, or a chain of more than two, which the typing refuses."""

    span: Span
    operands: tuple["Syntax", ...]
    operators: tuple[Word, ...]


@record
class Membership:
    """`subject in within`"""

    span: Span
    subject: "Syntax"
    within: "Syntax"


@record
class Range:
    """`subject in lowest .. highest`, both ends included"""

    span: Span
    subject: "Syntax"
    lowest: "Syntax"
    highest: "Syntax"


@record
class Denied:
    """`not part`"""

    span: Span
    part: "Syntax"


@record
class AllOf:
    """`part and part`"""

    span: Span
    parts: tuple["Syntax", ...]


@record
class AnyOf:
    """`part or part`"""

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
