"""Grades and counts: compared only with whole numbers that they can reach."""

from collections.abc import Callable

from leeward.language.expression.linear import linear
from leeward.language.expression.meanings import AGrade, meaning_of, sort_of, unknown_name
from leeward.language.expression.number_comparisons import FLIPPED
from leeward.language.expression.option_lists import options_in
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import CountOf, Syntax, Word
from leeward.model.expression import Comparison, Count, GradeIs, Literal
from leeward.model.vocabulary import Input, Kind

_Atom = Callable[[Comparison, int, str], GradeIs | Count]


def compare_whole(
    left: Syntax, op: str, right: Syntax, reading: Reading, *, alone: bool = True
) -> Literal | None:
    """`crs >= 2` or `count(…) >= 2`, whichever side the number stands on.

    alone: not one end of a range, which may cover everything on its side.
    """
    if sort_of(left, reading.names) not in {"grade", "count"}:
        flipped = op if op == "!=" else FLIPPED[op]
        left, op, right = right, flipped, left
    subject = _grade(left, reading) if isinstance(left, Word) else _count(left, reading)
    if subject is None:
        return None
    highest, named, atom = subject
    number = _whole_number(right, highest, named, reading)
    if number is None:
        return None
    asked: Comparison = FLIPPED[FLIPPED["=" if op == "!=" else op]]
    if alone and (asked, number) in {(">", highest), ("<=", highest), ("<", 0), (">=", 0)}:
        ever = "never true" if asked in {"<", ">"} else "always true"
        written = f"{reading.words(left.span)} {op} {reading.words(right.span)}"
        message = f"`{written}` is {ever}: {named} from 0 to {highest}"
        reading.fault("out-of-range", message, right.span, "choose another number, or leave this part out")
        return None
    text = f"{reading.words(left.span)} {asked} {reading.words(right.span)}"
    return Literal(atom(asked, number, text), positive=op != "!=")


def _grade(word: Word, reading: Reading) -> tuple[int, str, _Atom]:
    grade = meaning_of(word.text, reading.names)
    assert isinstance(grade, AGrade)
    return (
        grade.highest,
        f"the grades of `{grade.name}` go",
        lambda op, number, text: GradeIs(grade.name, op, number, text),
    )


def _count(node: Syntax, reading: Reading) -> tuple[int, str, _Atom] | None:
    assert isinstance(node, CountOf)
    counted = meaning_of(node.of.text, reading.names)
    if not isinstance(counted, Input) or counted.kind is not Kind.SET:
        if counted is None:
            unknown_name(node.of, reading)
        else:
            message = f"`{node.of.text}` is not a set, and only sets are counted"
            reading.fault("not-a-set", message, node.of.span)
        return None
    besides = () if node.besides is None else options_in(node.besides, counted, reading)
    if besides is None:
        return None
    name = counted.name
    return (
        len(counted.options) - len(besides),
        f"`{reading.words(node.span)}` goes",
        lambda op, number, text: Count(name, besides, op, number, text),
    )


def _whole_number(node: Syntax, highest: int, named: str, reading: Reading) -> int | None:
    if sort_of(node, reading.names) in {"grade", "count"}:
        reading.fault(
            "two-subjects",
            f"`{reading.words(node.span)}` cannot stand on this side",
            node.span,
            "compare each alone with a whole number",
        )
        return None
    terms = linear(node, None, reading)
    if terms is None:
        return None
    written = reading.words(node.span)
    values = [term.scalar for term in terms]
    plain = [value for value in values if value is not None]
    total = sum(plain)
    if len(plain) < len(values) or total.denominator != 1:
        code = "fractional-bound" if len(plain) == len(values) else "not-a-number"
        help = "write a whole number, without a unit"
        reading.fault(code, f"`{written}` is not a whole number", node.span, help)
        return None
    if not 0 <= total <= highest:
        message = f"`{written}` is out of range: {named} from 0 to {highest}"
        help = "such a comparison is always true or always false"
        reading.fault("out-of-range", message, node.span, help)
        return None
    return int(total)
