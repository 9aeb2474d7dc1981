"""Rules sorted for one patient: orders, what must wait, what to avoid, what to be careful with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leeward.model.protocol import Rule, Strength
from leeward.plan.candidate import Candidate
from leeward.plan.citing import shown
from leeward.plan.dose import dose_for
from leeward.plan.grounds import of_proposition
from leeward.plan.limits import Doors, doors
from leeward.plan.model import Avoided, Caution, Conflict, NotNow
from leeward.plan.reading import Reading
from leeward.plan.regimen import first_regimen
from leeward.plan.wording import open_question


@dataclass(frozen=True, slots=True)
class Sorted:
    """What the rules ask for, before orders of one intervention are merged."""

    wanted: tuple[Candidate, ...]
    not_now: tuple[NotNow, ...]
    avoid: tuple[Avoided, ...]
    unless: dict[str, tuple[Caution, ...]]
    rivals: tuple[Conflict, ...] = ()


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
    return _replace(wanted, waiting, avoided, reading)


def title(rule: Rule, reading: Reading) -> str:
    return reading.protocol.vocabulary.interventions[rule.intervention].title


def conditions_of(rule: Rule, reading: Reading, unsure: tuple[str, ...]) -> tuple[str, ...]:
    """What is still open about a rule, in words; nothing when it is certain."""
    if reading.of(rule.id) is True:
        return unsure
    return (*unsure, open_question(reading.propositions[rule.id].condition, reading))


def _candidate(rule: Rule, number: int, door: Doors, reading: Reading, unsure: tuple[str, ...]) -> Candidate:
    regimen = first_regimen(rule)
    dose = dose_for(regimen.dose, reading.state, reading.protocol.vocabulary) if regimen.dose else None
    return Candidate(rule, number, dose, (*conditions_of(rule, reading, unsure), *door.unknown))


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


def _replace(
    wanted: Sequence[Candidate], waiting: list[NotNow], avoided: list[Avoided], reading: Reading
) -> Sorted:
    """Takes out what a certain rule replaces; where two replace each other, both stay.

    Certain here means certain by the rules: not knowing the scope makes both equally unsure.
    """
    by_rule = [one for one in wanted if one.rule.replaces]
    mutual = {
        (one.rule.intervention, other.rule.intervention)
        for one in by_rule
        for other in by_rule
        if other.rule.intervention in one.rule.replaces and one.rule.intervention in other.rule.replaces
    }
    kept: list[Candidate] = []
    unless: dict[str, list[Caution]] = {}
    for candidate in wanted:
        name = candidate.rule.intervention
        over = [
            one
            for one in by_rule
            if name in one.rule.replaces
            and one is not candidate
            and (name, one.rule.intervention) not in mutual
        ]
        firm = next((one for one in over if _in_force(one, reading)), None)
        if firm is not None:
            waiting.append(_replaced(candidate, firm, reading))
            continue
        kept.append(candidate)
        for one in over:
            unless.setdefault(name, []).append(_unless(one, reading))
    cautions = {name: tuple(dict.fromkeys(found)) for name, found in unless.items()}
    return Sorted(tuple(kept), tuple(waiting), tuple(avoided), cautions, _rivals(by_rule, mutual, reading))


def _rivals(
    by_rule: Sequence[Candidate], mutual: set[tuple[str, str]], reading: Reading
) -> tuple[Conflict, ...]:
    """Orders that each say they replace the other."""
    firm = {one.rule.intervention: one for one in by_rule if _in_force(one, reading)}
    return tuple(
        Conflict(
            name,
            "certain",
            (firm[name].rule.id, firm[other].rule.id),
            f"{title(firm[name].rule, reading)} and {title(firm[other].rule, reading)} are each ordered "
            "in place of the other: a person must decide",
        )
        for name, other in sorted(mutual)
        if name < other and name in firm and other in firm
    )


def _in_force(one: Candidate, reading: Reading) -> bool:
    limit = one.rule.limit_reached
    return reading.of(one.rule.id) is True and (limit is None or reading.of(limit) is False)


def _replaced(candidate: Candidate, by: Candidate, reading: Reading) -> NotNow:
    rule = candidate.rule
    return NotNow(
        rule=rule.id,
        order=rule.intervention,
        title=title(rule, reading),
        reason=f"replaced by {title(by.rule, reading)} (rule {by.rule.id})",
        opens_at=None,
        certainty=candidate.certainty,
        condition=candidate.condition,
        sources=(shown(rule.citation, reading.protocol),),
    )


def _unless(one: Candidate, reading: Reading) -> Caution:
    text = f"{title(one.rule, reading)} takes its place"
    return Caution(
        one.rule.id, "conditional", text, one.condition, (shown(one.rule.citation, reading.protocol),)
    )


def cautions_for(name: str, reading: Reading, unsure: tuple[str, ...]) -> Iterator[Caution]:
    """The warnings of the protocol about one intervention."""
    for rule in reading.protocol.rules:
        if (
            rule.strength is Strength.CAUTION
            and rule.intervention == name
            and reading.of(rule.id) is not False
        ):
            conditions = conditions_of(rule, reading, unsure)
            yield Caution(
                rule.id,
                "conditional" if conditions else "certain",
                "; ".join(part for part in (rule.because, rule.note) if part) or "be careful",
                " and ".join(conditions),
                (shown(rule.citation, reading.protocol),),
            )


def conflicts(
    wanted: Sequence[Candidate], avoided: Sequence[Avoided], reading: Reading
) -> tuple[Conflict, ...]:
    """An order, certain by the rules, for something that another rule says to avoid, or may."""
    found = []
    for against in avoided:
        speaking = [
            one for one in wanted if one.rule.intervention == against.order and _in_force(one, reading)
        ]
        if not speaking:
            continue
        rules = tuple(dict.fromkeys(one.rule.id for one in speaking))
        may = "is" if against.certainty == "certain" else "may be"
        doubt = f", if {against.condition}" if against.condition else ""
        text = (
            f"{against.title} is ordered ({', '.join(rules)}) and {may} to be avoided ({against.rule}{doubt})"
        )
        found.append(
            Conflict(
                against.order, against.certainty, (*rules, against.rule), f"{text}: a person must decide"
            )
        )
    return tuple(found)
