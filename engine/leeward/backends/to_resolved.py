"""A protocol after all overlays, as YAML-like text: every line with the file and line it comes from."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from leeward.link.gather import Gathered
from leeward.link.overlay.flatten import flatten
from leeward.link.overlay.prints import LAYER
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.node import Sequence as List
from leeward.text.place import Place
from leeward.text.problem import Problems

_COLUMN = 60
_ADDED = ("settings", "findings", "grades", "bsab", "decisions", "restart", "rules")
"""What a document that is used adds to the one that uses it; a vocabulary has none of them."""

Line = tuple[str, tuple[Place, ...]]


def to_resolved(documents: Sequence[Gathered]) -> str:
    """The last document with everything it extends merged into it, then what the others add to it.

    A setting that is changed stands once, with the change.

    documents: as gathered, the used ones first.
    """
    flat, _ = flatten(tuple(documents), Problems())
    *used, main = flat
    lines = list(_mapping(main.root, 0))
    changed = {key.text for key, _ in main.root.mapping("settings")}
    for document in used:
        added = [
            (key, _unchanged(node, changed) if key.text == "settings" else node)
            for key, node in document.root
            if key.text in _ADDED
        ]
        if added:
            lines.append((f"# from the {document.kind} {document.id}", ()))
            lines += _mapping(Mapping(tuple(added), document.root.place), 0)
    return "".join(f"{_with_origin(text, places)}\n" for text, places in lines)


def _unchanged(settings: Node, changed: set[str]) -> Node:
    if not isinstance(settings, Mapping):
        return settings
    kept = tuple((key, value) for key, value in settings if key.text not in changed)
    return Mapping(kept, settings.place)


def _with_origin(text: str, places: tuple[Place, ...]) -> str:
    where = dict.fromkeys(f"{PurePath(place.file).name}:{place.line}" for place in places)
    return f"{text.ljust(_COLUMN)}  # {', '.join(where)}" if where else text


def _mapping(node: Mapping, depth: int) -> Iterator[Line]:
    for key, value in node:
        if key.text != LAYER:
            yield from _entry(key, value, depth)


def _entry(key: Scalar, value: Node, depth: int) -> Iterator[Line]:
    head = f"{'  ' * depth}{_written(key)}:"
    inline = _inline(value)
    if inline is not None:
        text, places = inline
        yield f"{head} {text}".rstrip(), places or (key.place,)
        return
    yield head, (key.place,)
    if isinstance(value, Mapping):
        yield from _mapping(value, depth + 1)
    else:
        for item in value if isinstance(value, List) else ():
            yield from _item(item, depth + 1)


def _item(item: Node, depth: int) -> Iterator[Line]:
    inline = _inline(item)
    if inline is not None:
        yield f"{'  ' * depth}- {inline[0]}", inline[1] or (item.place,)
        return
    lines = _mapping(item, depth + 1) if isinstance(item, Mapping) else iter(())
    for number, (text, places) in enumerate(lines):
        yield (f"{'  ' * depth}- {text[2 * depth + 2 :]}" if number == 0 else text), places


def _inline(node: Node) -> tuple[str, tuple[Place, ...]] | None:
    """A word, or a list of words, on one line; None for anything else."""
    if isinstance(node, Scalar):
        return _written(node), (node.place,)
    if isinstance(node, List) and all(isinstance(item, Scalar) for item in node):
        words = [item for item in node if isinstance(item, Scalar)]
        return f"[{', '.join(map(_written, words))}]", tuple(word.place for word in words)
    return None


def _written(scalar: Scalar) -> str:
    """The text on one line, in quotes where it was, or where it could be read as something else."""
    text = " ".join(scalar.text.split())
    special = text[:1] in tuple("[]{}&*!|>%@`\"'#,-?") or ": " in text or " #" in text or text.endswith(":")
    numeric = scalar.quoted and text[:1].isdigit()
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if special or numeric else text
