"""One fault that the JSON Schema found, tied back to the words and places of the document."""

from collections.abc import Mapping as Map
from decimal import Decimal
from typing import Any

from leeward.record import record
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.place import Place

_LONGEST = 60


@record
class Fault:
    """A keyword of the schema that a node does not satisfy.

    path: keys and numbers from the root to the node. key: the key under which the node stands.
    about_key: the fault is in the key of this name, not in the node.
    """

    keyword: str
    value: Any
    schema: Map[str, Any]
    instance: Any
    path: tuple[str | int, ...]
    root: Node
    about_key: str | None = None

    def nodes(self) -> list[Node]:
        """The nodes from the root down to the faulty one."""
        found = [self.root]
        for step in self.path:
            last = found[-1]
            child = last.get(str(step)) if isinstance(last, Mapping) else None
            if isinstance(last, Sequence):
                child = last.items[int(step)]
            if child is None:
                break
            found.append(child)
        return found

    @property
    def node(self) -> Node:
        return self.nodes()[-1]

    @property
    def key(self) -> Scalar | None:
        """The key right above the node; None in a list and at the root."""
        nodes = self.nodes()
        above = nodes[-2] if len(nodes) > 1 else None
        return above.key(str(self.path[-1])) if isinstance(above, Mapping) else None

    @property
    def subject(self) -> str:
        """What the fault is about, as the subject of a sentence."""
        if not self.path:
            return "a document"
        names = [step for step in self.path if isinstance(step, str)]
        return f"an item of `{names[-1]}`" if isinstance(self.path[-1], int) else f"`{self.path[-1]}`"

    @property
    def owner(self) -> str:
        """The thing whose keys the node holds, for "… is missing in `crs-tocilizumab`"."""
        node = self.node
        for name in ("id", "name"):
            scalar = node.scalar(name) if isinstance(node, Mapping) else None
            if scalar is not None and self.path:
                return f" in `{shown(scalar)}`"
        return f" in `{self.key.text}`" if self.key is not None else ""

    @property
    def heading(self) -> Place:
        """Where a group begins: its key, else its first key."""
        if self.key is not None:
            return self.key.place
        node = self.node
        if isinstance(node, Mapping) and node.entries:
            first = node.entries[0][0].place
            return first if first.line == node.place.line else node.place
        return node.place

    @property
    def place(self) -> Place:
        """The faulty text; for a list or a group its heading, for nothing at all the key above."""
        node = self.node
        if isinstance(node, Scalar) and (node.text or node.quoted):
            return node.place
        return self.heading

    def known(self, keyword: str, default: Any = "") -> Any:
        return self.schema.get(keyword, default)


def shown(scalar: Scalar) -> str:
    """The text for a message: on one line, and not endless."""
    text = " ".join(scalar.text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def kind_of(instance: object, node: Node) -> str:
    """What was found, in words."""
    if isinstance(node, Scalar):
        if instance is None:
            return "nothing"
        if isinstance(instance, int | Decimal) and not isinstance(instance, bool):
            return f"the number `{shown(node)}`"
        return f'`"{shown(node)}"`' if node.quoted else f"`{shown(node)}`"
    return "a list" if isinstance(node, Sequence) else "a group of keys"


def as_in(fault: Fault) -> str:
    """The remedy that shows how the schema's own example is written; empty when it has none."""
    example = fault.known("x-leeward-example")
    return f"write it as in {example}" if example else ""
