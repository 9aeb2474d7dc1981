"""`x in lowest .. highest`, both ends included, for numbers, grades and counts."""

from leeward.language.expression.meanings import sort_of
from leeward.language.expression.normal_form import all_of
from leeward.language.expression.number_comparisons import compare
from leeward.language.expression.options import worded_input
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Range
from leeward.language.expression.whole_numbers import compare_whole
from leeward.model.expression import Compare, Condition, Count, GradeIs, Literal


def in_range(node: Range, reading: Reading) -> Condition | None:
    """The two comparisons that a range stands for, or None after at least one problem."""
    subject = worded_input(node.subject, reading)
    if subject is not None:
        message, help = f"`{subject.name}` has options, not a range", f"write `{subject.name} in {{a, b}}`"
        reading.fault("ordered-options", message, node.span, help)
        return None
    before = len(reading.problems)
    low = _end(node, ">=", reading)
    first_fault = len(reading.problems)
    high = _end(node, "<=", reading)
    _without_repeats(before, first_fault, reading)
    if low is None or high is None:
        return None
    if _ends(low) is not None and _ends(high) is not None and (_ends(low) or 0) > (_ends(high) or 0):
        span = node.lowest.span[0], node.highest.span[1]
        written = f"{reading.words(node.highest.span)} .. {reading.words(node.lowest.span)}"
        reading.fault("empty-range", "the range ends before it begins", span, f"write `{written}`")
        return None
    return all_of((low, high))


def _end(node: Range, op: str, reading: Reading) -> Literal | None:
    end = node.lowest if op == ">=" else node.highest
    if sort_of(node.subject, reading.names) in {"grade", "count"}:
        return compare_whole(node.subject, op, end, reading, alone=False)
    return compare(node.subject, op, end, (node.subject.span[0], end.span[1]), reading)


def _ends(part: Literal) -> int | None:
    match part.atom:
        case Compare(terms, _, bound) if len(terms) == 1:
            return bound
        case GradeIs(_, _, number) | Count(_, _, _, number):
            return number
        case _:
            return None


def _without_repeats(before: int, middle: int, reading: Reading) -> None:
    """The subject is read once for each end: what is wrong with it is said once."""
    found = reading.problems.found
    first = found[before:middle]
    found[middle:] = [problem for problem in found[middle:] if problem not in first]
