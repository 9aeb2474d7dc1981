"""What follows from the histories: counts, hours since, days since.

A dose exactly as old as the window no longer counts: a dose given 24 h ago is not among
those of the last 24 h. Hours are rounded down, so a clock never reads an hour it has not reached.
"""

from datetime import datetime

from leeward.language.quantity import MILLION
from leeward.model.state import NEVER, Administration, Fact, Never
from leeward.model.vocabulary import FromHistory, Input
from leeward.patient.chart import Chart
from leeward.patient.from_episodes import from_episodes
from leeward.patient.running import Found, clock, date_is_open, unit_of
from leeward.patient.times import shorter_than


def derive(input: Input, chart: Chart, product: str | None, at: datetime) -> Fact | None:
    """The value that the histories give this input; None when they do not say.

    `at` of the fact is the time of the dose or episode it was read from, None for a count.
    """
    source = input.from_history
    if source is None:
        return None
    match source.of:
        case "given":
            found = None if chart.given is None else _from_given(input, source, chart, chart.given, at)
        case "episodes":
            found = None if chart.episodes is None else from_episodes(input, chart, product, at)
        case "last_dose":
            found = None if later_dose(chart, product) else _from_last_dose(input, source, chart, at)
    if found is None:
        return None
    value, when = found
    return Fact(value, when, "history")


def _from_given(
    input: Input, source: FromHistory, chart: Chart, given: tuple[Administration, ...], at: datetime
) -> Found | None:
    doses = [dose.at for dose in given if dose.drug in source.names and dose.at <= at]
    if source.measure == "count":
        counted = [time for time in doses if source.within is None or shorter_than(at - time, source.within)]
        return len(counted) * MILLION, None
    if doses and source.measure == "hours_since_first":
        first = _first_of_the_episode(source.type, sorted(doses), chart)
        if first is None:
            return None
        doses = [first] if isinstance(first, datetime) else []
    if doses:
        return clock(max(doses), at, unit_of(input)), max(doses)
    return (NEVER, None) if input.may_be_never else None


def _first_of_the_episode(type: str, doses: list[datetime], chart: Chart) -> datetime | Never | None:
    """The first dose since the present episode began; without a type, of all; None: it cannot be told.

    An episode that goes on and is not listed began after the newest listed one of its type had ended.
    """
    if not type:
        return doses[0]
    if chart.episodes is None:
        return None
    mine = [episode for episode in chart.episodes if episode.type == type]
    still_open = [episode.start for episode in mine if episode.end is None]
    ended = [episode.end for episode in mine if episode.end is not None]
    since = min(still_open, default=None) or max(ended, default=None)
    return next((dose for dose in doses if since is None or dose >= since), NEVER)


def _from_last_dose(input: Input, source: FromHistory, chart: Chart, at: datetime) -> Found | None:
    if chart.last_dose is None:
        return None
    if source.measure == "level":
        return None if chart.last_dose.level is None else (chart.last_dose.level, chart.last_dose.at)
    if date_is_open(chart.last_dose.at, at, unit_of(input)):
        return None
    return clock(chart.last_dose.at, at, unit_of(input)), chart.last_dose.at


def later_dose(chart: Chart, product: str | None) -> bool:
    """Whether `given` lists a dose of the product after `last_dose`: one of the two is not right."""
    doses = [dose.at for dose in chart.given or () if dose.drug == product]
    return chart.last_dose is not None and bool(doses) and max(doses) > chart.last_dose.at


def why_not(input: Input, chart: Chart, product: str | None, at: datetime) -> str:
    """Why the last dose in the chart says nothing of this input; empty where there is no such reason."""
    source = input.from_history
    if source is None or source.of != "last_dose" or chart.last_dose is None:
        return ""
    if later_dose(chart, product):
        return "`given` lists a later dose of the product than `last_dose`"
    is_open = source.measure != "level" and date_is_open(chart.last_dose.at, at, unit_of(input))
    return open_date(input) if is_open else ""


def open_date(input: Input) -> str:
    """A number of days that the offsets of its two times leave open."""
    return f"the time zone of a time in UTC is not known, and its date hangs on it; state `{input.name}`"
