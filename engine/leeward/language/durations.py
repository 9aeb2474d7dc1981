"""Lengths of time in print: those that a document writes, and those that have gone by."""

from datetime import timedelta
from decimal import Decimal

MICROSECONDS = 3600
"""In a millionth of an hour."""


def hours_to_text(value: int) -> str:
    """Millionths of an hour as a document writes them: `15 min`, `8 h`, `3 d`."""
    minutes = round(Decimal(value) * 60 / 10**6, 3)  # 10 min is no whole number of millionths
    if minutes % 1440 == 0 and minutes > 2880:
        return f"{minutes // 1440} d"
    if minutes % 60 == 0:
        return f"{minutes // 60} h"
    return f"{minutes.normalize():f} min"


def elapsed_text(span: timedelta) -> str:
    """A time gone by as people say it, down to the minute: `6 h 20 min`, `3 d 4 h`."""
    minutes = span // timedelta(minutes=1)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days < 2:
        days, hours = 0, days * 24 + hours
    parts = [f"{number} {unit}" for number, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if number]
    return " ".join(parts[:2]) or "less than 1 min"
