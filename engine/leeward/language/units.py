"""The closed table of units. Anything not in it is refused by name.

Factors are exact fractions. A value in unit `u` is `value * factor + offset` in the
base unit of its dimension, the first row of each block.
"""

from fractions import Fraction

from leeward.record import record


@record
class Unit:
    """One way of writing a unit: `code` is how the language writes it, `also` how people do."""

    code: str
    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    also: tuple[str, ...] = ()


_POUND = Fraction(45359237, 100000000)  # kg, exact by the 1959 international agreement
_KILOPASCAL = Fraction(1000 * 10**9, 133322387415)  # mm[Hg]; one mm[Hg] is 133.322387415 Pa (UCUM)

UNITS: tuple[Unit, ...] = (
    Unit("Cel", "temperature", also=("°C", "degC")),
    Unit("degF", "temperature", Fraction(5, 9), Fraction(-160, 9), also=("°F", "[degF]")),
    Unit("mm[Hg]", "pressure", also=("mmHg", "mm Hg")),
    Unit("kPa", "pressure", _KILOPASCAL),
    Unit("/min", "rate", also=("bpm",)),
    Unit("%", "percentage"),
    Unit("L/min", "flow", also=("l/min",)),
    Unit("mL/min", "flow", Fraction(1, 1000), also=("ml/min",)),
    Unit("kg", "mass"),
    Unit("g", "mass", Fraction(1, 1000)),
    Unit("mg", "mass", Fraction(1, 10**6)),
    Unit("ug", "mass", Fraction(1, 10**9), also=("mcg", "µg")),
    Unit("lb", "mass", _POUND, also=("[lb_av]", "lbs")),
    Unit("cm", "length"),
    Unit("m", "length", Fraction(100)),
    Unit("in", "length", Fraction(254, 100), also=("[in_i]",)),
    Unit("m2", "area", also=("m²",)),
    Unit("h", "time"),
    Unit("min", "time", Fraction(1, 60)),
    Unit("d", "time", Fraction(24), also=("days", "day")),
    Unit("wk", "time", Fraction(168), also=("weeks", "week")),
    Unit("a", "age", also=("y", "yr", "years")),
    Unit("mo", "age", Fraction(1, 12), also=("months",)),
    Unit("/uL", "count concentration", also=("/µL", "/mm3")),
    Unit("10*3/uL", "count concentration", Fraction(1000), also=("10*9/L", "G/L")),
    Unit("mg/L", "mass concentration"),
    Unit("ug/L", "mass concentration", Fraction(1, 1000), also=("ng/mL", "µg/L")),
    Unit("mg/dL", "mass concentration", Fraction(10)),
    Unit("g/L", "mass concentration", Fraction(1000)),
    Unit("U/L", "catalytic concentration", also=("IU/L",)),
    Unit("mL", "volume", also=("ml",)),
    Unit("L", "volume", Fraction(1000)),
    Unit("mg/kg", "mass per weight"),
    Unit("ug/kg", "mass per weight", Fraction(1, 1000), also=("mcg/kg",)),
    Unit("mL/kg", "volume per weight", also=("ml/kg",)),
    Unit("mg/m2", "mass per area", also=("mg/m²",)),
    Unit("ug/m2", "mass per area", Fraction(1, 1000), also=("mcg/m2", "mcg/m²")),
)

BY_NAME: dict[str, Unit] = {name: unit for unit in UNITS for name in (unit.code, *unit.also)}


def units_of(dimension: str) -> tuple[str, ...]:
    """The codes that can be written where this dimension is wanted."""
    return tuple(unit.code for unit in UNITS if unit.dimension == dimension)
