"""What is wrong with a path, counted anew from its doses and decisions alone.

Nothing here asks the plan, its clock, the engines or the inputs that count doses. The rules, all of them:

1. A limit `n in T`: of all doses of the drug in the time T that ends with the new dose, the moment T ago left
   out, there are at most n, the new one included. `n in total`: at most n since ever.
2. A limit `T apart`: between a dose and the one before it lies at least T. Where a drug has any limit, the
   shortest `every` with which a rule orders it counts as such a limit too. Where it has none, a dose comes no
   sooner than the shortest `every` of its own rule after the newest one before it that was not smaller.
3. Limits belong to the drug: those of every rule that orders it, under whatever name.
4. A dose by weight or surface is at most what the line for this weight comes to, and at most the smallest
   `at_most` of any rule that doses the drug by size; any dose is at most the `at_most` of its own rule.
5. Without a weight in the file no dose by weight has an amount.
6. After a settled decision to discontinue, every settled decision is to discontinue.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from leeward.language.quantity import MILLION, NotANumber, NotAUnit, read_quantity
from leeward.language.units import BY_NAME
from leeward.model.protocol import ClinicalProtocol
from leeward.model.regimen import Amount
from leeward.model.regimen import Dose as Ordering
from leeward.model.rule import Rule, Strength
from leeward.record import record
from leeward.sequences.substances import substance
from leeward.sequences.timeline import Kind, Ordered

_BY_SIZE = ("per weight", "per area")


@record
class Declared:
    """What the document declares of one drug. apart: time between doses; counts: (most, in which time).

    every: the shortest interval of each rule, by its id; of a drug that has limits it is in `apart`.
    """

    names: frozenset[str]
    rules: tuple[Rule, ...]
    counts: tuple[tuple[int, timedelta | None], ...]
    apart: timedelta
    cap: Fraction | None
    every: Mapping[str, timedelta]

    @property
    def limited(self) -> bool:
        return bool(self.counts) or bool(self.apart)


@record
class Dose:
    """One dose that was given. amount: in the base unit of its kind; None: not listed."""

    at: datetime
    amount: Fraction | None


Fault = tuple[Kind, str]


def declared(drug: str, protocol: ClinicalProtocol) -> Declared:
    """The limits of one drug, under all its names together."""
    names = substance(drug, protocol.vocabulary)
    rules = tuple(
        rule
        for rule in protocol.rules
        if rule.intervention in names and rule.strength in (Strength.GIVE, Strength.CONSIDER)
    )
    limits = [limit for rule in rules for limit in rule.limits]
    counts = {
        (limit.number, None if limit.within is None else hours(limit.within))
        for limit in limits
        if limit.kind == "count"
    }
    apart = [hours(limit.number) for limit in limits if limit.kind == "apart"]
    phases = {
        rule.id: [phase.every for phase in (rule.regimen, *rule.taper) if phase.every] for rule in rules
    }
    every = {id: hours(min(found)) for id, found in phases.items() if found}
    if limits and every:
        apart.append(min(every.values()))
    caps = [_base(dose.at_most) for dose in _doses(rules) if dose.at_most is not None and _by_size(dose)]
    ordered = sorted(counts, key=lambda count: (count[1] is None, count[1] or timedelta(), count[0]))
    longest = max(apart, default=timedelta())
    return Declared(names, rules, tuple(ordered), longest, min(caps, default=None), {} if limits else every)


def too_much(
    limits: Declared, earlier: Sequence[Dose], orders: Sequence[Ordered], at: datetime
) -> Iterator[Fault]:
    """What is wrong with giving these orders of the drug now, after these earlier doses."""
    doses = sorted(earlier, key=lambda dose: dose.at)
    for order in orders:
        new = Dose(at, amount_of(order))
        before = doses[-1] if doses else None
        full = next((dose for dose in reversed(doses) if not _is_more(new, dose)), None)
        doses.append(new)
        times = [dose.at for dose in doses]
        for most, within in limits.counts:
            start = None if within is None else at - within
            found = sum(start is None or time > start for time in times)
            if found > most:
                span = "in total" if within is None else f"in {_text(within)}"
                yield (
                    "past a limit",
                    f"{order.drug} is given {found} times {span}; at most {most} are allowed",
                )
        for one, apart in ((before, limits.apart), (full, limits.every.get(order.rule, timedelta()))):
            if one is not None and at - one.at < apart:
                yield (
                    "too soon",
                    f"{order.drug} is given again after {_text(at - one.at)};"
                    f" {_text(apart)} must lie between",
                )


def _is_more(dose: Dose, before: Dose) -> bool:
    return dose.amount is not None and before.amount is not None and dose.amount > before.amount


def amount_of(order: Ordered) -> Fraction | None:
    """The largest amount that an order allows, in the base unit of its kind."""
    return None if order.amount is None else Fraction(order.amount) * BY_NAME[order.unit].factor


def amount_in(text: str) -> Fraction | None:
    """The amount of a dose as a chart lists it; None when it lists none, one by weight or surface, which is
    no amount yet, or one that its reader refuses."""
    try:
        quantity = read_quantity(text)
    except (NotANumber, NotAUnit):
        return None
    if quantity.unit is None or quantity.unit.dimension.endswith(_BY_SIZE):
        return None
    return Fraction(quantity.number) * quantity.unit.factor


def too_large(limits: Declared, order: Ordered, weight: Fraction | None) -> Iterator[Fault]:
    """What is wrong with the amount of one order. weight: in kg, None when the file does not say."""
    rule = next((rule for rule in limits.rules if rule.id == order.rule), None)
    amount = amount_of(order)
    if amount is None or rule is None:
        return
    doses = [phase.dose for phase in (rule.regimen, *rule.taper) if phase.dose is not None]
    if not doses:
        yield "above the cap", f"{order.drug} has a dose, and the rule `{rule.id}` writes none"
        return
    dose = doses[0]
    said = f"{order.drug} is ordered as {order.amount} {order.unit}"
    if weight is None and (len(dose.bands) > 1 or _per_weight(dose)):
        yield "dose without a weight", f"{said} for a patient whose weight is not known"
        return
    own = _base(dose.at_most) if dose.at_most is not None else None
    caps = [cap for cap in (own, limits.cap if _by_size(dose) else None) if cap is not None]
    if caps and amount > min(caps):
        yield "above the cap", f"{said}; at most {_in_units(min(caps), order.unit)} {order.unit} is allowed"
    if weight is not None and _per_weight(dose):
        line = next(
            band.amount for band in dose.bands if _covers(band.from_weight, band.below_weight, weight)
        )
        most = Fraction(line.highest or line.number) * weight
        unit = line.unit.code.partition("/")[0]
        if amount > most * BY_NAME[unit].factor:
            yield "above the cap", f"{said}; the line for this weight comes to less"


def resumes(decisions: Iterable[tuple[str, bool]]) -> int | None:
    """The first settled decision other than discontinue after a settled discontinue, by number from 0."""
    stopped = False
    for number, (action, settled) in enumerate(decisions):
        if settled and stopped and action != "discontinue":
            return number
        stopped = stopped or (settled and action == "discontinue")
    return None


def hours(millionths: int) -> timedelta:
    """Millionths of an hour as a span of time."""
    return timedelta(microseconds=millionths * 3600)


def _doses(rules: Iterable[Rule]) -> Iterator[Ordering]:
    for rule in rules:
        yield from (phase.dose for phase in (rule.regimen, *rule.taper) if phase.dose is not None)


def _by_size(dose: Ordering) -> bool:
    return any(band.amount.unit.dimension.endswith(_BY_SIZE) for band in dose.bands)


def _per_weight(dose: Ordering) -> bool:
    return any(band.amount.unit.dimension.endswith("per weight") for band in dose.bands)


def _covers(low: int | None, high: int | None, weight: Fraction) -> bool:
    return (low or 0) <= weight * MILLION and (high is None or weight * MILLION < high)


def _base(amount: Amount) -> Fraction:
    return Fraction(amount.number) * amount.unit.factor


def _in_units(base: Fraction, unit: str) -> Decimal:
    exact = base / BY_NAME[unit].factor
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _text(span: timedelta) -> str:
    """A span without loss: `7 h 59 min 59.999 s`."""
    seconds = Decimal(span // timedelta(microseconds=1)) / MILLION
    minutes, rest = divmod(seconds, 60)
    parts = ((int(minutes) // 60, "h"), (int(minutes) % 60, "min"), (rest.normalize(), "s"))
    return (
        " ".join(
            f"{number:f} {unit}" if unit == "s" else f"{number} {unit}" for number, unit in parts if number
        )
        or "0 s"
    )
