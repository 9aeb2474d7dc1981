"""A number as written in a condition, with its unit, and the faults it can have."""

from decimal import Decimal

from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Number
from leeward.language.quantity import MILLION, MOST_DECIMALS, NotANumber, Quantity, read_number, to_text
from leeward.language.units import BY_NAME, Unit, units_of
from leeward.model.vocabulary import Input
from leeward.text.nearest import did_you_mean


def read_literal(node: Number, near: Input | None, reading: Reading) -> Quantity | None:
    """The quantity; `near` is the input it is compared with, for the remedies."""
    number = None
    try:
        number = read_number(node.number)
    except NotANumber as fault:
        start = node.span[0]
        span = (start, start + len(node.number))
        reading.fault("wrong-number", f"`{node.number}` is {fault}", span, fault.help)
    if not node.unit:
        return None if number is None else Quantity(number)
    unit = BY_NAME.get(" ".join(node.unit.split()))
    if unit is None:
        help = _which_unit(node, near, reading)
        reading.fault("unknown-unit", f"`{node.unit}` is not a known unit", node.unit_span, help)
        return None
    return None if number is None else Quantity(number, unit)


def _which_unit(node: Number, near: Input | None, reading: Reading) -> str:
    if node.unit in reading.names.all:
        return f"write `{node.number} * {node.unit}`"
    if near is not None and near.unit is not None:
        fitting = [name for name, unit in BY_NAME.items() if unit.dimension == near.unit.dimension]
        codes = ", ".join(f"`{code}`" for code in units_of(near.unit.dimension))
        return (
            did_you_mean(node.unit, fitting) if len(fitting) > 12 else f"`{near.name}` is written in {codes}"
        )
    return did_you_mean(node.unit, BY_NAME) or "`protocol schema` lists the units"


def with_unit(number: Decimal, written: str, input: Input) -> str:
    """The remedy for a missing unit, as in "write `38.0 Cel` (or `100.4 degF`)".

    The unit is the first in which the number would be believed: `100.4` was meant in degF.
    """
    assert input.unit is not None
    dimension = input.unit.dimension
    units = [input.unit, *(BY_NAME[c] for c in units_of(dimension) if BY_NAME[c] != input.unit)]
    meant = next((unit for unit in units if _plausible(number, unit, input)), input.unit)
    other = next((unit for unit in units if unit != meant and unit.offset != meant.offset), None)
    remedy = f"write `{written} {meant.code}`"
    if other is None or not _plausible(number, meant, input):
        return remedy
    value = Quantity(number, meant).in_units_of(other) * 10**MOST_DECIMALS
    if value.denominator != 1:
        return remedy
    return f"{remedy} (or `{to_text(Decimal(value.numerator).scaleb(-MOST_DECIMALS))} {other.code}`)"


def _plausible(number: Decimal, unit: Unit, input: Input) -> bool:
    if input.plausible is None:
        return unit == input.unit
    lowest, highest = input.plausible
    return lowest <= Quantity(number, unit).in_units_of(input.unit) * MILLION <= highest
