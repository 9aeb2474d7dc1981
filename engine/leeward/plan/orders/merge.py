"""One order per intervention: the stronger one, once, with every reason kept.

Stronger is, in this order: give before consider, more in a day, a shorter interval, sooner.
What hangs on missing data never replaces what is certain; it is listed beside it.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import inf

from leeward.language.units import BY_NAME
from leeward.model.regimen import Regimen
from leeward.plan.model.orders import DoseShown
from leeward.plan.model.words import Raise
from leeward.plan.orders.candidate import Candidate, Merged
from leeward.plan.orders.dose import WEIGHT

_DAY = 24 * 10**6  # in millionths of an hour


def merge(candidates: Iterable[Candidate]) -> list[Merged]:
    """One `Merged` for each intervention, in the order in which the interventions first appear."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.rule.intervention, []).append(candidate)
    return [_merge_one(group) for group in groups.values()]


def _merge_one(group: list[Candidate]) -> Merged:
    certain = [candidate for candidate in group if candidate.certain]
    main = _strongest(certain or group)
    rest = [candidate for candidate in group if candidate is not main]
    equals = [other.rule.urgency.rank for other in certain if other.gives >= main.gives]
    more = [
        one for one in rest if not one.certain and main.certain and raises(one, main, min(equals)) is not None
    ]
    return Merged(main, tuple(one for one in rest if one not in more), tuple(more))


def raises(one: Candidate, main: Candidate, soonest: int) -> Raise | None:
    """In what `one`, if it came in, would go beyond an order; None when it is covered by it.

    soonest: the urgency of the order, which it takes from all that is certain.
    """
    if one.gives != main.gives:
        return "strength" if one.gives else None
    if larger(one, main):
        return "dose"
    return "urgency" if one.rule.urgency.rank < soonest else None


def larger(one: Candidate, other: Candidate) -> bool:
    """Whether `one` gives more in a day, or as much and more often; a dose against none is not compared."""
    dosed, its_dosed = one.regimen.dose is not None, other.regimen.dose is not None
    if dosed != its_dosed:
        return False
    daily = _compare_daily(one, other)
    return daily > 0 or (daily == 0 and _interval(one) < _interval(other))


def _strongest(group: list[Candidate]) -> Candidate:
    best = group[0]
    for candidate in group[1:]:
        if stronger(candidate, best):
            best = candidate
    return best


def stronger(one: Candidate, other: Candidate) -> bool:
    """Whether `one` asks for more than `other`; False when they ask for the same."""
    if one.gives != other.gives:
        return one.gives
    daily = _compare_daily(one, other)
    if daily:
        return daily > 0
    mine, its = _interval(one), _interval(other)
    if mine != its:
        return mine < its
    return one.rule.urgency.rank < other.rule.urgency.rank


def _interval(candidate: Candidate) -> tuple[float, float]:
    """Both ends of the interval; a single dose comes again after for ever."""
    regimen = candidate.regimen
    if regimen.every is None:
        return inf, inf
    return regimen.every, regimen.every if regimen.every_at_most is None else regimen.every_at_most


def _compare_daily(one: Candidate, other: Candidate) -> int:
    """Positive when `one` gives more in a day; 0 when equal or not to be compared."""
    dosed, its_dosed = one.regimen.dose is not None, other.regimen.dose is not None
    if dosed != its_dosed:
        return 1 if dosed else -1
    mine, its = daily(one.regimen, one.dose), daily(other.regimen, other.dose)
    if mine is None or its is None or mine[1] != its[1]:
        return 0
    return (mine[0] > its[0]) - (mine[0] < its[0])


def daily(regimen: Regimen, shown: DoseShown | None) -> tuple[Fraction, str] | None:
    """Amount in a day and its dimension; a single dose counts as what it is. None: not known.

    Two doses by weight can be compared even when the weight is not known.
    """
    if regimen.dose is None or shown is None:
        return None
    bands = regimen.dose.bands
    if shown.amount is not None:
        number = shown.amount if shown.highest is None else shown.highest
        unit = bands[0].amount.unit
        dimension = unit.dimension.partition(" per ")[0]
        factor = BY_NAME[shown.unit].factor
    elif shown.needs == WEIGHT and len(bands) > 1:
        return None
    else:
        amount = bands[0].amount
        number = amount.number if amount.highest is None else amount.highest
        dimension, factor = amount.unit.dimension, amount.unit.factor
    each = Fraction(number) * factor
    return (each if regimen.every is None else each * _DAY / regimen.every), dimension
