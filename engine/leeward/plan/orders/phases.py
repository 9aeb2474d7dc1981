"""The phases of a course: what is given in each, how long each lasts, and when each begins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from leeward.model.regimen import Regimen
from leeward.model.rule import Rule
from leeward.plan.model.orders import Taper
from leeward.plan.time.instants import later


def phases_of(rule: Rule) -> tuple[Regimen, ...]:
    """Every phase in order: the regimen and its taper, or the taper alone where it stands for the regimen.

    What is done first has the route of the regimen; where a later phase has none, none is added.
    """
    first = rule.regimen
    if not rule.taper or first.dose is not None or first.every is not None:
        return (first, *rule.taper)
    begins, *others = rule.taper
    begins = replace(begins, route=begins.route or first.route, over=begins.over or first.over)
    return (begins, *others)


def first_regimen(rule: Rule) -> Regimen:
    """What is done first."""
    return phases_of(rule)[0]


def present(rule: Rule, taper: Taper | None) -> Regimen:
    """What is given now: the phase under way, without its length, which began earlier; else the first."""
    if taper is None or taper.phase is None:
        return first_regimen(rule)
    return replace(phases_of(rule)[taper.phase - 1], duration=None, times=None)


def following(rule: Rule, taper: Taper | None) -> tuple[Regimen, ...]:
    """The phases after the present one."""
    return phases_of(rule)[1 if taper is None or taper.phase is None else taper.phase :]


def in_phases(rule: Rule) -> bool:
    """Whether a day of this order can be asked for: it is tapered, or says how its doses are one course."""
    return bool(rule.taper) or rule.course is not None


def length(phase: Regimen) -> int | None:
    """How long a phase lasts, in millionths of an hour; None: time does not end it."""
    if phase.duration is not None:
        return phase.duration
    if phase.times is not None and phase.every is not None:
        return phase.times * phase.every
    return None


def starts(phases: tuple[Regimen, ...], began: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    """When each phase begins and ends, as far as time alone tells."""
    for phase in phases:
        lasts = length(phase)
        ends = None if lasts is None else later(began, lasts)
        yield began, ends
        if ends is None:
            return
        began = ends
