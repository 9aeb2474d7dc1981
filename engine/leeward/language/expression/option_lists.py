"""Options and members: single words, lists in braces, and settings that stand for either."""

from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Braces, Number, Syntax, Word
from leeward.model.vocabulary import Input, Kind
from leeward.text.nearest import did_you_mean


def options_in(node: Syntax, input: Input, reading: Reading) -> tuple[str, ...] | None:
    """The options of `input` that a list or a set setting names, in the order of the vocabulary."""
    if isinstance(node, Braces):
        return _from_braces(node, input, reading)
    if isinstance(node, Word):
        value = reading.names.settings.get(node.text)
        if isinstance(value, frozenset):
            return _in_order(input, value) if _all_known(node, value, input, reading) else None
    message = f"a list of options is wanted here, not `{reading.words(node.span)}`"
    reading.fault(
        "not-a-list", message, node.span, f"write `{{{input.options[0] if input.options else 'a'}}}`"
    )
    return None


def option_at(node: Syntax, input: Input, reading: Reading) -> str | None:
    """The one option of `input` that a word or a setting stands for."""
    if isinstance(node, Word) and (input.kind is Kind.NAME or node.text in input.options):
        value = reading.names.settings.get(node.text)
        return value if isinstance(value, str) and node.text not in input.options else node.text
    if isinstance(node, Word):
        value = reading.names.settings.get(node.text)
        if isinstance(value, str):
            return value if _all_known(node, frozenset({value}), input, reading) else None
    words = reading.words(node.span)
    message = f"`{words}` is not an option of `{input.name}`"
    option = input.option(words)
    help = f"write `{option}`" if option is not None else did_you_mean(words, input.options)
    reading.fault("unknown-option", message, node.span, help)
    return None


def _from_braces(node: Braces, input: Input, reading: Reading) -> tuple[str, ...] | None:
    if not node.items:
        reading.fault("empty-list", "the list of options is empty", node.span, "name at least one option")
        return None
    found: list[str] = []
    faults = len(reading.problems)
    for item in node.items:
        if isinstance(item, Number) and input.kind is Kind.NAME:
            reading.fault("unknown-option", f"`{reading.words(item.span)}` is not a word", item.span)
            continue
        option = option_at(item, input, reading)
        if option is not None and option in found:
            reading.fault("listed-twice", f"`{option}` is listed twice", item.span, "leave one of them out")
        elif option is not None:
            found.append(option)
    return _in_order(input, frozenset(found), tuple(found)) if len(reading.problems) == faults else None


def _all_known(node: Word, values: frozenset[str], input: Input, reading: Reading) -> bool:
    strange = sorted(values - set(input.options)) if input.kind is not Kind.NAME else []
    for value in strange:
        message = f"`{node.text}` holds `{value}`, which is not an option of `{input.name}`"
        reading.fault("unknown-option", message, node.span, did_you_mean(value, input.options))
    if not values:
        reading.fault("empty-list", f"`{node.text}` holds no option", node.span, "name at least one option")
    return bool(values) and not strange


def _in_order(input: Input, values: frozenset[str], written: tuple[str, ...] = ()) -> tuple[str, ...]:
    if input.kind is Kind.NAME:
        return written or tuple(sorted(values))
    return tuple(option for option in input.options if option in values)
