"""What a word of a condition stands for."""

from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import CountOf, Number, Product, Sum, Syntax, Word
from leeward.language.names import Names, SettingValue
from leeward.language.quantity import Quantity
from leeward.model.vocabulary import Input, Kind
from leeward.record import record
from leeward.text.nearest import did_you_mean


@record
class AGrade:
    """A grade of the scale, and the highest it can be."""

    name: str
    highest: int


@record
class AProposition:
    """A finding, or a derived input, by its name."""

    name: str


Meaning = AGrade | AProposition | Input | SettingValue

NUMERIC = (Kind.QUANTITY, Kind.NUMBER)
WORDED = (Kind.OPTION, Kind.NAME)


def meaning_of(word: str, names: Names) -> Meaning | None:
    """What the word stands for; a derived input stands for its proposition."""
    if word in names.grades:
        return AGrade(word, names.grades[word])
    if word in names.propositions:
        return AProposition(word)
    return names.inputs.get(word, names.settings.get(word))


def sort_of(node: Syntax, names: Names) -> str:
    """`worded`, `option`, `grade`, `count`, `set`, `truth`, `number` or `unknown`: what this part is."""
    if isinstance(node, Word):
        match meaning_of(node.text, names):
            case None:
                return "unknown"
            case AGrade():
                return "grade"
            case Input(kind=kind) if kind in NUMERIC:
                return "number"
            case Input(kind=kind) if kind in WORDED:
                return "worded"
            case Input(kind=Kind.SET) | frozenset():
                return "set"
            case Quantity():
                return "number"
            case str():
                return "option"
            case _:
                return "truth"
    if isinstance(node, CountOf):
        return "count"
    return "number" if isinstance(node, Number | Sum | Product) else "truth"


def unknown_name(word: Word, reading: Reading) -> None:
    """Adds the problem that nothing in scope has this name."""
    names = reading.names
    options = [i.name for i in names.inputs.values() if word.text in i.options]
    if word.text in {"always", "never"}:
        message, help = f"`{word.text}` stands alone", "leave it out, or leave the rest out"
        reading.fault("always-alone", message, word.span, help)
        return
    if options:
        verb = "in" if names.inputs[options[0]].kind is Kind.SET else "="
        how = f"{options[0]} = {word.text}" if verb == "=" else f"{word.text} in {options[0]}"
        help = f"`{word.text}` is an option of `{options[0]}`: write `{how}`"
    else:
        help = (
            did_you_mean(word.text, names.all)
            or f"define it: write `{word.text}: <a condition>` under `findings:`"
        )
    if "-" in word.text and all(_is_part(part, names) for part in word.text.split("-")):
        help = f"for a minus sign leave spaces: `{' - '.join(word.text.split('-'))}`"
    message = f"no input, finding, grade or setting is called `{word.text}`"
    reading.fault("unknown-name", message, word.span, help)


def _is_part(part: str, names: Names) -> bool:
    return part in names.all or part.isdecimal()
