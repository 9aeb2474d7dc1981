"""A comparison as the language writes it: added terms on the left, subtracted ones on the right."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

from leeward.language.quantity import MILLION, MOST_DECIMALS, MOST_DIGITS, Quantity, to_text
from leeward.language.units import BY_NAME, Unit, units_of
from leeward.model.expression import Compare
from leeward.model.vocabulary import Input

_Factors = list[tuple[Fraction, str]]


def comparison_text(atom: Compare, inputs: Mapping[str, Input]) -> str:
    """The comparison with numbers that the language reads, as long as there are such numbers."""
    first = inputs[atom.terms[0][1]].unit
    factors, bound = _as_written(atom, inputs, first)
    alone_and_whole = len(factors) == 1 and inputs[factors[0][1]].whole
    for scale in _scales(factors):
        scaled = [(factor / scale, name) for factor, name in factors]
        number = _decimal(bound / scale)
        if alone_and_whole and number is not None and number % 1:
            continue
        if number is not None and all(_decimal(factor) is not None for factor, _ in scaled):
            return _text(scaled, atom.op, Quantity(number, first))
        other = _in_another_unit(atom, first) if len(scaled) == 1 else None
        if other is not None:
            return _text([(Fraction(1), atom.terms[0][1])], atom.op, other)
    return _text(factors, atom.op, Quantity(Decimal(bound.numerator) / bound.denominator, first))


def _as_written(atom: Compare, inputs: Mapping[str, Input], first: Unit | None) -> tuple[_Factors, Fraction]:
    """Factors and bound as a writer gives them: each input in its own unit, the bound in the first one's."""
    factors: _Factors = []
    bound = Fraction(atom.bound, MILLION)
    for coefficient, name in atom.terms:
        unit = inputs[name].unit
        factor = Fraction(coefficient)
        if first is not None and unit is not None:
            factor *= first.factor / unit.factor
            bound += factor * (unit.offset - first.offset) / first.factor
        factors.append((factor, name))
    return factors, bound


def _scales(factors: _Factors) -> Iterator[Fraction]:
    """What everything may be divided by, from the plainest result on."""
    yield factors[0][0]
    yield Fraction(1)
    content = Fraction(
        gcd(*(factor.numerator for factor, _ in factors)), lcm(*(factor.denominator for factor, _ in factors))
    )
    for power in range(MOST_DECIMALS + 1):
        yield content / 10**power


def _decimal(value: Fraction) -> Decimal | None:
    """The value, if it can be written with the digits the language reads."""
    shifted = value * 10**MOST_DECIMALS
    if shifted.denominator != 1 or abs(value) >= 10**MOST_DIGITS:
        return None
    return Decimal(shifted.numerator).scaleb(-MOST_DECIMALS)


def _in_another_unit(atom: Compare, first: Unit | None) -> Quantity | None:
    """The bound in a unit in which it is a short number: 90.007389 mm[Hg] is `12 kPa`."""
    if first is None or atom.terms[0][0] != 1:
        return None
    for unit in (BY_NAME[code] for code in units_of(first.dimension)):
        value = (Fraction(atom.bound, MILLION) * first.factor + first.offset - unit.offset) / unit.factor
        number = _decimal(Fraction(round(value * 10**MOST_DECIMALS), 10**MOST_DECIMALS))
        if number is not None and Quantity(number, unit).millionths(first) == atom.bound:
            return Quantity(number, unit)
    return None


def _text(factors: _Factors, op: str, bound: Quantity) -> str:
    split = next((at for at, (factor, _) in enumerate(factors) if factor < 0), len(factors))
    if any(factor > 0 for factor, _ in factors[split:]):
        split = len(factors)  # moving a term would change which comes first
    left = _sum(factors[:split])
    right = _sum([(-factor, name) for factor, name in factors[split:]])
    if not right:
        return f"{left} {op} {bound}"
    if not bound.number:
        return f"{left} {op} {right}"
    sign = "-" if bound.number < 0 else "+"
    return f"{left} {op} {right} {sign} {Quantity(abs(bound.number), bound.unit)}"


def _sum(factors: _Factors) -> str:
    text = ""
    for factor, name in factors:
        size = abs(factor)
        part = (
            name
            if size == 1
            else f"{to_text(_decimal(size) or Decimal(size.numerator) / size.denominator)} * {name}"
        )
        if text:
            text += f" - {part}" if factor < 0 else f" + {part}"
        else:
            text = f"-{part}" if factor < 0 else part
    return text
