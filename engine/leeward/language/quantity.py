"""Numbers with units, held exactly.

Inside the engine every number is a whole count of **millionths of its input's unit**
(`38.0 Cel` is 38_000_000). Readings may have at most four decimals, so that no
conversion can round a value across a threshold: 100.4 degF is 38.0 Cel, to the last digit.
"""

import re
from decimal import Decimal
from fractions import Fraction

from leeward.language.units import BY_NAME, Unit
from leeward.record import record

MILLION = 1_000_000
MOST_DECIMALS = 4
MOST_DIGITS = 9

_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)


class NotANumber(ValueError):
    """The text is not a decimal number as the language writes it; `help` is the remedy."""

    def __init__(self, message: str, help: str) -> None:
        self.help = help
        super().__init__(message)


class NotAUnit(ValueError):
    """The unit is missing, unknown, or of another dimension; `help` is the remedy."""

    def __init__(self, message: str, help: str) -> None:
        self.help = help
        super().__init__(message)


@record
class Quantity:
    """A number as written, with the unit as written (None: a plain number)."""

    number: Decimal
    unit: Unit | None = None

    def in_units_of(self, wanted: Unit | None) -> Fraction:
        """The exact value in `wanted`.

        Raises:
            NotAUnit: a unit is missing, superfluous, or measures something else.
        """
        if wanted is None and self.unit is None:
            return Fraction(self.number)
        if wanted is None:
            assert self.unit is not None
            raise NotAUnit(f"a plain number is wanted, not `{self.unit.code}`", "leave the unit out")
        if self.unit is None:
            raise NotAUnit("the unit is missing", f"write `{to_text(self.number)} {wanted.code}`")
        if self.unit.dimension != wanted.dimension:
            raise NotAUnit(
                f"`{self.unit.code}` is a unit of {self.unit.dimension}, not of {wanted.dimension}",
                f"write the value in `{wanted.code}`",
            )
        in_base = Fraction(self.number) * self.unit.factor + self.unit.offset
        return (in_base - wanted.offset) / wanted.factor

    def millionths(self, wanted: Unit | None) -> int:
        """The value in `wanted` as a whole count of millionths, rounded half to even.

        Raises:
            NotAUnit: see `in_units_of`.
        """
        return round(self.in_units_of(wanted) * MILLION)

    def __str__(self) -> str:
        return to_text(self.number) + (f" {self.unit.code}" if self.unit else "")


def read_number(text: str) -> Decimal:
    """A decimal number; no exponent, no comma, no infinity.

    Raises:
        NotANumber: the text is something else, or has more digits than any reading has.
    """
    if not _NUMBER.fullmatch(text):
        if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
            raise NotANumber("a decimal comma is not read", "write a decimal point")
        raise NotANumber("not a number", "write digits with at most one decimal point, as in `38.5`")
    whole, _, decimals = text.lstrip("+-").partition(".")
    if len(whole) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        raise NotANumber(
            "a number with too many digits",
            f"write at most {MOST_DIGITS} digits before the point and {MOST_DECIMALS} after it",
        )
    return Decimal(text)


def read_quantity(text: str) -> Quantity:
    """A number and, after an optional space, its unit.

    Raises:
        NotANumber: no number begins the text.
        NotAUnit: what follows the number is not in the table of units.
    """
    head = re.match(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?", text.strip(), re.ASCII)
    if head is None:
        raise NotANumber("not a number", "write a number and its unit, as in `38.5 Cel`")
    number = read_number(head.group())
    rest = text.strip()[head.end() :].strip()
    if not rest:
        return Quantity(number)
    unit = BY_NAME.get(rest)
    if unit is None:
        from leeward.text.nearest import did_you_mean

        raise NotAUnit("an unknown unit", did_you_mean(rest, BY_NAME) or "`protocol schema` lists the units")
    return Quantity(number, unit)


def to_text(number: Decimal) -> str:
    """The number without exponent and without trailing zeros: `38`, `37.5`, `0.06`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def millionths_to_text(value: int, unit: Unit | None) -> str:
    """A value as people write it, rounded to at most four decimals for reading."""
    number = to_text(round(Decimal(value) / MILLION, MOST_DECIMALS))
    return f"{number} {unit.code}" if unit else number
