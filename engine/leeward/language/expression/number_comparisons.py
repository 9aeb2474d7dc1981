"""A comparison of two linear expressions, brought to `sum(coefficient * input) op bound`."""

from fractions import Fraction
from math import gcd, lcm

from leeward.language.expression.linear import Linear, first_input, linear, times
from leeward.language.expression.number_checks import check_bound, check_units
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Span, Syntax
from leeward.language.quantity import MILLION, Quantity
from leeward.model.expression import Compare, Comparison, Literal
from leeward.model.vocabulary import Input

FLIPPED: dict[str, Comparison] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


def compare(left: Syntax, op: str, right: Syntax, span: Span, reading: Reading) -> Literal | None:
    """One comparison, or None after at least one problem. `!=` is a negated `=`."""
    near = first_input((left, right), reading)
    sides = linear(left, near, reading), linear(right, near, reading)
    if sides[0] is None or sides[1] is None:
        return None
    asked = "=" if op == "!=" else op
    text = f"{reading.words(left.span)} {asked} {reading.words(right.span)}"
    terms = sides[0] + times(Fraction(-1), sides[1])
    if near is None:
        message, help = (
            f"`{reading.words(span)}` compares two constants",
            "compare with an input of the patient",
        )
        reading.fault("constant-comparison", message, span, help)
        return None
    if not check_units(terms, near, reading):
        return None
    coefficients, constant = _sum(terms, near)
    for name, coefficient in coefficients.items():
        if coefficient == 0:
            message = f"`{name}` cancels out of `{reading.words(span)}`"
            reading.fault("constant-comparison", message, span, f"leave `{name}` out, or compare it alone")
            return None
    whole = all(reading.names.inputs[name].whole for name in coefficients)
    atom = _smallest(coefficients, -constant, asked, text, whole)
    bound_side = right if any(isinstance(term.of, Input) for term in sides[0]) else left
    if not check_bound(atom, bound_side.span, reading):
        return None
    return Literal(atom, positive=op != "!=")


def _sum(terms: Linear, near: Input) -> tuple[dict[str, Fraction], Fraction]:
    """Coefficients and constant, all in the unit of `near`, in the order of first mention."""
    coefficients: dict[str, Fraction] = {}
    constant = Fraction(0)
    for term in terms:
        if isinstance(term.of, Quantity):
            constant += term.factor * term.of.in_units_of(near.unit)
            continue
        scale = Fraction(1)
        if near.unit is not None and term.of.unit is not None:
            scale = term.of.unit.factor / near.unit.factor
            constant += term.factor * (term.of.unit.offset - near.unit.offset) / near.unit.factor
        coefficients[term.of.name] = coefficients.get(term.of.name, Fraction(0)) + term.factor * scale
    return coefficients, constant


def _smallest(coefficients: dict[str, Fraction], bound: Fraction, op: str, text: str, whole: bool) -> Compare:
    """The same comparison in the smallest whole numbers, its first coefficient positive."""
    common = lcm(*(coefficient.denominator for coefficient in coefficients.values()))
    numbers = [int(coefficient * common) for coefficient in coefficients.values()]
    # rounded as a patient's own reading is, so that `12 kPa` measured equals `12 kPa` written
    limit = round(bound * common * MILLION)
    # a whole input keeps a whole bound: `2 * ice >= 7` stays as it is
    divisor = gcd(*numbers, limit // MILLION if whole and limit % MILLION == 0 else limit)
    if numbers[0] < 0:
        divisor, op = -divisor, FLIPPED[op]
    terms = tuple((number // divisor, name) for number, name in zip(numbers, coefficients, strict=True))
    return Compare(terms, _comparison(op), limit // divisor, text)


def _comparison(op: str) -> Comparison:
    return FLIPPED[FLIPPED[op]]
