"""What a comparison must satisfy before it is believed: units, plausible bounds, whole numbers."""

from leeward.language.expression.linear import Linear, Term
from leeward.language.expression.literals import with_unit
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Span
from leeward.language.quantity import MILLION, NotAUnit, Quantity, millionths_to_text
from leeward.model.expression import Compare
from leeward.model.vocabulary import Input


def check_units(terms: Linear, near: Input, reading: Reading) -> bool:
    """Whether every term can be written in the unit of `near`, the first input mentioned."""
    fits = [_constant(term, near, reading) for term in terms if isinstance(term.of, Quantity)]
    fits += [_other(term, near, reading) for term in terms if isinstance(term.of, Input) and term.of != near]
    return all(fits) and _one_zero(terms, reading)


def _constant(term: Term, near: Input, reading: Reading) -> bool:
    assert isinstance(term.of, Quantity)
    written = reading.words(term.span)
    try:
        term.of.in_units_of(near.unit)
    except NotAUnit as fault:
        named = written if written in reading.names.settings else ""
        if near.unit is None:
            assert term.of.unit is not None
            message = f"`{near.name}` is a plain number, and `{term.of.unit.code}` is a unit"
            help = "" if named else f"write `{written.removesuffix(term.of.unit.code).strip()}`"
            reading.fault("superfluous-unit", message, term.span, help)
        elif term.of.unit is not None:
            help = f"write the value of `{named}` in `{near.unit.code}`" if named else fault.help
            reading.fault("wrong-unit", str(fault), term.span, help)
        elif named:
            message = f"`{named}` is a plain number, and `{near.name}` is measured in `{near.unit.code}`"
            help = f"give `{named}` the unit `{near.unit.code}`"
            place = reading.names.setting_places.get(named) or reading.place_of(term.span)
            reading.problems.add("missing-unit", message, place, help)
        else:
            help = with_unit(term.of.number, written, near)
            reading.fault("missing-unit", f"the unit of `{near.name}` is missing", term.span, help)
        return False
    return True


def _other(term: Term, near: Input, reading: Reading) -> bool:
    assert isinstance(term.of, Input)
    mine, theirs = _measures(term.of), _measures(near)
    if mine == theirs:
        return True
    message = f"`{term.of.name}` {mine}, and `{near.name}` {theirs}"
    reading.fault("wrong-unit", message, term.span, "compare values of one kind")
    return False


def _measures(input: Input) -> str:
    return "is a plain number" if input.unit is None else f"measures {input.unit.dimension}"


def _one_zero(terms: Linear, reading: Reading) -> bool:
    """Whether zero points cancel out: `2 degF` is a temperature, not a difference of two."""
    shifted = [term for term in terms if term.of.unit is not None and term.of.unit.offset != 0]
    if not shifted or sum(term.factor for term in terms) == 0:
        return True
    unit = shifted[0].of.unit
    assert unit is not None
    message = f"`{unit.code}` has its own zero, and cannot be part of this sum"
    reading.fault(
        "wrong-unit", message, shifted[0].span, "write the difference in a unit without a zero of its own"
    )
    return False


def check_bound(atom: Compare, span: Span, reading: Reading) -> bool:
    """Whether the bound can be met, and missed, by values that are believed."""
    inputs = [reading.names.inputs[name] for _, name in atom.terms]
    written = reading.words(span)
    first = inputs[0]
    if len(inputs) == 1 and first.whole and atom.bound % MILLION:
        message = f"`{first.name}` is a whole number, and `{written}` is not"
        reading.fault("fractional-bound", message, span, "write a whole number")
        return False
    ends = [
        sorted(coefficient * end for end in input.plausible)
        for (coefficient, _), input in zip(atom.terms, inputs, strict=True)
        if input.plausible is not None
    ]
    if len(ends) < len(inputs):
        return True
    if sum(low for low, _ in ends) <= atom.bound <= sum(high for _, high in ends):
        return True
    if len(inputs) == 1 and atom.terms[0][0] == 1:
        low, high = (millionths_to_text(end, first.unit) for end in ends[0])
        outside = f"outside what `{first.name}` can plausibly be, {low} to {high}"
    else:
        outside = "outside what the other side can plausibly be"
    reading.fault("implausible", f"`{written}` is {outside}", span, "write a bound that patients reach")
    return False
