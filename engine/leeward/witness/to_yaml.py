"""A tree of nodes as the lines of a patient, in the style of the documents."""

import json
from collections.abc import Collection, Iterator

from leeward.text.node import Mapping, Node, Scalar, Sequence

_PLAIN_START = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def lines_of(patient: Mapping, only: Collection[str] | None = None) -> Iterator[str]:
    """One line for each input; only: the inputs that are wanted."""
    for key, value in patient:
        if only is None or key.text in only:
            yield f"{key.text}: {flow(value)}"


def flow(node: Node) -> str:
    """The node on one line."""
    match node:
        case Scalar(text, _, quoted):
            return json.dumps(text, ensure_ascii=False) if quoted else plain_scalar(text)
        case Sequence(items):
            return "[" + ", ".join(flow(item) for item in items) + "]"
        case Mapping(entries):
            return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in entries) + "}"


def plain_scalar(text: str) -> str:
    """The text as one value of a list or a group on one line, in quotes where it needs them."""
    return text if _plain(text) else json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> bool:
    """Whether a text can stand in a list on one line without quotes."""
    return (
        bool(text) and text[0] in _PLAIN_START and not set(text) & set(",{}[]#&*!|>'\"") and ": " not in text
    )
