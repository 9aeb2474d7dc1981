"""The text of a condition in, a condition of the model out, or all problems found in one pass."""

from leeward.language.expression.comparisons import compare_any
from leeward.language.expression.normal_form import all_of, any_of
from leeward.language.expression.options import is_in
from leeward.language.expression.parser import parse
from leeward.language.expression.ranges import in_range
from leeward.language.expression.reading import Reading
from leeward.language.expression.slips import find_slips
from leeward.language.expression.syntax import (
    AllOf,
    AnyOf,
    Comparison,
    Denied,
    Membership,
    Range,
    Syntax,
)
from leeward.language.expression.syntax_faults import explain
from leeward.language.expression.yes_no import yes_no
from leeward.language.names import Names
from leeward.model.expression import ALWAYS, NEVER_TRUE, Condition, negate
from leeward.text.node import Scalar
from leeward.text.problem import Problems

_ALONE: dict[str, Condition] = {"always": ALWAYS, "never": NEVER_TRUE}


def read_condition(scalar: Scalar, names: Names, problems: Problems) -> Condition | None:
    """The condition in normal form, or None after adding at least one problem.

    `always` and `never` are conditions, but not parts of one.
    """
    from lark.exceptions import UnexpectedInput

    reading = Reading(scalar.text, scalar.place, names, problems)
    alone = _ALONE.get(scalar.text.strip())
    if alone is not None:
        return alone
    if find_slips(reading):
        return None
    try:
        tree = parse(scalar.text)
    except UnexpectedInput as unexpected:
        explain(unexpected, reading)
        return None
    return _condition(tree, reading)


def _condition(node: Syntax, reading: Reading) -> Condition | None:
    match node:
        case AllOf(_, parts):
            read = _conditions(parts, reading)
            return None if read is None else all_of(read)
        case AnyOf(_, parts):
            read = _conditions(parts, reading)
            return None if read is None else any_of(read)
        case Denied(_, part):
            inner = _condition(part, reading)
            return None if inner is None else negate(inner)
        case Comparison():
            return compare_any(node, reading)
        case Membership():
            return is_in(node, reading)
        case Range():
            return in_range(node, reading)
        case _:
            return yes_no(node, reading)


def _conditions(parts: tuple[Syntax, ...], reading: Reading) -> list[Condition] | None:
    """All parts are read, so that each can say what is wrong with it."""
    read = [_condition(part, reading) for part in parts]
    known = [part for part in read if part is not None]
    return known if len(known) == len(read) else None
