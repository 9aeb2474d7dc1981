"""Values nobody has, and the slip of the pen that is the likely reason."""

from decimal import Decimal
from fractions import Fraction

from leeward.language.quantity import MILLION, NotAUnit, Quantity, millionths_to_text
from leeward.language.units import UNITS, Unit
from leeward.model.vocabulary import Input, Kind


def is_plausible(value: int, input: Input) -> bool:
    """Whether the value, in millionths, can be believed; without a declared range: not negative."""
    lowest, highest = input.plausible or (0, None)
    return lowest <= value and (highest is None or value <= highest)


def range_text(input: Input) -> str:
    """The plausible range as the vocabulary writes it: `30 Cel .. 43 Cel`."""
    lowest, highest = input.plausible or (0, None)
    low = millionths_to_text(lowest, input.unit)
    return f"{low} or more" if highest is None else f"{low} .. {millionths_to_text(highest, input.unit)}"


def plausible_units(number: Decimal, input: Input) -> tuple[Unit, ...]:
    """The units in which this number could be believed, the input's own first."""
    if input.unit is None:
        return ()
    same = [unit for unit in UNITS if unit.dimension == input.unit.dimension and unit != input.unit]
    return tuple(unit for unit in (input.unit, *same) if _fits(Quantity(number, unit), input))


def likely_slip(number: Decimal, written: Unit | None, input: Input) -> str:
    """The remedy for an implausible number, guessed from what would make it plausible; may be empty.

    It names units and never repeats the number.
    """
    units = [unit for unit in plausible_units(number, input) if unit != written]
    if units:
        return f"did you mean `{units[0].code}`?"
    if input.unit is not None and input.unit.dimension == "percentage" and _scaled(number, 100, input):
        return "write it as a percentage: the fraction times 100"
    if input.kind is Kind.NUMBER and not input.whole and _scaled(number, Fraction(1, 100), input):
        return "write it as a fraction: the percentage divided by 100"
    return "check the number and its unit" if input.unit is not None else "check the number"


def _fits(quantity: Quantity, input: Input) -> bool:
    try:
        return is_plausible(quantity.millionths(input.unit), input)
    except NotAUnit:
        return False


def _scaled(number: Decimal, by: int | Fraction, input: Input) -> bool:
    return is_plausible(round(Fraction(number) * by * MILLION), input)
