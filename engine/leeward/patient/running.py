"""Clocks: what the time since something reads at a moment."""

from datetime import datetime

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME, Unit
from leeward.model.state import Value
from leeward.model.vocabulary import Input
from leeward.patient.calendar_days import days_between
from leeward.patient.times import in_millionths

Found = tuple[Value, datetime | None]
"""A value read from a history, and the time of the dose or episode it was read from"""


def clock(start: datetime, at: datetime, unit: Unit) -> int:
    """What a clock started then reads now, in millionths of its unit; days are calendar dates apart.

    Where the dates are open (`date_is_open`) they are those of the offset in which `at` is written.
    """
    if unit.code == "d":
        days = days_between(start, at)
        if days is None:
            days = (at.date() - start.astimezone(at.tzinfo).date()).days
        return days * MILLION
    return in_millionths(at - start, unit)


def date_is_open(start: datetime, at: datetime, unit: Unit) -> bool:
    """Whether the number of days depends on where the patient was, which the times do not say."""
    return unit.code == "d" and days_between(start, at) is None


def unit_of(input: Input) -> Unit:
    """The unit of a clock; hours where the vocabulary names none."""
    return input.unit or BY_NAME["h"]
