"""Whole days between two times, by the calendar of the place where the patient is."""

from datetime import datetime, timedelta

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def days_between(start: datetime, at: datetime) -> int | None:
    """The calendar dates from `start` to `at`; None when the offsets leave open which dates those are.

    A time with an offset of its own stands on the date that was written, also across a change of the clocks.
    A time in UTC is a machine's: its date is that of the other time's place, whose clocks may have changed
    between the two.
    """
    if start.utcoffset() == at.utcoffset():
        return (at.date() - start.date()).days
    spans = {(now - then).days for then in _dates(start, at) for now in _dates(at, start)}
    if _is_utc(start) or _is_utc(at) or abs(_offset(start) - _offset(at)) <= _HOUR:
        return spans.pop() if len(spans) == 1 else None
    # two places, or a slip of the sign: only a count that is the same in both
    here, there = (at.date() - start.astimezone(at.tzinfo).date()).days, spans.pop()
    return here if here == there else None


def _dates(time: datetime, other: datetime) -> set[datetime]:
    """Midnight, without an offset, of each date that the time may have had where the patient was."""
    offsets = {_offset(time)}
    if _is_utc(time):
        place = _offset(other)
        offsets = {place}
        if abs(other - time) > _DAY:  # in less nobody expects the clocks to change
            offsets |= {place - _HOUR, place + _HOUR}
    local = ((time.replace(tzinfo=None) - _offset(time)) + offset for offset in offsets)
    return {one.replace(hour=0, minute=0, second=0, microsecond=0) for one in local}


def _is_utc(time: datetime) -> bool:
    return not _offset(time)


def _offset(time: datetime) -> timedelta:
    offset = time.utcoffset()
    assert offset is not None  # INVARIANT: every time of a chart has an offset
    return offset
