"""Which doses of the chart are one course of a rule, and which of them began it.

What begins a course, and what breaks it, is in docs/decisions/tapers.md. Where the chart does not say
enough there is no course but a reason.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from leeward.language.durations import elapsed_text, hours_to_text
from leeward.model.expression import GradeIs, Holds, atoms
from leeward.model.regimen import Regimen
from leeward.model.rule import Rule
from leeward.patient.times import longer_than
from leeward.plan.orders.charted import Charted, distance, doses_of, newest_run, ordered_amounts, phase_of
from leeward.plan.orders.phases import phases_of, starts
from leeward.plan.reading import Reading
from leeward.plan.time.instants import clock_time
from leeward.record import record

_DAY = timedelta(days=1)
Amounts = Sequence[tuple[Fraction, Fraction] | None]


@record
class Course:
    """The newest unbroken run of doses, and the dose that began the course."""

    run: tuple[Charted, ...]
    began: datetime
    amounts: Amounts

    @property
    def last(self) -> Charted:
        return self.run[-1]

    @property
    def misfit(self) -> Fraction:
        """How far the doses of the course lie from the nearest of its phases, in all."""
        mine = [dose for dose in self.run if dose.at >= self.began and dose.amount is not None]
        ends = [amount for amount in self.amounts if amount is not None]
        return sum(
            (min((distance(dose, one) for one in ends), default=Fraction(0)) for dose in mine), Fraction(0)
        )


def noun_of(rule: Rule) -> str:
    """What people call it: a taper, or a course of one phase."""
    return "taper" if rule.taper else "course"


def find_course(rule: Rule, reading: Reading) -> Course | tuple[str, str]:
    """The course, or why there is none: the status, and the reason in words."""
    state, vocabulary, noun = reading.state, reading.protocol.vocabulary, noun_of(rule)
    if state.given is None:
        return "unknown", "give the start, by listing the doses under `given`"
    every = doses_of(rule.intervention, state, vocabulary)
    doses = _of_this_episode(rule, every, reading)
    if isinstance(doses, str):
        return "unknown", doses
    if not doses:
        return "not begun", f"day 1 of the {noun} begins with its first dose"
    if rule.course is None:
        return "unknown", "the protocol does not say after which gap it is broken off (`course`)"
    broken_after, phases = rule.course.broken_after, phases_of(rule)
    run = newest_run(doses, broken_after)
    bare = next((dose for dose in run if dose.amount is None), None)
    if bare is not None:
        return (
            "unknown",
            f"the amount given at {time_of_day(bare.at, reading)} is not listed, or not to be compared",
        )
    try:
        amounts = ordered_amounts(phases, state, vocabulary)
    except ValueError as lacking:
        return "unknown", str(lacking)
    dimensions = {p.dose.bands[0].amount.unit.dimension.partition(" per ")[0] for p in phases if p.dose}
    if any(dose.dimension not in dimensions for dose in run if dimensions):
        return "unknown", "doses under `given` are in another kind of unit than those ordered"
    began = _began(run, amounts)
    last = run[-1]
    if began is not None and _is_complete(phases, began, last, broken_after, state.at):
        return Course(run, began, amounts)
    if longer_than(state.at - last.at, broken_after):
        ago, gap = elapsed_text(state.at - last.at), hours_to_text(broken_after)
        why = (
            f"last given {time_of_day(last.at, reading)}, {ago} ago, and more than {gap} breaks a {noun} "
            "off: day 1 is the next dose, unless a person lets the old one go on"
        )
        return "broken off", why
    if began is not None:
        return Course(run, began, amounts)
    later_phase = next((n for dose in run if (n := phase_of(dose, amounts)) is not None), None)
    if later_phase is not None:
        why = (
            f"the doses since {time_of_day(run[0].at, reading)} begin with that of phase {later_phase + 1}; "
            "list the first ones too"
        )
        return "unknown", why
    return "not begun", f"no dose of its size is listed; day 1 of the {noun} begins with the first"


def _is_complete(
    phases: Sequence[Regimen], began: datetime, last: Charted, broken_after: int, at: datetime
) -> bool:
    """Whether every phase has run its time, and doses were given up to the end of it."""
    spans = list(starts(tuple(phases), began))
    end = spans[-1][1] if len(spans) == len(phases) else None
    return end is not None and end <= at and not longer_than(end - last.at, broken_after)


def _began(run: Sequence[Charted], amounts: Amounts) -> datetime | None:
    """The newest dose of the first phase that does not follow another of it; without amounts, the first."""
    if amounts[0] is None:
        return run[0].at
    began, in_first = None, False
    for dose in run:
        first = phase_of(dose, amounts) == 0
        if first and not in_first:
            began = dose.at
        in_first = first
    return began


def _of_this_episode(rule: Rule, doses: tuple[Charted, ...], reading: Reading) -> tuple[Charted, ...] | str:
    """The doses since this episode of the toxicity began; why that is not known; all where none is listed."""
    types = grades_asked(rule.id, reading)
    episodes = [one for one in reading.state.episodes or () if one.type in types]
    still_open = [one.start for one in episodes if one.end is None]
    if still_open:
        mine = tuple(dose for dose in doses if dose.at >= min(still_open))
        # a taper of an earlier episode goes on into a mild new one, which orders none of its own
        return mine if mine or reading.of(rule.id) is not False else doses
    ended = max((one.end for one in episodes if one.end is not None), default=None)
    wanted = reading.of(rule.id) is not False
    if wanted and ended is not None and doses and doses[0].at < ended <= reading.state.at:
        newer = tuple(dose for dose in doses if dose.at >= ended)
        return newer or f"an episode ended {time_of_day(ended, reading)}; list this one under `episodes`"
    if not wanted and episodes:
        newest = max(one.start for one in episodes)
        return tuple(dose for dose in doses if dose.at >= newest) or doses
    return doses


def grades_asked(name: str, reading: Reading) -> dict[str, int]:
    """The grades that a rule asks about, itself or through its findings, each with the lowest it asks for."""
    found: dict[str, int] = {}
    open_names, seen = [name], {name}
    while open_names:
        for atom in atoms(reading.propositions[open_names.pop()].condition):
            if isinstance(atom, GradeIs):
                lowest = atom.number if atom.op in (">=", "=") else 1
                found[atom.grade] = min(lowest, found.get(atom.grade, lowest))
            elif isinstance(atom, Holds) and atom.proposition not in seen:
                seen.add(atom.proposition)
                open_names.append(atom.proposition)
    return found


def time_of_day(at: datetime, reading: Reading) -> str:
    return clock_time(at, reading.state.at)
