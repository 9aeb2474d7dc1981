"""`extends:` a base, change what differs, keep what does not: one flat document, every line with its origin.

The base is merged as a tree of nodes before anything is linked, so a node of the base keeps its place in
the base's file, and a changed key its place in the overlay's.
"""

from dataclasses import replace

from leeward.link.gather import Documents, Gathered
from leeward.link.overlay.changes import Change, Changes
from leeward.link.overlay.conflicts import check_without_base
from leeward.link.overlay.merge import merged
from leeward.link.overlay.nodes import with_keys, word
from leeward.link.overlay.prints import LAYER
from leeward.text.node import Mapping, Node, Sequence
from leeward.text.problem import Problems


def flatten(documents: Documents, problems: Problems) -> tuple[Documents, tuple[Change, ...]]:
    """The documents with every protocol that is extended merged into the one that extends it."""
    flat: list[Gathered] = []
    found: list[Change] = []
    bases = {document.root.text("extends") for document in documents} - {None}
    for document in documents:
        base = next((one for one in flat if one.id == document.root.text("extends")), None)
        if base is None:
            if document.root.text("extends") is None:
                check_without_base(document.id, document.root, problems)
            flat.append(document if document.id not in bases else _marked(document))
            continue
        flat.remove(base)
        changes = Changes(base, document, problems)
        flat.append(replace(document, root=merged(changes, tuple(flat))))
        found.extend(changes.found)
    return tuple(flat), tuple(found)


def _marked(document: Gathered) -> Gathered:
    """A base whose rules know which document they are from."""
    entries = tuple(
        (key, _each_marked(value, document.id) if key.text in ("rules", "bsab") else value)
        for key, value in document.root
    )
    return replace(document, root=Mapping(entries, document.root.place))


def _each_marked(node: Node, layer: str) -> Node:
    if not isinstance(node, Sequence):
        return node
    items = [
        with_keys(item, {LAYER: word(layer, item.place)}) if isinstance(item, Mapping) else item
        for item in node
    ]
    return Sequence(tuple(items), node.place)
