"""Merged candidates as the orders of the plan, with their reasons, variants and warnings."""

from collections.abc import Sequence

from leeward.plan.explain.grounds import of_proposition
from leeward.plan.model.grounds import Ground
from leeward.plan.model.orders import Caution, Order, Variant
from leeward.plan.model.words import Raise
from leeward.plan.orders.about_rules import title
from leeward.plan.orders.arrange import soonest
from leeward.plan.orders.candidate import Candidate, Merged
from leeward.plan.orders.cautions import cautions_for
from leeward.plan.orders.limits import standing
from leeward.plan.orders.merge import larger, raises
from leeward.plan.orders.phases import following
from leeward.plan.orders.regimen import lasting, regimen_text, steps_text
from leeward.plan.orders.repeat import repeat_of
from leeward.plan.reading import Reading
from leeward.plan.sources import merged, shown


def orders(
    arranged: Sequence[Merged],
    reading: Reading,
    unsure: tuple[str, ...],
    unless: dict[str, tuple[Caution, ...]],
    instead: dict[str, tuple[str, ...]],
) -> tuple[Order, ...]:
    """The orders in the order to act in. instead: rule id → what it stands in for."""
    return tuple(_order(rank, one, reading, unsure, unless, instead) for rank, one in enumerate(arranged, 1))


def _order(
    rank: int,
    one: Merged,
    reading: Reading,
    unsure: tuple[str, ...],
    unless: dict[str, tuple[Caution, ...]],
    instead: dict[str, tuple[str, ...]],
) -> Order:
    main, rule = one.main, one.main.rule
    vocabulary = reading.protocol.vocabulary
    urgency = soonest(one).rule.urgency
    speaking = [main, *(other for other in one.also if other.certain == main.certain)]
    cautions = (*cautions_for(rule.intervention, reading, unsure), *unless.get(rule.intervention, ()))
    return Order(
        rank=rank,
        rule=rule.id,
        order=rule.intervention,
        title=title(rule, reading),
        kind=vocabulary.interventions[rule.intervention].kind,
        strength="give" if main.gives else "consider",
        certainty=main.certainty,
        urgency=urgency.text,
        urgency_rank=urgency.rank,
        phase=rule.phase.value,
        dose=main.dose,
        route=main.regimen.route,
        how=how(main, reading),
        reason="; ".join(dict.fromkeys(c.rule.because for c in speaking if c.rule.because)),
        support=lambda: _grounds(speaking, reading),
        sources=merged([shown(c.rule.citation, reading.protocol) for c in speaking]),
        layer=rule.layer,
        place=rule.place,
        condition=main.condition,
        lasting=_lasting(main, reading),
        steps=_steps(main, reading),
        note="; ".join(dict.fromkeys(said for c in speaking for said in c.rule.note.split("; ") if said)),
        instead_of=tuple(dict.fromkeys(what for c in speaking for what in instead.get(c.rule.id, ()))),
        also_from=tuple(_variant(c, reading, "dose" if larger(c, main) else None) for c in one.also),
        if_more=tuple(_variant(c, reading, raises(c, main, urgency.rank)) for c in one.more),
        cautions=cautions,
        standing=standing(rule, reading.state),
        taper=main.taper,
        repeat=repeat_of(main, reading),
    )


def how(candidate: Candidate, reading: Reading) -> str:
    """Dose, route and timing in words."""
    regimen, dose = candidate.regimen, candidate.dose
    if dose is None:
        return reading.kept.answer("how", regimen, lambda: regimen_text(regimen, None))
    return regimen_text(regimen, dose)


def _lasting(candidate: Candidate, reading: Reading) -> str:
    return reading.kept.answer("lasting", candidate.regimen, lambda: lasting(candidate.regimen))


def _steps(candidate: Candidate, reading: Reading) -> tuple[str, ...]:
    """The phases that follow."""
    if not candidate.rule.taper:
        return ()
    phases = following(candidate.rule, candidate.taper)
    return steps_text(phases, reading.state, reading.protocol.vocabulary)


def _grounds(speaking: Sequence[Candidate], reading: Reading) -> tuple[Ground, ...]:
    found = (ground for one in speaking for ground in of_proposition(one.rule.id, reading))
    # one fact asked at one place is one object (`ground`)
    return tuple({id(ground): ground for ground in found}.values())


def _variant(candidate: Candidate, reading: Reading, raises: Raise | None) -> Variant:
    rule = candidate.rule
    return Variant(
        rule=rule.id,
        certainty=candidate.certainty,
        strength="give" if candidate.gives else "consider",
        text=" ".join(part for part in (title(rule, reading), how(candidate, reading)) if part),
        condition=candidate.condition,
        reason=rule.because,
        sources=(shown(rule.citation, reading.protocol),),
        layer=rule.layer,
        lasting=_lasting(candidate, reading),
        steps=_steps(candidate, reading),
        urgency=rule.urgency.text,
        urgency_rank=rule.urgency.rank,
        note=rule.note,
        raises=raises,
    )
