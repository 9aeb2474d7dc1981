"""The strict table of scalars: what a word without quotes means.

A part of YAML 1.2's core table, so that editors and this reader agree, and so that nothing
changes its meaning in silence: `NO`, `on`, `010`, `12:30` and `1.0.0` are text, and `1.10`
keeps its last digit.
"""

import re
from decimal import Decimal

from leeward.text.node import Mapping, Node, Scalar

Plain = bool | int | Decimal | str | list["Plain"] | dict[str, "Plain"] | None

_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(?:\.?nan|\.?inf|infinity)", re.ASCII | re.IGNORECASE)


def meaning(scalar: Scalar) -> bool | int | Decimal | str | None:
    """What the scalar stands for; anything in quotes, and anything not in the table, is text."""
    text = scalar.text
    if scalar.quoted:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


def is_not_finite(text: str) -> bool:
    """Whether a word without quotes stands for infinity or for no number at all."""
    return len(text) <= 9 and _NOT_FINITE.fullmatch(text) is not None


def to_plain(node: Node) -> Plain:
    """The document as plain lists, mappings and values, for checking its shape."""
    if isinstance(node, Scalar):
        return meaning(node)
    if isinstance(node, Mapping):
        return {key.text: to_plain(value) for key, value in node.entries}
    return [to_plain(item) for item in node.items]
