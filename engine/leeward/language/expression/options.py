"""Questions about words: which option an input has, and which members a set."""

from leeward.language.expression.meanings import WORDED, meaning_of, unknown_name
from leeward.language.expression.option_lists import option_at, options_in
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Braces, Comparison, Membership, Number, Span, Syntax, Word
from leeward.model.expression import Has, Literal, OneOf
from leeward.model.vocabulary import Input, Kind


def worded_input(node: Syntax, reading: Reading) -> Input | None:
    """The option or name input that a word stands for."""
    found = meaning_of(node.text, reading.names) if isinstance(node, Word) else None
    return found if isinstance(found, Input) and found.kind in WORDED else None


def compare_words(node: Comparison, reading: Reading) -> Literal | None:
    """`motor = none` or `motor != none`, or None after a problem."""
    (left, right), operator = node.operands, node.operators[0]
    subject, other = worded_input(left, reading), worded_input(right, reading)
    if other is not None and isinstance(right, Word) and not _is_option(right.text, subject):
        _other_way_round(left, right, subject, node.span, reading)
        return None
    if subject is None:
        return None
    option = option_at(right, subject, reading)
    if operator.text not in {"=", "!="}:
        message = f"`{subject.name}` has options, which `{operator.text}` does not compare"
        help = f"list the options, as in `{subject.name} in {{{_two(subject)}}}`"
        reading.fault("ordered-options", message, operator.span, help)
        return None
    if option is None:
        return None
    text = f"{subject.name} = {reading.words(right.span)}"
    return Literal(OneOf(subject.name, (option,), text), positive=operator.text == "=")


def _is_option(word: str, subject: Input | None) -> bool:
    return subject is not None and (word in subject.options or subject.kind is Kind.NAME)


def _two(subject: Input) -> str:
    return ", ".join(subject.options[:2]) or "a, b"


def _other_way_round(left: Syntax, right: Word, subject: Input | None, span: Span, reading: Reading) -> None:
    if subject is None:
        help = f"write `{right.text} = {reading.words(left.span)}`"
        reading.fault("two-subjects", f"`{right.text}` stands on the wrong side", right.span, help)
    else:
        message = f"`{subject.name}` and `{right.text}` cannot be compared with each other"
        reading.fault("two-subjects", message, span, "compare each with one of its options")


def is_in(node: Membership, reading: Reading) -> Literal | None:
    """`option_input in {a, b}` or `member in set_input`, or None after a problem."""
    subject = worded_input(node.subject, reading)
    if subject is not None:
        options = options_in(node.within, subject, reading)
        return None if options is None else Literal(OneOf(subject.name, options, reading.words(node.span)))
    within = meaning_of(node.within.text, reading.names) if isinstance(node.within, Word) else None
    if isinstance(within, Input) and within.kind is Kind.SET:
        member = option_at(node.subject, within, reading)
        return None if member is None else Literal(Has(within.name, member, reading.words(node.span)))
    _neither(node, reading)
    return None


def _neither(node: Membership, reading: Reading) -> None:
    left, right = node.subject, node.within
    found = meaning_of(left.text, reading.names) if isinstance(left, Word) else None
    if isinstance(left, Word) and found is None:
        unknown_name(left, reading)
        return
    if isinstance(right, Word) and meaning_of(right.text, reading.names) is None:
        unknown_name(right, reading)
        return
    written = reading.words(left.span)
    if isinstance(found, Input) and found.kind is Kind.SET:
        message, help = f"`{written}` is a set", f"ask for one member, as in `{_member(found)} in {written}`"
    else:
        ends = ("3", "6")
        if isinstance(right, Braces) and right.items and all(isinstance(i, Number) for i in right.items):
            ends = reading.words(right.items[0].span), reading.words(right.items[-1].span)
        message, help = (
            f"`{written}` has no options",
            f"write a range, as in `{written} in {ends[0]} .. {ends[1]}`",
        )
    reading.fault("not-an-option", message, left.span, help)


def _member(found: Input) -> str:
    return found.options[0] if found.options else "a"
