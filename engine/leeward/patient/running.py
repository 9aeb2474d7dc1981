"""Clocks: what the time since something reads at a moment."""

from datetime import datetime

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME, Unit
from leeward.model.state import Value
from leeward.model.vocabulary import Input
from leeward.patient.times import in_millionths

Found = tuple[Value, datetime | None]
"""A value read from a history, and the time of the dose or episode it was read from"""


def clock(start: datetime, at: datetime, unit: Unit) -> int:
    """What a clock started then reads now, in millionths of its unit; days are calendar dates apart.

    The dates are those of the offset from UTC in which `at` is written.
    """
    if unit.code == "d":
        return (at.date() - start.astimezone(at.tzinfo).date()).days * MILLION
    return in_millionths(at - start, unit)


def unit_of(input: Input) -> Unit:
    """The unit of a clock; hours where the vocabulary names none."""
    return input.unit or BY_NAME["h"]
