"""Nodes made anew from others: words, and mappings with a key more or a key less."""

from leeward.text.node import Mapping, Node, Scalar
from leeward.text.place import Place


def word(text: str, place: Place) -> Scalar:
    """A text that nobody wrote, at the place of what it is about."""
    return Scalar(text, place, quoted=True)


def without(node: Mapping, name: str) -> Mapping:
    """The mapping without one of its keys."""
    return Mapping(tuple((key, value) for key, value in node if key.text != name), node.place)


def with_keys(node: Mapping, changed: dict[str, Node]) -> Mapping:
    """The mapping with these keys set; new ones come last."""
    left = dict(changed)
    kept = [(key, left.pop(key.text, value)) for key, value in node]
    new = [(word(name, value.place), value) for name, value in left.items()]
    return Mapping((*kept, *new), node.place)
