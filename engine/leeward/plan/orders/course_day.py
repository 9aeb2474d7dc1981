"""In which phase of a course the patient is, and on which day, by the doses that the chart lists.

Where the chart does not say enough the day is not known; it is never day 1 because nothing is known.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from leeward.language.durations import hours_to_text
from leeward.model.regimen import Regimen
from leeward.model.rule import Rule
from leeward.patient.times import longer_than
from leeward.plan.model.orders import Taper
from leeward.plan.orders.charted import Charted, phase_of
from leeward.plan.orders.course import Course, find_course, noun_of, time_of_day
from leeward.plan.orders.phases import in_phases, phases_of, starts
from leeward.plan.orders.regimen import steps_text
from leeward.plan.reading import Reading
from leeward.plan.time.instants import later

_DAY = timedelta(days=1)


def course_of(rule: Rule, reading: Reading) -> Taper | None:
    """Where the patient stands; None for an order that is not given in phases."""
    return taper_of(rule, find_course(rule, reading), reading) if in_phases(rule) else None


def taper_of(rule: Rule, found: Course | tuple[str, str], reading: Reading) -> Taper:
    """The same, of a course that was found, or of the reason why there is none."""
    noun, count = noun_of(rule), len(phases_of(rule))
    if isinstance(found, Course):
        return _standing(rule, found, reading)
    status, why = found
    if status == "unknown":
        text = f"which day of the {noun} is not known: {why}"
        return Taper("unknown", count, text)
    if status == "broken off":
        return Taper("broken off", count, why)
    return Taper("not begun", count, why)


def _standing(rule: Rule, course: Course, reading: Reading) -> Taper:
    phases, at, noun = phases_of(rule), reading.state.at, noun_of(rule)
    spans = list(starts(phases, course.began))
    number = next((n for n, (_, ends) in enumerate(spans) if ends is None or at < ends), None)
    day = (at - course.began) // _DAY + 1
    doubts = tuple(_doubts(phases, spans, course, reading))
    if number is None:
        end = spans[-1][1]
        assert end is not None
        text = f"the {noun} that began {time_of_day(course.began, reading)} ended {time_of_day(end, reading)}"
        return Taper(
            "over", len(phases), text, began=course.began, until=end, last=course.last.at, doubts=doubts
        )
    since, until = spans[number]
    due = _due(phases, spans, course.last)
    after_this = due is not None and until is not None and due >= until
    text = ", ".join(
        part
        for part in (
            f"day {day} of the {noun}",
            f"phase {number + 1} of {len(phases)} since {time_of_day(since, reading)}"
            if len(phases) > 1
            else f"which began {time_of_day(since, reading)}",
        )
        if part
    )
    text += f"; last dose {course.last.text} at {time_of_day(course.last.at, reading)}"
    if due is not None:
        text += f", next {'was due' if due < at else 'due'} {time_of_day(due, reading)}"
    if after_this and number + 1 < len(phases):
        text += f", the first of phase {number + 2}"
    if until is not None and number + 1 == len(phases):
        text += f"; it ends {time_of_day(until, reading)}"
    return Taper(
        "under way",
        len(phases),
        text,
        number + 1,
        day,
        course.began,
        since,
        until,
        following=next(
            iter(steps_text(phases[number + 1 :], reading.state, reading.protocol.vocabulary)), ""
        ),
        last=course.last.at,
        due=due,
        doubts=doubts,
    )


Spans = Sequence[tuple[datetime, datetime | None]]


def _phase_at(spans: Spans, at: datetime) -> int:
    """The phase of a moment; what lies after the end of all belongs to the last."""
    return next((n for n, (_, ends) in enumerate(spans) if ends is None or at < ends), len(spans) - 1)


def _due(phases: Sequence[Regimen], spans: Spans, last: Charted) -> datetime | None:
    """The earliest time of the next dose, by the interval of the phase in which the last one was given."""
    every = phases[_phase_at(spans, last.at)].every
    return None if every is None else later(last.at, every)


def _doubts(phases: Sequence[Regimen], spans: Spans, course: Course, reading: Reading) -> Iterator[str]:
    """Doses that were left out, and a last dose that is not that of its phase."""
    mine = [dose for dose in course.run if dose.at >= course.began]
    for one, other in pairwise(mine):
        phase = phases[_phase_at(spans, one.at)]
        longest = phase.every_at_most or phase.every
        if longest is not None and longer_than(2 * (other.at - one.at), 3 * longest):
            yield (
                f"no dose between {time_of_day(one.at, reading)} and {time_of_day(other.at, reading)}, "
                f"ordered every {hours_to_text(longest)}: a person decides whether the phase is prolonged"
            )
    number = _phase_at(spans, course.last.at)
    given = phase_of(course.last, course.amounts)
    if course.amounts[number] is not None and given != number:
        of = "of no phase" if given is None else f"of phase {given + 1}"
        yield (
            f"the last dose, {course.last.text}, is {of}, and phase {number + 1} was due: "
            "a person decides how it goes on"
        )
