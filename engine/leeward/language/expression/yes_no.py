"""A word that stands alone as a condition: a finding, a yes/no input, a yes/no setting."""

from leeward.language.expression.meanings import AGrade, AProposition, meaning_of, unknown_name
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Syntax, Word
from leeward.language.quantity import Quantity
from leeward.model.expression import ALWAYS, NEVER_TRUE, Condition, Holds, Literal, Yes
from leeward.model.vocabulary import Input, Kind


def yes_no(node: Syntax, reading: Reading) -> Condition | None:
    """The condition that a word stands for, or None after a problem."""
    if not isinstance(node, Word):
        message = f"`{reading.words(node.span)}` is a number, not yes or no"
        reading.fault("not-yes-no", message, node.span, "compare it with another value")
        return None
    found = meaning_of(node.text, reading.names)
    match found:
        case AProposition(name):
            return Literal(Holds(name, name))
        case Input(name=name, kind=Kind.YES_NO):
            return Literal(Yes(name, name))
        case True:
            return ALWAYS
        case False:
            return NEVER_TRUE
        case None:
            unknown_name(node, reading)
            return None
    what, help = _instead(node.text, found)
    reading.fault("not-yes-no", f"`{node.text}` is {what}, not yes or no", node.span, help)
    return None


def _instead(name: str, found: AGrade | Input | Quantity | frozenset[str] | str) -> tuple[str, str]:
    match found:
        case AGrade():
            return "a grade", f"write `{name} >= 1`"
        case Input(kind=Kind.OPTION, options=options):
            first = options[0] if options else "a"
            return "one of several options", f"write `{name} = {first}`"
        case Input(kind=Kind.NAME):
            return "a name", f"compare it with a word, as in `{name} = a`"
        case Input(kind=Kind.SET, options=options):
            return "a set", f"write `count({name}) >= 1`"
        case Input(unit=unit):
            return (
                "a number",
                f"compare it with a value in `{unit.code}`" if unit else f"write `{name} >= 1`",
            )
        case Quantity():
            return "a setting with a number", "compare an input with it"
        case frozenset():
            return "a list of options", f"ask for it, as in `x in {name}`"
        case _:
            return "a word", "compare an input with it"
