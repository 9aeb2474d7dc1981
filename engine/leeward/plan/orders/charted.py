"""The doses of one drug that a chart lists, and to which phase of a course each belongs."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from leeward.language.quantity import read_quantity
from leeward.language.units import BY_NAME, Unit
from leeward.model.regimen import Regimen
from leeward.model.state import State
from leeward.model.vocabulary import Vocabulary
from leeward.patient.times import longer_than
from leeward.plan.orders.dose import SURFACE, WEIGHT, dose_for, size_of
from leeward.record import record

_SIZES = {"mass per weight": WEIGHT, "volume per weight": WEIGHT, "mass per area": SURFACE}


@record
class Charted:
    """One dose that was given. amount: in the base unit of `dimension`; None: not listed, or no size."""

    at: datetime
    text: str
    amount: Fraction | None = None
    dimension: str = ""


def doses_of(drug: str, state: State, vocabulary: Vocabulary) -> tuple[Charted, ...]:
    """Every dose of the drug up to now, the oldest first; none when the list is not known."""
    return tuple(
        _charted(dose.at, dose.dose, state, vocabulary)
        for dose in state.given or ()
        if dose.drug == drug and dose.at <= state.at
    )


def newest_run(doses: Sequence[Charted], broken_after: int) -> tuple[Charted, ...]:
    """The newest doses none of which lies further than `broken_after` from the one before it."""
    run: list[Charted] = []
    for dose in reversed(doses):
        if run and longer_than(run[-1].at - dose.at, broken_after):
            break
        run.append(dose)
    return tuple(reversed(run))


def ordered_amounts(
    phases: Sequence[Regimen], state: State, vocabulary: Vocabulary
) -> list[tuple[Fraction, Fraction] | None]:
    """Lowest and highest amount of one dose of each phase, in the base unit; None where none is named.

    Raises:
        ValueError: a dose by weight or surface, whose size is not known; the message names it.
    """
    found: list[tuple[Fraction, Fraction] | None] = []
    for phase in phases:
        if phase.dose is None:
            found.append(None)
            continue
        shown = dose_for(phase.dose, state, vocabulary)
        if shown.amount is None:
            raise ValueError(shown.text)
        factor = BY_NAME[shown.unit].factor
        ends = shown.amount, shown.amount if shown.highest is None else shown.highest
        found.append((_base(ends[0], factor), _base(ends[1], factor)))
    return found


def phase_of(dose: Charted, amounts: Sequence[tuple[Fraction, Fraction] | None]) -> int | None:
    """The phase whose dose is nearest to this one, counted from 0; None when nothing at all is nearer.

    Between two phases the later one, which begins nothing.
    """
    assert dose.amount is not None
    best, least = None, dose.amount  # the distance from no dose at all
    for number, amount in enumerate(amounts):
        if amount is None:
            continue
        away = distance(dose, amount)
        if away < least or (best is not None and away == least):
            best, least = number, away
    return best


def distance(dose: Charted, amount: tuple[Fraction, Fraction]) -> Fraction:
    """How far a dose lies outside an ordered amount."""
    assert dose.amount is not None
    low, high = amount
    return max(low - dose.amount, dose.amount - high, Fraction(0))


def _base(amount: Decimal, factor: Fraction) -> Fraction:
    return Fraction(amount) * factor


def _charted(at: datetime, text: str, state: State, vocabulary: Vocabulary) -> Charted:
    if not text:
        return Charted(at, text)
    quantity = read_quantity(text)
    assert quantity.unit is not None  # the chart was read, so the dose has a unit
    dimension = quantity.unit.dimension
    per = _SIZES.get(dimension)
    size = size_of(per, state, vocabulary) if per else Fraction(1)
    if size is None:
        return Charted(at, text)
    unit: Unit = BY_NAME[quantity.unit.code.partition("/")[0]] if per else quantity.unit
    return Charted(at, text, Fraction(quantity.number) * size * unit.factor, unit.dimension)
