"""Rules sorted for one patient: orders, what must wait, what to avoid, what to be careful with."""

from dataclasses import replace

from leeward.model.rule import Rule, Strength
from leeward.plan.explain.grounds import of_proposition
from leeward.plan.model.not_ordered import Avoided, Conflict, NotNow
from leeward.plan.model.orders import Caution
from leeward.plan.orders.about_rules import conditions_of, title
from leeward.plan.orders.candidate import Candidate
from leeward.plan.orders.cautions import cautions_for
from leeward.plan.orders.course_day import course_of
from leeward.plan.orders.dose import dose_for
from leeward.plan.orders.limits import Doors, doors
from leeward.plan.orders.phases import first_regimen, in_phases, present
from leeward.plan.orders.replaced import replace_orders
from leeward.plan.reading import Reading
from leeward.plan.sources import shown
from leeward.record import record


@record
class Sorted:
    """What the rules ask for, before orders of one intervention are merged.

    asked: the same with what another rule replaces.
    """

    wanted: tuple[Candidate, ...]
    not_now: tuple[NotNow, ...]
    avoid: tuple[Avoided, ...]
    unless: dict[str, tuple[Caution, ...]]
    rivals: tuple[Conflict, ...] = ()
    asked: tuple[Candidate, ...] = ()


def sort_rules(reading: Reading, unsure: tuple[str, ...]) -> Sorted:
    """Every rule that is not excluded, in its place. unsure: why nothing at all is certain (the scope)."""
    wanted: list[Candidate] = []
    waiting: list[NotNow] = []
    avoided: list[Avoided] = []
    for number, rule in enumerate(reading.protocol.rules):
        if reading.of(rule.id) is False or rule.strength is Strength.CAUTION:
            continue
        if rule.strength is Strength.AVOID:
            avoided.append(_avoided(rule, reading, unsure))
            continue
        door = doors(rule, reading.state, reading.protocol.vocabulary, title(rule, reading))
        closed = rule.limit_reached is not None and reading.of(rule.limit_reached) is True
        if closed:
            waiting.append(_waiting(rule, door, reading, unsure))
        else:
            wanted.append(_candidate(rule, number, door, reading, unsure))
    replaced = replace_orders(wanted, reading)
    return Sorted(
        replaced.kept,
        tuple(
            replace(entry, cautions=tuple(cautions_for(entry.order, reading, unsure)))
            for entry in (*waiting, *replaced.out)
        ),
        tuple(avoided),
        replaced.unless,
        replaced.rivals,
        tuple(wanted),
    )


def _candidate(rule: Rule, number: int, door: Doors, reading: Reading, unsure: tuple[str, ...]) -> Candidate:
    kept = reading.kept
    taper = course_of(rule, reading) if kept.answer("in phases", rule, lambda: in_phases(rule)) else None
    first = kept.answer("first regimen", rule, lambda: first_regimen(rule))
    regimen = first if taper is None or taper.phase is None else present(rule, taper)
    dose = dose_for(regimen.dose, reading.state, reading.protocol.vocabulary) if regimen.dose else None
    conditions = (*conditions_of(rule, reading, ()), *door.unknown)
    return Candidate(rule, number, regimen, dose, conditions, unsure, taper)


def _waiting(rule: Rule, door: Doors, reading: Reading, unsure: tuple[str, ...]) -> NotNow:
    reason = "; ".join(door.closed) or "a limit is reached"
    if door.for_good:
        reason += "; no further dose"
    conditions = conditions_of(rule, reading, unsure)
    instead = _stand_in(rule, reading)
    return NotNow(
        rule=rule.id,
        order=rule.intervention,
        title=title(rule, reading),
        reason=reason,
        opens_at=door.opens_at,
        certainty="conditional" if conditions else "certain",
        condition=" and ".join(conditions),
        sources=(shown(rule.citation, reading.protocol),),
        instead=(instead,) if instead else (),
    )


def _stand_in(rule: Rule, reading: Reading) -> str:
    """The title of what is ordered because this rule cannot be."""
    other = next((one for one in reading.protocol.rules if one.id == rule.otherwise), None)
    return title(other, reading) if other is not None and reading.of(other.id) is not False else ""


def _avoided(rule: Rule, reading: Reading, unsure: tuple[str, ...]) -> Avoided:
    conditions = conditions_of(rule, reading, unsure)
    return Avoided(
        rule=rule.id,
        order=rule.intervention,
        title=title(rule, reading),
        certainty="conditional" if conditions else "certain",
        condition=" and ".join(conditions),
        reason=rule.because,
        note=rule.note,
        support=lambda: of_proposition(rule.id, reading),
        sources=(shown(rule.citation, reading.protocol),),
    )
