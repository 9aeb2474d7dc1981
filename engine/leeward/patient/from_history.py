"""What follows from the histories: counts, hours since, days since.

A dose exactly as old as the window no longer counts: a dose given 24 h ago is not among
those of the last 24 h. Hours are rounded down, so a clock never reads an hour it has not reached.
"""

from datetime import datetime

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME, Unit
from leeward.model.state import NEVER, Administration, Episode, Fact, Value
from leeward.model.vocabulary import FromHistory, Input
from leeward.patient.chart import Chart
from leeward.patient.times import in_millionths, shorter_than


def derive(input: Input, chart: Chart, product: str | None, at: datetime) -> Fact | None:
    """The value that the histories give this input; None when they do not say.

    `at` of the fact is the time of the dose or episode it was read from, None for a count.
    """
    source = input.from_history
    if source is None:
        return None
    match source.of:
        case "given":
            found = None if chart.given is None else _from_given(input, source, chart.given, at)
        case "episodes":
            found = (
                None if chart.episodes is None else _from_episodes(input, source, chart.episodes, product, at)
            )
        case "last_dose":
            found = _from_last_dose(input, source, chart, at)
    if found is None:
        return None
    value, when = found
    return Fact(value, when, "history")


def clock(start: datetime, at: datetime, unit: Unit) -> int:
    """What a clock started then reads now, in millionths of its unit; days are calendar dates apart.

    The dates are those of the offset from UTC in which `at` is written.
    """
    if unit.code == "d":
        return (at.date() - start.astimezone(at.tzinfo).date()).days * MILLION
    return in_millionths(at - start, unit)


Found = tuple[Value, datetime | None]


def _from_given(
    input: Input, source: FromHistory, given: tuple[Administration, ...], at: datetime
) -> Found | None:
    doses = [dose.at for dose in given if dose.drug in source.names and dose.at <= at]
    if source.measure == "count":
        counted = [time for time in doses if source.within is None or shorter_than(at - time, source.within)]
        return len(counted) * MILLION, None
    if doses:
        return clock(max(doses), at, _unit(input)), max(doses)
    return (NEVER, None) if input.may_be_never else None


def _from_episodes(
    input: Input, source: FromHistory, episodes: tuple[Episode, ...], product: str | None, at: datetime
) -> Found | None:
    same = [episode for episode in episodes if episode.type == source.type and episode.grade >= source.grade]
    if source.measure == "hours":
        open_since = [episode.start for episode in same if episode.end is None]
        if open_since:
            return clock(min(open_since), at, _unit(input)), min(open_since)
        return (NEVER, None) if input.may_be_never else None
    if source.same_product:
        if product is None:
            return None
        same = [episode for episode in same if episode.product == product]
    ended = [episode.end for episode in same if episode.end is not None]
    counted = [time for time in ended if source.within is None or shorter_than(at - time, source.within)]
    return len(counted) * MILLION, None


def _from_last_dose(input: Input, source: FromHistory, chart: Chart, at: datetime) -> Found | None:
    if chart.last_dose is None:
        return None
    if source.measure == "last_dose_level":
        return None if chart.last_dose.level is None else (chart.last_dose.level, chart.last_dose.at)
    return clock(chart.last_dose.at, at, _unit(input)), chart.last_dose.at


def _unit(input: Input) -> Unit:
    return input.unit or BY_NAME["h"]
