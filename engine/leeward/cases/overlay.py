"""A patient laid over a base: the patient's own lines win, and `null` takes a line away."""

from leeward.text.node import Mapping, Node, Scalar


def laid_over(base: Mapping, own: Mapping) -> Mapping:
    """The lines of `base` that `own` does not name, and then those of `own`, each with its place."""
    kept = tuple((key, node) for key, node in base if key.text not in own)
    added = tuple((key, node) for key, node in own if not is_null(node))
    return Mapping(kept + added, own.place)


def is_null(node: Node | None) -> bool:
    """Nothing stands here: YAML's `null`, `~`, or an empty value."""
    return isinstance(node, Scalar) and not node.quoted and node.text in {"", "~", "null", "Null", "NULL"}
