"""A setting that no condition uses.

Somebody will change it one day, and believe that something has changed.
"""

import re
from collections.abc import Iterator

from leeward.link.gather import Gathered
from leeward.lint.subject import Finding, Subject
from leeward.text.node import Mapping, Node, Scalar

_SAYS_NOTHING = frozenset(
    (
        "because",
        "note",
        "title",
        "description",
        "source",
        "sources",
        "settings",
        "message",
        "help",
        "text",
        "id",
        "not_covered",
    )
)
_NO_CONDITIONS = ("accepts", "label", "notes")
"""Parts of a document, whatever a finding of that name may be."""

_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def check(subject: Subject) -> Iterator[Finding]:
    keys = [key for key, _ in subject.main.root.mapping("settings") if subject.is_ours(key.place)]
    if not keys:
        return
    used = {word for document in subject.documents for word in words_of(document)}
    for key in keys:
        if key.text not in used:
            message = f"no condition uses the setting `{key.text}`"
            yield Finding(key.text, message, key.place, "use it or take it out")


def words_of(document: Gathered) -> Iterator[str]:
    """Every word of a document that could be a name in a condition."""
    for key, value in document.root:
        if key.text not in (*_SAYS_NOTHING, *_NO_CONDITIONS):
            yield from _words(value)


def _words(node: Node) -> Iterator[str]:
    match node:
        case Scalar(text):
            yield from _WORD.findall(text)
        case Mapping(entries):
            for key, value in entries:
                if key.text not in _SAYS_NOTHING:
                    yield from _words(value)
        case _:
            for item in node:
                yield from _words(item)
