"""Times of a plan: ISO for machines, plain words for people. No locale, no clock."""

from datetime import UTC, datetime, timedelta

from leeward.language.durations import MICROSECONDS

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def later(at: datetime, millionths: int) -> datetime:
    """`at` and so many millionths of an hour."""
    return at + timedelta(microseconds=millionths * MICROSECONDS)


def iso(at: datetime) -> str:
    """The instant in UTC, ending in `Z`; fractions of a second only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def clock_time(at: datetime, near: datetime) -> str:
    """`14:00`, with the day before it unless it is the day of `near`; seconds are rounded up."""
    at, near = whole_minute(at.astimezone(UTC)), near.astimezone(UTC)
    time = f"{at.hour:02}:{at.minute:02}"
    if at.date() == near.date():
        return time
    year = f" {at.year}" if at.year != near.year else ""
    return f"{at.day} {MONTHS[at.month - 1]}{year} {time}"


def full_time(at: datetime) -> str:
    """`20 Nov 2026 14:00 UTC`."""
    at = at.astimezone(UTC)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} {at.hour:02}:{at.minute:02} UTC"


def whole_minute(at: datetime) -> datetime:
    """The minute that has begun when `at` has passed: a door is never announced before it opens."""
    down = at.replace(second=0, microsecond=0)
    return down if down == at else down + timedelta(minutes=1)
