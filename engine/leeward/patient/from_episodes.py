"""What follows from the episodes of toxicity: counts, durations, the worst since the last dose."""

from datetime import datetime

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME
from leeward.model.state import NEVER, Episode
from leeward.model.vocabulary import Input
from leeward.patient.chart import Chart
from leeward.patient.running import Found, clock, unit_of
from leeward.patient.times import in_millionths, shorter_than


def from_episodes(input: Input, chart: Chart, product: str | None, at: datetime) -> Found | None:
    """The value that the complete list of episodes gives this input; None when it does not say."""
    source, episodes = input.from_history, chart.episodes
    if source is None or episodes is None:
        return None
    if source.same_product:
        if product is None and episodes:
            return None
        of_type = [one for one in episodes if one.type == source.type and one.product == product]
    else:
        of_type = [one for one in episodes if one.type == source.type]
    same = [episode for episode in of_type if episode.grade >= source.grade]
    match source.measure:
        case "hours":
            return _running(input, [episode for episode in same if episode.end is None], source.grade, at)
        case "longest":
            lasted = [_lasted(episode, source.grade, at) for episode in same]
            return (max(lasted), None) if lasted else _never(input)
        case "hours_since_end":
            ends = [episode.end for episode in same if episode.end is not None]
            return (clock(max(ends), at, unit_of(input)), max(ends)) if ends else _never(input)
        case "hours_at_most":
            return _at_most(input, [episode for episode in of_type if episode.grade > source.grade], at)
        case "slowest_at_most" | "slowest" as measure:
            # grade 1 had nothing to come down from
            worse = [episode for episode in same if episode.grade > 1]
            return _slowest(input, worse, at) if measure == "slowest" else _slowest_at_most(input, worse, at)
        case "worst":
            return _worst_since_last_dose(of_type, chart)
        case _:
            ended = [episode.end for episode in same if episode.end is not None]
            within = [t for t in ended if source.within is None or shorter_than(at - t, source.within)]
            return len(within) * MILLION, None


def _running(input: Input, open_episodes: list[Episode], grade: int, at: datetime) -> Found | None:
    """How long the open episode has been at its worst grade; if the chart does not say, all the time."""
    if not open_episodes:
        return _never(input)
    first = min(open_episodes, key=lambda episode: episode.start)
    if first.worst_for is not None and first.grade == grade:
        return first.worst_for, None
    return clock(first.start, at, unit_of(input)), first.start


def _lasted(episode: Episode, grade: int, at: datetime) -> int:
    """How long the worst grade lasted, in millionths of an hour: by default as long as the episode."""
    if episode.worst_for is not None and episode.grade == grade:
        return episode.worst_for
    return in_millionths((episode.end or at) - episode.start, BY_NAME["h"])


def _can_have_taken(episode: Episode, at: datetime) -> int:
    """The longest that it can have taken to be grade 1 or less, in millionths of an hour."""
    return in_millionths((episode.grade_1_since or episode.end or at) - episode.start, BY_NAME["h"])


def _slowest_at_most(input: Input, episodes: list[Episode], at: datetime) -> Found | None:
    """The longest that any of them can have taken."""
    return (max(_can_have_taken(one, at) for one in episodes), None) if episodes else _never(input)


def _slowest(input: Input, episodes: list[Episode], at: datetime) -> Found | None:
    """The longest of what the chart tells, unless one of which it does not tell may have taken longer."""
    if not episodes:
        return _never(input)
    told = [_can_have_taken(one, at) for one in episodes if one.grade_1_since is not None]
    untold = [_can_have_taken(one, at) for one in episodes if one.grade_1_since is None]
    if not told or max(untold, default=0) > max(told):
        return None
    return max(told), None


def _at_most(input: Input, worse: list[Episode], at: datetime) -> Found | None:
    """Since when the newest of them has been at the grade; where it does not say, since its end."""
    if not worse:
        return _never(input)
    newest = max(worse, key=lambda episode: episode.start)
    since = newest.grade_1_since or newest.end
    return None if since is None else (clock(since, at, unit_of(input)), since)


def _worst_since_last_dose(episodes: list[Episode], chart: Chart) -> Found | None:
    """The worst grade of the episodes that were not over when the last dose was given; 0 for none."""
    if not episodes:
        return 0, None
    lasting = max((episode.grade for episode in episodes if episode.end is None), default=0)
    if chart.last_dose is None:
        worst = max(episode.grade for episode in episodes)
        return (lasting * MILLION, None) if lasting == worst else None
    since = chart.last_dose.at
    grades = [episode.grade for episode in episodes if episode.end is None or episode.end > since]
    return max(grades, default=0) * MILLION, None


def _never(input: Input) -> Found | None:
    return (NEVER, None) if input.may_be_never else None
