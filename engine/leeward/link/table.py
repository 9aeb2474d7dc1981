"""One table of a product while it is linked, and conditions on what it is about."""

from dataclasses import dataclass, field

from leeward.language.quantity import MILLION
from leeward.link.from_bsab import BsabReader
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import Compare, Comparison, Condition, GradeIs, Literal
from leeward.model.source import Citation
from leeward.text.place import Place

Added = tuple[BsabRule, Condition, str]
"""A decision rule that the linker adds, its condition, and the condition in words"""


@dataclass(slots=True)
class Table:
    """The rows of one subject: per row, each branch's rule and its condition beside the grade.

    branches: the same with the condition as written, which leaves out that no earlier branch holds.
    """

    subject: str
    prefix: str
    place: Place
    citation: Citation
    rows: dict[int, list[tuple[BsabRule, Condition]]] = field(default_factory=dict)
    branches: dict[int, list[tuple[BsabRule, Condition]]] = field(default_factory=dict)


def between(subject: str, low: int, high: int | None, reader: BsabReader) -> tuple[Condition, ...]:
    """The subject lies between `low` and `high`; None: no upper end."""
    lower = compared(subject, ">=", low, reader)
    return (lower,) if high is None else (lower, compared(subject, "<=", high, reader))


def compared(subject: str, op: Comparison, number: int, reader: BsabReader) -> Condition:
    """A grade, or an input that is a whole number, compared with a whole number."""
    text = f"{subject} {op} {number}"
    if subject in reader.conditions.names.grades:
        return Literal(GradeIs(subject, op, number, text))
    return Literal(Compare(((1, subject),), op, number * MILLION, text))


def at_least(level: Decision, row: list[tuple[BsabRule, Condition]]) -> bool:
    """Whether every branch of the row decides at least this."""
    return all(rule.decision >= level for rule, _ in row)
