"""The dose for this patient: exact fractions, never above the cap, never from an assumed weight.

Rounding, where an exact dose is too long to read: down, to one decimal from 10 on and to
three significant digits below. A dose is not rounded to a vial size; that is the pharmacy's.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from leeward.language.quantity import MILLION, Quantity, millionths_to_text, to_text
from leeward.language.units import BY_NAME, Unit
from leeward.model.regimen import Amount, Band, Dose
from leeward.model.state import State
from leeward.model.vocabulary import Vocabulary
from leeward.plan.facts import whole
from leeward.plan.model.orders import DoseShown
from leeward.record import record

WEIGHT = "weight"
SURFACE = "body_surface_area"
_PER = {"mass per weight": WEIGHT, "volume per weight": WEIGHT, "mass per area": SURFACE}
_KG = BY_NAME["kg"]


@record
class _Range:
    lowest: Fraction
    highest: Fraction
    unit: Unit


def dose_for(dose: Dose, state: State, vocabulary: Vocabulary) -> DoseShown:
    """The dose in the unit it is given in; with `needs` and no amount when the size is not known."""
    unit = _given_unit(dose.bands[0].amount.unit).code
    many = len(dose.bands) > 1
    band = _band(dose.bands, size_of(WEIGHT, state, vocabulary)) if many else dose.bands[0]
    if band is None:
        return DoseShown(None, unit, f"{WEIGHT} needed", needs=WEIGHT)
    per = _PER.get(band.amount.unit.dimension)
    size = size_of(per, state, vocabulary) if per else Fraction(1)
    if size is None:
        assert per is not None
        return DoseShown(None, unit, f"{per.replace('_', ' ')} needed", needs=per)
    found = _range(band.amount, size)
    if dose.at_most is not None:
        cap = Quantity(dose.at_most.number, dose.at_most.unit).in_units_of(found.unit)
        found = _Range(min(found.lowest, cap), min(found.highest, cap), found.unit)
    highest = None if found.lowest == found.highest else round_down(found.highest)
    return DoseShown(round_down(found.lowest), found.unit.code, how_found(dose, band), highest)


def round_down(exact: Fraction) -> Decimal:
    """The longest readable number that is not above `exact`."""
    number, over = exact.numerator, exact.denominator
    places = 1
    while number * 10**places < 100 * over and number * 10**places % over:
        places += 1
    scaled = number * 10**places // over
    return Decimal(to_text(Decimal(scaled).scaleb(-places)))


def amount_text(amount: Amount) -> str:
    """`8 mg/kg`, `650 to 1000 mg`."""
    return _amount_text(amount.number, amount.highest, amount.unit.code)


@lru_cache
def _amount_text(number: Decimal, highest: Decimal | None, unit: str) -> str:
    ends = to_text(number) + (f" to {to_text(highest)}" if highest is not None else "")
    return f"{ends} {unit}"


def written(dose: Dose) -> str:
    """The dose as the protocol writes it, for when it cannot be computed."""
    if len(dose.bands) == 1:
        return how_found(dose, dose.bands[0])
    bands = ", ".join(_band_text(band) for band in dose.bands)
    return bands + _cap_text(dose)


def how_found(dose: Dose, band: Band) -> str:
    """`8 mg/kg, at most 800 mg`; a flat dose without a cap needs no words."""
    computed = band.amount.unit.dimension in _PER
    if len(dose.bands) > 1:
        return _band_text(band) + _cap_text(dose)
    return (amount_text(band.amount) if computed or dose.at_most else "") + _cap_text(dose)


def _band_text(band: Band) -> str:
    text = amount_text(band.amount)
    if band.from_weight:
        text += f" from {millionths_to_text(band.from_weight, _KG)}"
    if band.below_weight is not None:
        text += f" below {millionths_to_text(band.below_weight, _KG)}"
    return text


def _cap_text(dose: Dose) -> str:
    return "" if dose.at_most is None else f", at most {amount_text(dose.at_most)}"


def _band(bands: tuple[Band, ...], weight: Fraction | None) -> Band | None:
    """The band of this weight; its lower end belongs to it, its upper end to the next."""
    if weight is None:
        return None
    for band in bands:
        low, high = band.from_weight or 0, band.below_weight
        if weight * MILLION >= low and (high is None or weight * MILLION < high):
            return band
    return None


def size_of(name: str, state: State, vocabulary: Vocabulary) -> Fraction | None:
    """Weight in kg, or body surface in m2."""
    value = whole(state, name)
    if value is None:
        return None
    input = vocabulary.inputs.get(name)
    factor = input.unit.factor if input and input.unit else Fraction(1)
    return Fraction(value, MILLION) * factor


def _range(amount: Amount, size: Fraction) -> _Range:
    lowest = _exact(amount.number) * size
    highest = lowest if amount.highest is None else _exact(amount.highest) * size
    return _Range(lowest, highest, _given_unit(amount.unit))


@lru_cache
def _exact(number: Decimal) -> Fraction:
    return Fraction(number)


def _given_unit(unit: Unit) -> Unit:
    """What comes out of the syringe: `mg/kg` gives `mg`."""
    return BY_NAME[unit.code.partition("/")[0]] if unit.dimension in _PER else unit
