"""What the parser stumbled over, in the words of someone who writes protocols.

Nothing of the parser's own text is repeated: it speaks of terminals and states.
"""

from typing import TYPE_CHECKING

from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import Span

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput

_CODE = "syntax"


def explain(unexpected: "UnexpectedInput", reading: Reading) -> None:
    """Adds the one problem that stands for the parser's complaint."""
    from lark.exceptions import UnexpectedToken

    if not isinstance(unexpected, UnexpectedToken):
        _strange_character(unexpected.pos_in_stream or 0, reading)
        return
    token = unexpected.token
    wanted = set(unexpected.accepts or unexpected.expected)
    help = _help(wanted)
    if token.type == "$END":
        last = _last_word(reading.text)
        missing = f"{_wanted(wanted)} is missing after `{reading.words(last)}`"
        reading.fault(_CODE, f"the condition ends too early: {missing}", last, help)
        return
    start = token.start_pos or 0
    span = (start, start + len(token))
    written = reading.words(span)
    if token.type == "LBRACE":
        help = "a list stands after `in`, as in `x in {a, b}`"
    elif token.type in {"WORD", "NUMBER"} and "_AND" in wanted:
        joined = f"and {written}" if token.type == "WORD" else f">= {written}"
        help = f"join the two parts, as in `… {joined}`"
    reading.fault(_CODE, f"{_wanted(wanted)} is expected here, not `{written}`", span, help)


def _strange_character(offset: int, reading: Reading) -> None:
    character = reading.text[offset]
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    help = {
        "/": "to divide, multiply by a number, as in `0.5 * x`",
        "[": "write lists in braces, as in `{a, b}`",
        "]": "write lists in braces, as in `{a, b}`",
        "%": "a unit stands after a number, as in `92 %`",
        ".": "write a range as `3 .. 6`, and a number as `38.5`",
    }.get(character, "")
    reading.fault(_CODE, f"`{shown}` cannot stand here", (offset, offset + 1), help)


def _wanted(terminals: set[str]) -> str:
    """What would have been right, from the most to the least telling sign."""
    if "COUNT" in terminals:
        return "a name or a number"
    if "_BESIDES" in terminals:
        return "`besides` or `)`"
    if "WORD" in terminals and ("NUMBER" in terminals or "RBRACE" in terminals):
        return "an option"
    if "WORD" in terminals:
        return "the name of a set" if "LBRACE" not in terminals else "a list of options in braces"
    if "RBRACE" in terminals:
        return "`,` or `}`"
    if "LPAR" in terminals:
        return "`(`"
    if "_AND" in terminals:
        return "`and`, `or` or the end" if "COMPARISON" not in terminals else "a comparison, `and` or `or`"
    if "_DOTS" in terminals:
        return "`..`"
    return "`)`"


def _help(terminals: set[str]) -> str:
    if "_BESIDES" in terminals or terminals == {"LPAR"}:
        return "write `count(x)` or `count(x besides {a})`"
    if terminals & {"RBRACE", "_COMMA"} and "COUNT" not in terminals:
        return "write options as `{a, b}`"
    return ""


def _last_word(text: str) -> Span:
    """The last stretch without a space."""
    end = len(text.rstrip())
    start = max(text.rfind(blank, 0, end) for blank in " \t\n") + 1
    return start, end
