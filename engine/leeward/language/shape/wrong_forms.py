"""Texts that have not the form that is wanted: a quantity, a range, a grade, a day."""

import re
from collections.abc import Iterator

from leeward.language.quantity import NotANumber, NotAUnit, read_quantity
from leeward.language.shape.fault import Fault, as_in, kind_of, shown
from leeward.language.shape.nothing_there import lacks_until, without_until
from leeward.text.node import Node, Scalar
from leeward.text.problem import Problem

_DECIMAL_COMMA = re.compile(r"^([0-9]+),([0-9]+)(?=\s*[^0-9.,\s]|$)", re.ASCII)
_ONE_GRADE = re.compile(r"[^0-9]*([0-5])[^0-9]*", re.ASCII)
_TWO_GRADES = re.compile(r"[^0-9]*([0-5])[^0-9]+([0-5])[^0-9]*", re.ASCII)


def wrong_form(fault: Fault) -> Iterator[Problem]:
    """A text that the pattern of its key does not match; of a quantity, the part at fault."""
    if lacks_until(fault):
        yield without_until(fault)
        return
    node = fault.node
    assert isinstance(node, Scalar)
    if fault.known("x-leeward") in ("quantity", "range"):
        problem = _wrong_quantity(fault, node)
        if problem is not None:
            yield problem
            return
    message = f"{fault.subject} wants {fault.known('x-leeward-wants')}, not {kind_of(fault.instance, node)}"
    help = _grade_as_written(node.text) if fault.known("x-leeward") == "grade" else as_in(fault)
    code = "wrong-form" if node.text.strip() else fault.known("x-leeward-without", "wrong-form")
    yield Problem(code, message, fault.place, help)


def _grade_as_written(text: str) -> str:
    """`write 2` for `grade 2`, `write 1 .. 2` for `1-2`."""
    if two := _TWO_GRADES.fullmatch(text):
        return f"write `{two[1]} .. {two[2]}`"
    one = _ONE_GRADE.fullmatch(text)
    return f"write `{one[1]}`" if one else "write the grade as a number from 0 to 5"


def _wrong_quantity(fault: Fault, scalar: Scalar) -> Problem | None:
    """The first part of the quantity or range that is no quantity, underlined alone."""
    offset = 0
    for part in scalar.text.split(" .. "):
        place = scalar.place.within(offset, len(part))
        offset += len(part) + len(" .. ")
        try:
            if read_quantity(part).unit is None:
                return without_unit(fault, Scalar(part, place))
        except NotANumber as error:
            point = _with_point(part)
            if point is None:
                return None
            message = f"{error} in {fault.subject}: `{shown(Scalar(part, place))}`"
            return Problem("wrong-quantity", message, place, point)
        except NotAUnit as error:
            message = f"{error} in {fault.subject}: `{shown(Scalar(part, place))}`"
            return Problem("wrong-quantity", message, place, error.help)
    return None


def _with_point(quantity: str) -> str | None:
    """The remedy for `24,5 h`; None for anything else. A comma before three digits may mean thousands."""
    text = quantity.strip()
    match = _DECIMAL_COMMA.match(text)
    if match is None:
        return None
    point = f"`{match[1]}.{match[2]}{text[match.end() :]}`"
    if len(match[2]) == 3 and match[1] != "0":
        return f"write `{match[1]}{match[2]}{text[match.end() :]}`, or {point} if a decimal point was meant"
    return f"write {point}"


def without_unit(fault: Fault, node: Node) -> Problem:
    """A number that stands where a quantity belongs."""
    return Problem("missing-unit", f"the unit of {fault.subject} is missing", node.place, as_in(fault))


def no_such_day(fault: Fault) -> Iterator[Problem]:
    """A date, or a day and time, that no calendar has."""
    message = f"{fault.subject} is no day and time of the calendar: {kind_of(fault.instance, fault.node)}"
    if fault.value == "date":
        message = f"{fault.subject} is no day of the calendar: {kind_of(fault.instance, fault.node)}"
    yield Problem("no-such-day", message, fault.place, as_in(fault))
