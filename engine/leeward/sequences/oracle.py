"""What is wrong with a path, counted anew from its doses and decisions alone.

Nothing here asks the plan, its clock, the engines or the inputs that count doses. The rules, all of them:

1. A limit `n in T`: of all doses of the drug in the time T that ends with the new dose, the moment T ago left
   out, there are at most n, the new one included. `n in total`: at most n since ever.
2. A limit `T apart`: between a dose and the one before it lies at least T. Where a drug has any limit, the
   shortest `every` with which a rule orders it counts as such a limit too.
3. Limits belong to the drug: those of every rule that orders it, under whatever name.
4. A dose by weight or surface is at most what the line for this weight comes to, and at most the smallest
   `at_most` of any rule that doses the drug by size; any dose is at most the `at_most` of its own rule.
5. Without a weight in the file no dose by weight has an amount.
6. After a settled decision to discontinue, every settled decision is to discontinue.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME
from leeward.model.protocol import Amount, ClinicalProtocol, Dose, Rule, Strength
from leeward.record import record
from leeward.sequences.substances import substance
from leeward.sequences.timeline import Kind, Ordered

_BY_SIZE = ("per weight", "per area")


@record
class Declared:
    """What the document declares of one drug. apart: time between doses; counts: (most, in which time)."""

    names: frozenset[str]
    rules: tuple[Rule, ...]
    counts: tuple[tuple[int, timedelta | None], ...]
    apart: timedelta
    cap: Fraction | None

    @property
    def limited(self) -> bool:
        return bool(self.counts) or bool(self.apart)


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
    if limits:
        every = [hours(phase.every) for rule in rules for phase in (rule.regimen, *rule.taper) if phase.every]
        apart += [min(every)] if every else []
    caps = [_base(dose.at_most) for dose in _doses(rules) if dose.at_most is not None and _by_size(dose)]
    ordered = sorted(counts, key=lambda count: (count[1] is None, count[1] or timedelta(), count[0]))
    return Declared(names, rules, tuple(ordered), max(apart, default=timedelta()), min(caps, default=None))


def too_much(
    limits: Declared, earlier: Sequence[datetime], orders: Sequence[Ordered], at: datetime
) -> Iterator[Fault]:
    """What is wrong with giving these orders of the drug now, after doses at these earlier times."""
    times = sorted(earlier)
    for order in orders:
        times.append(at)
        for most, within in limits.counts:
            start = None if within is None else at - within
            found = sum(start is None or time > start for time in times)
            if found > most:
                span = "in total" if within is None else f"in {_text(within)}"
                yield (
                    "past a limit",
                    f"{order.drug} is given {found} times {span}; at most {most} are allowed",
                )
        if len(times) > 1 and times[-1] - times[-2] < limits.apart:
            gap = _text(times[-1] - times[-2])
            yield (
                "too soon",
                f"{order.drug} is given again after {gap}; {_text(limits.apart)} must lie between",
            )


def too_large(limits: Declared, order: Ordered, weight: Fraction | None) -> Iterator[Fault]:
    """What is wrong with the amount of one order. weight: in kg, None when the file does not say."""
    rule = next((rule for rule in limits.rules if rule.id == order.rule), None)
    if order.amount is None or rule is None:
        return
    amount = Fraction(order.amount) * BY_NAME[order.unit].factor
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


def _doses(rules: Iterable[Rule]) -> Iterator[Dose]:
    for rule in rules:
        yield from (phase.dose for phase in (rule.regimen, *rule.taper) if phase.dose is not None)


def _by_size(dose: Dose) -> bool:
    return any(band.amount.unit.dimension.endswith(_BY_SIZE) for band in dose.bands)


def _per_weight(dose: Dose) -> bool:
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
