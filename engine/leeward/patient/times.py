"""Times of the chart: ISO 8601 with an offset from UTC, and the exact time between two of them."""

import re
from datetime import datetime, timedelta

from leeward.language.durations import MICROSECONDS
from leeward.language.units import Unit
from leeward.text.node import Node, Scalar
from leeward.text.problem import Problems

_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
TIME_PATTERN = rf"{_DATE}[T ]{_CLOCK}(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_TIME = re.compile(TIME_PATTERN, re.ASCII)
_NAIVE = re.compile(rf"{_DATE}[T ]{_CLOCK}", re.ASCII)

FIRST_YEAR, LAST_YEAR = 1900, 2199
_WESTERNMOST, _EASTERNMOST = timedelta(hours=-12), timedelta(hours=14)
_QUARTER = timedelta(minutes=15)


class NotATime(ValueError):
    """The text is not a date and time with an offset from UTC; `help` is the remedy."""

    def __init__(self, message: str, help: str) -> None:
        self.help = help
        super().__init__(message)


def read_time(text: str) -> datetime:
    """A date, a time and an offset from UTC, as in `2026-11-20T14:00:00Z`.

    Raises:
        NotATime: another form, no offset, or a day that the calendar does not have.
    """
    if _NAIVE.fullmatch(text):
        raise NotATime(
            "no offset from UTC", "write `Z` for UTC, or an offset such as `+01:00`, after the time"
        )
    if re.fullmatch(_DATE, text, re.ASCII):
        raise NotATime("a date without a time", "write the time and its offset from UTC after the date")
    if not _TIME.fullmatch(text):
        raise NotATime(
            "not a date and time", "write year-month-day, `T`, hours:minutes, and `Z` or an offset"
        )
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise NotATime("not a day of the calendar", "check month and day") from None
    offset = time.utcoffset() or timedelta(0)
    if not _WESTERNMOST <= offset <= _EASTERNMOST or offset % _QUARTER:
        raise NotATime("no place has this offset from UTC", "check the sign and the digits of the offset")
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise NotATime("not a year of this chart", f"write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return time


def offset_text(offset: timedelta) -> str:
    """An offset from UTC as times are written with it: `-05:00`."""
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"


def time_of(node: Node | None, what: str, problems: Problems) -> datetime | None:
    """The time written at `node`, or None after its fault has been added to `problems`; `what` names it."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        problems.add("time", f"{what} is not one date and time", node.place, "write one time, as in `at:`")
        return None
    try:
        return read_time(node.text)
    except NotATime as fault:
        problems.add("time", f"{what} is not read: {fault}", node.place, fault.help)
        return None


def _microseconds(span: timedelta) -> int:
    # what `span // timedelta(microseconds=1)` says, at a tenth of its cost
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds


def longer_than(span: timedelta, hours: int) -> bool:
    """Whether `span` is longer than `hours`, in millionths of an hour; exact."""
    return _microseconds(span) > hours * MICROSECONDS


def shorter_than(span: timedelta, hours: int) -> bool:
    """Whether `span` is shorter than `hours`, in millionths of an hour; exact."""
    return _microseconds(span) < hours * MICROSECONDS


def in_millionths(span: timedelta, unit: Unit) -> int:
    """The span in millionths of a unit of time, rounded down: a clock never runs ahead."""
    # whole numbers throughout: a plan reads its clocks a hundred times
    factor = unit.factor
    return _microseconds(span) * factor.denominator // (factor.numerator * MICROSECONDS)
