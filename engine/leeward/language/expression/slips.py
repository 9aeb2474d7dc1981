"""Slips that come from other languages and from typesetting, each with what to write instead.

They are looked for before the grammar is asked, so that one pass finds all of them.
"""

import re

from leeward.language.expression.reading import Reading

MOST_CHARACTERS = 2_000
DEEPEST = 40

_KEYWORDS = ("and", "or", "not", "in", "count", "besides", "always", "never")

_INSTEAD = {
    "==": "=",
    "===": "=",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "×": "*",
    "·": "*",
    "−": "-",
    "–": "-",
    "…": "..",
    "...": "..",
    ":=": "=",
    "≈": "=",
}

_SIGNS = re.compile(r"===?|<>|=[<>]|:=|&&?|\|\|?|!(?!=)|\.{3}|[≤≥≠≈×·−–…]")
_COMMA = re.compile(r"[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]+\b")
_BARE_POINT = re.compile(r"(?<![0-9.])\.[0-9]+")
_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NAME_GRADE = re.compile(
    r"\b(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s+(?P<op>[<>]=?|=)?\s*[Gg]rade\s*(?P<sign>[<>]=?|=)?\s*(?P<number>[0-5])\b"
)
_GRADE_NAME = re.compile(r"\b[Gg]rade\s*(?P<number>[0-5])\s+(?P<name>[A-Za-z_][A-Za-z0-9_]*)")
_MOST_WORDS = 4
_NOT_IN = re.compile(r"\bnot\s+in\b")


def find_slips(reading: Reading) -> bool:
    """Adds a problem for every slip; false when there is none."""
    before = len(reading.problems)
    text = reading.text
    if not text.strip():
        reading.fault(
            "empty-condition", "the condition is empty", (0, 1), "write `always` if it always holds"
        )
    elif len(text) > MOST_CHARACTERS:
        reading.fault(
            "condition-too-long",
            f"the condition has {len(text)} characters, and at most {MOST_CHARACTERS} are read",
            (0, len(text)),
            "give its parts names, as findings",
        )
    else:
        _signs(reading)
        _numbers(reading)
        _words(reading)
        _grades(reading)
        _apart(reading)
        _brackets(reading)
    return len(reading.problems) > before


def _signs(reading: Reading) -> None:
    for match in _SIGNS.finditer(reading.text):
        instead = _INSTEAD[match.group()]
        reading.fault(
            "not-in-the-language", f"`{match.group()}` is not read", match.span(), f"write `{instead}`"
        )
    for match in _QUOTED.finditer(reading.text):
        reading.fault("not-in-the-language", "words are not quoted", match.span(), "leave the quotes out")


def _numbers(reading: Reading) -> None:
    for match in _COMMA.finditer(reading.text):
        number = match.group()
        point = number.replace(",", ".")
        help = f"write `{point}`" if point.count(".") == 1 else "write the digits without commas"
        if _THOUSANDS.fullmatch(number):
            help = f"write `{number.replace(',', '')}`, or `{point}` if a decimal point was meant"
        reading.fault("decimal-comma", f"`{number}` has a comma, which is not read", match.span(), help)
    for match in _EXPONENT.finditer(reading.text):
        reading.fault("not-in-the-language", "powers of ten are not read", match.span(), "write all digits")
    for match in _BARE_POINT.finditer(reading.text):
        number = match.group()
        reading.fault(
            "not-in-the-language",
            f"`{number}` does not begin with a digit",
            match.span(),
            f"write `0{number}`",
        )


def _words(reading: Reading) -> None:
    known = reading.names.all
    for match in _WORD.finditer(reading.text):
        word = match.group()
        small = word.lower()
        if word in known or word in _KEYWORDS:
            continue
        if small in _KEYWORDS and small != "in":
            message = "keywords are written in small letters"
            reading.fault(
                "not-in-the-language", f"`{word}` is not read: {message}", match.span(), f"write `{small}`"
            )
        elif small == "between":
            help = "write `in 3 .. 6`, with both ends included"
            reading.fault("not-in-the-language", f"`{word}` is not read", match.span(), help)
        elif small == "is":
            reading.fault("not-in-the-language", f"`{word}` is not read", match.span(), "write `=`")
    for match in _NOT_IN.finditer(reading.text):
        help = "put `not` first, as in `not x in {a, b}`"
        reading.fault("not-in-the-language", "`not in` is not read", match.span(), help)


def _grades(reading: Reading) -> None:
    """`icans grade 1`, `icans = grade 1`, `grade 1 icans`."""
    if "grade" in reading.names.all:
        return
    for pattern in (_NAME_GRADE, _GRADE_NAME):
        for match in pattern.finditer(reading.text):
            name = match["name"] if match["name"] in reading.names.grades else match["name"].lower()
            if name in reading.names.grades:
                groups = match.groupdict("")
                operator = groups.get("op") or groups.get("sign") or "="
                help = f"write `{name} {operator} {match['number']}`"
                reading.fault("not-in-the-language", f"`{match.group()}` is not read", match.span(), help)


def _apart(reading: Reading) -> None:
    """`nasal cannula`: a name whose words are written apart."""
    known = reading.names.all.union(*(input.options for input in reading.names.inputs.values()))
    words = list(_WORD.finditer(reading.text))
    at = 0
    while at < len(words):
        at += _joined(words, at, known, reading)


def _joined(words: list[re.Match[str]], at: int, known: frozenset[str], reading: Reading) -> int:
    """How many words from `at` on were one name written apart, and at least 1."""
    for count in range(_MOST_WORDS, 1, -1):
        several = words[at : at + count]
        span = several[0].start(), several[-1].end()
        written = reading.text[span[0] : span[1]]
        name = "_".join(written.lower().split())
        if len(several) == count and name in known and not set("(){},") & set(written):
            reading.fault(
                "not-in-the-language", f"`{written}` is not one word", span, f"did you mean `{name}`?"
            )
            return count
    return 1


def _brackets(reading: Reading) -> None:
    open_at: list[int] = []
    for offset, character in enumerate(reading.text):
        if character == "(":
            open_at.append(offset)
            if len(open_at) == DEEPEST + 1:
                reading.fault(
                    "condition-too-deep",
                    f"parentheses are nested more than {DEEPEST} deep",
                    (offset, offset + 1),
                    "give the inner parts names, as findings",
                )
                return
        elif character == ")" and open_at:
            open_at.pop()
        elif character == ")":
            span = (offset, offset + 1)
            reading.fault("unbalanced", "`)` closes nothing", span, "remove it, or add `(` before")
    for offset in open_at:
        reading.fault(
            "unbalanced", "`(` is never closed", (offset, offset + 1), "add `)` where the part ends"
        )
