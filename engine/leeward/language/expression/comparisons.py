"""Comparisons of every kind: each is sent to those who know how to make it, or refused."""

from leeward.language.expression.linear import first_input
from leeward.language.expression.meanings import sort_of
from leeward.language.expression.number_comparisons import compare
from leeward.language.expression.options import compare_words
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Comparison, Word
from leeward.language.expression.whole_numbers import compare_whole
from leeward.model.expression import Condition

_SAID = {"yes": "", "true": "", "no": "not ", "false": "not "}


def compare_any(node: Comparison, reading: Reading) -> Condition | None:
    """The condition that a comparison stands for, or None after at least one problem."""
    if len(node.operators) > 1:
        middle = reading.words(node.operands[1].span)
        first, last = (reading.words(node.operands[at].span) for at in (0, 2))
        if node.operators[0].text in {">", ">="}:
            first, last = last, first
        help = f"write `{middle} in {first} .. {last}`, which includes both ends"
        span = node.operators[1].span[0], node.operands[2].span[1]
        reading.fault("chained-comparison", "one comparison follows another", span, help)
        return None
    left, right = node.operands
    op = node.operators[0].text
    sorts = {sort_of(left, reading.names), sort_of(right, reading.names)}
    if "worded" in sorts:
        return compare_words(node, reading)
    if "set" in sorts:
        _sets(node, reading)
        return None
    if "never" in {side.text for side in node.operands if isinstance(side, Word)}:
        _never(node, reading)
        return None
    if sorts & {"grade", "count"}:
        return compare_whole(left, op, right, reading)
    if isinstance(left, Word) and isinstance(right, Word) and "truth" in sorts and right.text in _SAID:
        message, help = f"`{left.text}` is yes or no by itself", f"write `{_SAID[right.text]}{left.text}`"
        reading.fault("not-a-number", message, node.span, help)
        return None
    return compare(left, op, right, node.span, reading)


def _never(node: Comparison, reading: Reading) -> None:
    """`x = never` has a meaning, which is said in another way."""
    input = first_input(node.operands, reading)
    side = node.operands[0] if node.operands[0] == Word(node.operands[0].span, "never") else node.operands[1]
    unit = f" {input.unit.code}" if input is not None and input.unit is not None else ""
    help = f"write `not {input.name} >= 0{unit}`" if input is not None else ""
    reading.fault("always-alone", "`never` is not a value that can be compared", side.span, help)


def _sets(node: Comparison, reading: Reading) -> None:
    at = 0 if sort_of(node.operands[0], reading.names) == "set" else 1
    side = node.operands[at]
    named = side.text if isinstance(side, Word) else reading.words(side.span)
    message = f"`{named}` is a set, which `{node.operators[0].text}` does not compare"
    help = f"write `count({named}) = 0`, or `a in {named}` for one member"
    reading.fault("set-comparison", message, node.operators[0].span, help)
