"""Numbers of the patient file, with and without a unit, and what people write instead of them."""

import re
from decimal import Decimal

from leeward.language.quantity import MILLION, NotANumber, NotAUnit, Quantity, read_number, read_quantity
from leeward.language.units import BY_NAME, Unit
from leeward.model.vocabulary import Input
from leeward.patient.fields import LEAVE_OUT
from leeward.patient.plausible import is_plausible, likely_slip, plausible_units, range_text
from leeward.text.nearest import nearest
from leeward.text.node import Scalar
from leeward.text.problem import Problems

_NUMBER_HEAD = re.compile(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?\s*", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]", re.ASCII)
_DATE = re.compile(r"[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{1,4}$", re.ASCII)
_TWO_NUMBERS = re.compile(r"[0-9.]+\s*(?:/|-|–|to)\s*[0-9]", re.ASCII)


def read_a_quantity(scalar: Scalar, input: Input, problems: Problems) -> int | None:
    """A number with a unit, in millionths of the input's unit; None after its fault has been added."""
    name, wanted = input.name, input.unit
    assert wanted is not None, "the linker gives every quantity its unit"
    if not _is_one_number(scalar, input, problems):
        return None
    try:
        quantity = read_quantity(scalar.text)
        value = quantity.millionths(wanted)
    except NotANumber as fault:
        problems.add("not-a-number", f"`{name}` is not read: {fault}", scalar.place, fault.help)
    except NotAUnit as fault:
        _wrong_unit(scalar, input, wanted, str(fault), problems)
    else:
        return _believed(value, quantity, scalar, input, problems)
    return None


def _wrong_unit(scalar: Scalar, input: Input, wanted: Unit, fault: str, problems: Problems) -> None:
    # The remedies of the quantity reader repeat the number; a patient's number is never repeated.
    written = scalar.text.strip()[_number_length(scalar.text.strip()) :]
    if not written:
        number = read_quantity(scalar.text).number
        remedy = "write the unit after the number: " + _units_for(number, input, wanted)
        if not plausible_units(number, input):
            remedy = f"{remedy}; {likely_slip(number, None, input)}"
        problems.add("missing-unit", f"the unit of `{input.name}` is missing", scalar.place, remedy)
        return
    if written not in BY_NAME:
        names = [name for name, unit in BY_NAME.items() if unit.dimension == wanted.dimension]
        close = nearest(written, names)
        number = _leading_number(scalar.text)
        remedy = f"did you mean `{close}`?" if close else f"write {_units_for(number, input, wanted)}"
        problems.add("unknown-unit", f"`{input.name}` has an unknown unit", scalar.place, remedy)
        return
    message = f"`{input.name}` has the wrong unit: {fault}"
    problems.add("wrong-unit", message, scalar.place, f"write the value in `{wanted.code}`")


def _units_for(number: Decimal, input: Input, wanted: Unit) -> str:
    """The units worth naming for this number, at most two."""
    fitting = plausible_units(number, input) or (wanted,)
    return " or ".join(f"`{unit.code}`" for unit in fitting[:2])


def _leading_number(text: str) -> Decimal:
    head = _NUMBER_HEAD.match(text.strip())
    return read_number(head.group().strip()) if head else Decimal(0)


def read_a_number(scalar: Scalar, input: Input, problems: Problems) -> int | None:
    """A plain number in millionths; None after its fault has been added."""
    if not _is_one_number(scalar, input, problems):
        return None
    if scalar.quoted:
        message = f"`{input.name}` is in quotes, which makes it text"
        problems.add("quoted-number", message, scalar.place, "take the quotes away")
        return None
    rest = scalar.text[_number_length(scalar.text) :]
    if rest:
        fraction = rest == "%" and not input.whole
        help = (
            "write it as a fraction: the percentage divided by 100" if fraction else "write the number alone"
        )
        problems.add("wrong-unit", f"`{input.name}` is a plain number without a unit", scalar.place, help)
        return None
    try:
        number = read_number(scalar.text)
    except NotANumber as fault:
        problems.add("not-a-number", f"`{input.name}` is not read: {fault}", scalar.place, fault.help)
        return None
    if input.whole and number != int(number):
        problems.add(
            "not-whole", f"`{input.name}` is not a whole number", scalar.place, "write a whole number"
        )
        return None
    return _believed(int(number * MILLION), Quantity(number), scalar, input, problems)


def _number_length(text: str) -> int:
    head = _NUMBER_HEAD.match(text)
    return head.end() if head else 0


def _is_one_number(scalar: Scalar, input: Input, problems: Problems) -> bool:
    text = scalar.text.strip()
    if text == "never":
        message = f"`{input.name}` cannot be never"
        problems.add("not-a-number", message, scalar.place, LEAVE_OUT)
    elif text[:1] in {"<", ">", "≤", "≥"}:
        help = "write the number that bounds it, or leave the key out"
        problems.add("not-a-number", f"`{input.name}` is a bound, not a value", scalar.place, help)
    elif _DECIMAL_COMMA.match(text):
        help = "write a decimal point"
        problems.add("decimal-comma", f"`{input.name}` has a decimal comma", scalar.place, help)
    elif _DATE.match(text):
        unit = f"a number and its unit, as in `{_example(input)}`" if input.unit else "a number"
        problems.add("not-a-number", f"`{input.name}` is a date", scalar.place, f"write {unit}")
    elif _TWO_NUMBERS.match(text):
        message = f"`{input.name}` has two numbers"
        problems.add("not-a-number", message, scalar.place, "write one number under each key")
    elif not _NUMBER_HEAD.match(text):
        help = f"write digits and then `{input.unit.code}`" if input.unit else "write digits"
        problems.add("not-a-number", f"`{input.name}` is not a number", scalar.place, help)
    else:
        return True
    return False


def _example(input: Input) -> str:
    """What no patient has to have: `67 a` for an age, else the unit alone."""
    code = input.unit.code if input.unit else ""
    return f"67 {code}" if code == "a" else f"… {code}"


def _believed(value: int, written: Quantity, scalar: Scalar, input: Input, problems: Problems) -> int | None:
    if is_plausible(value, input):
        return value
    message = f"`{input.name}` is outside its plausible range, {range_text(input)}"
    problems.add("implausible", message, scalar.place, likely_slip(written.number, written.unit, input))
    return None
