"""What a YAML syntax fault means, in words that help the person who made it."""

import re

from yaml import MarkedYAMLError

from leeward.record import record
from leeward.text.place import Place
from leeward.text.problem import Problem


@record
class _Reading:
    """A fault of the parser (a pattern over its own words) and what to say instead.

    from_start: the fault is where the unfinished thing began, not where the text ran out.
    """

    pattern: str
    message: str
    help: str
    from_start: bool = False


_READINGS = (
    _Reading(
        "mapping values are not allowed",
        "a `:` where no key can stand",
        'put a text that holds `: ` in quotes, as in `"a: b"`; or check the indentation of this line',
    ),
    _Reading("quoted scalar.*end of stream", "a quote is opened and never closed", "close the quote", True),
    _Reading(
        "quoted scalar.*document separator", "a quote is opened and never closed", "close the quote", True
    ),
    _Reading(
        "unknown escape|escape sequence",
        "a backslash that stands for nothing",
        "write the text in single quotes, or write `\\\\` for a backslash",
    ),
    _Reading(
        r"flow (mapping|sequence).*but got '[\[{]'",
        "a bracket within a text inside `{ }` or `[ ]`",
        'put the text in quotes, as in `"90 mm[Hg]"`',
    ),
    _Reading(
        "flow sequence",
        "the list that begins with `[` here is not continued or closed as it must be",
        "put `,` between the items and `]` after the last one",
        True,
    ),
    _Reading(
        "flow mapping",
        "the group that begins with `{` here is not continued or closed as it must be",
        "put `,` between the entries and `}` after the last one",
        True,
    ),
    _Reading("flow node", "a `[` or `{` is opened and never closed", "close it with `]` or `}`"),
    _Reading(
        "block scalar",
        "a text that begins with `>` or `|`",
        'put it in quotes, as in `">= 38.0 Cel"`; a long text starts on the line after `>` or `|`',
        True,
    ),
    _Reading(
        "simple key.*could not find expected ':'",
        "a line that is neither `key: value` nor an item of a list",
        "write `key: value`, or indent the line under the text it continues",
        True,
    ),
    _Reading(
        "cannot start any token",
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    _Reading(
        "scanning an? (alias|anchor)",
        "a text cannot begin with this character",
        "put the text in quotes",
        True,
    ),
    _Reading("tag", "a text cannot begin with `!`", "leave `!` out, or put the text in quotes", True),
    _Reading(
        "sequence entries are not allowed",
        "an item of a list where no list can begin",
        "start the list on the line below its key",
    ),
    _Reading("'-' indicator|'\\?'", "an item of this list does not begin with `-`", "begin it with `- `"),
    _Reading(
        "block end>.*'<?block mapping start|block end>.*block sequence start|block end>.*'-'",
        "this line is not indented like the lines it belongs with",
        "give all lines of one group the same indentation",
    ),
    _Reading(
        r"block end>.*found '(<scalar>|,|\]|\})'",
        "something follows a text that is already complete",
        "put the whole text in one pair of quotes, or move the rest to a line of its own",
    ),
    _Reading("block end>.*found ':'", "a line that begins with `:`", "write the key before the `:`"),
    _Reading(
        "node content",
        "a value is wanted before this character",
        "write the value, or put the text in quotes",
    ),
    _Reading(
        "document start|directive|incompatible",
        "a line that begins with `%`, or text after the end of the document",
        "leave out `%` lines and `...`; one file holds one document",
    ),
)
_ELSE = _Reading(
    "", "this line cannot be read", "check quotes, brackets and indentation here and on the line above"
)


def to_problem(fault: MarkedYAMLError, file: str) -> Problem:
    """The fault as a problem with its place."""
    words = f"{fault.context or ''}: {fault.problem or ''}"
    reading = next((r for r in _READINGS if re.search(r.pattern, words, re.DOTALL)), _ELSE)
    mark = (fault.context_mark if reading.from_start else None) or fault.problem_mark or fault.context_mark
    place = Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)
    return Problem("syntax", reading.message, place, reading.help)
