"""Bytes to text: size, encoding, and characters that no reader can see."""

import re
import unicodedata

from leeward.text.place import Place
from leeward.text.problem import Problems, Refused
from leeward.text.source import BYTE_ORDER_MARK, lines_of

LARGEST = 1_000_000
"""Bytes. No document that people write by hand comes near it."""

_UNSEEN = re.compile(
    # controls, and what YAML 1.1 takes for a line end and editors do not
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
    # soft hyphen, zero width, and marks that show a line in another order than it is read
    "\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
_RETURN_OR_HALF = re.compile("[\r\ud800-\udfff]")
_INDENTATION = re.compile(r"( *)([\t\u00a0\u2000-\u200a\u202f\u3000]+)(?=\S)")


def read_text(data: bytes, file: str) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        Refused: too large, not UTF-8, or holding characters that cannot be seen or counted.
    """
    problems = Problems()
    start = Place(file)
    if len(data) > LARGEST:
        problems.add(
            "too-large",
            "the file is larger than 1 MB",
            start,
            "split it into several documents and link them",
        )
        raise Refused(problems)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add("not-text", "the file is saved as UTF-16", start, "save it with the encoding UTF-8")
        raise Refused(problems)
    if b"\0" in data:
        problems.add(
            "not-text", "the file is not text", start, "save it as plain text with the encoding UTF-8"
        )
        raise Refused(problems)
    try:
        text = data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as fault:
        before = lines_of(data[: fault.start].decode("utf-8").removeprefix(BYTE_ORDER_MARK))
        problems.add(
            "not-utf8",
            "a character that is not in the encoding UTF-8",
            Place(file, len(before), len(before[-1]) + 1),
            "save the file with the encoding UTF-8",
        )
        raise Refused(problems) from None
    _check_characters(text, file, problems)
    if not problems.passed:
        raise Refused(problems)
    return text


def unseen(text: str) -> bool:
    """Whether a text, escapes resolved, holds what could move a cursor, hide a word or break a writer."""
    return _UNSEEN.search(text) is not None or _RETURN_OR_HALF.search(text) is not None


def _check_characters(text: str, file: str, problems: Problems) -> None:
    if not _UNSEEN.search(text) and not any(mark in text for mark in "\t\u00a0\u202f\u3000"):
        return
    for number, line in enumerate(lines_of(text), 1):
        unseen = _UNSEEN.search(line)
        if unseen:
            name = unicodedata.name(unseen.group(), "a control character").lower()
            problems.add(
                "unseen-character",
                f"a character that cannot be seen: U+{ord(unseen.group()):04X}, {name}",
                Place(file, number, unseen.start() + 1),
                "delete it, or type this line again",
            )
        indentation = _INDENTATION.match(line)
        if indentation:
            what = "a tab" if "\t" in indentation.group(2) else "an unusual space"
            problems.add(
                "indentation",
                f"{what} in the indentation",
                Place(file, number, indentation.start(2) + 1, len(indentation.group(2))),
                "indent with ordinary spaces",
            )
