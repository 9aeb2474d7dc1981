"""A YAML document as a tree in which every node keeps its place.

Scalars keep their text as written; what it means is decided where it is used.
The accessors return None for what is absent or of another shape: the shape check has
already reported that, and the rest of the document can still be looked at.
"""

from collections.abc import Iterator

from leeward.record import record
from leeward.text.place import Place


@record
class Scalar:
    """One word or phrase. `quoted`: it was written in quotes and is text, whatever it looks like."""

    text: str
    place: Place
    quoted: bool = False


@record
class Sequence:
    """A list, in the order of the document."""

    items: tuple["Node", ...]
    place: Place

    def __iter__(self) -> Iterator["Node"]:
        return iter(self.items)


@record
class Mapping:
    """Keys in the order of the document; duplicate keys have been refused."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.entries)

    def __contains__(self, key: str) -> bool:
        return any(scalar.text == key for scalar, _ in self.entries)

    def key(self, name: str) -> Scalar | None:
        return next((scalar for scalar, _ in self.entries if scalar.text == name), None)

    def get(self, name: str) -> "Node | None":
        return next((node for scalar, node in self.entries if scalar.text == name), None)

    def scalar(self, name: str) -> Scalar | None:
        node = self.get(name)
        return node if isinstance(node, Scalar) else None

    def text(self, name: str) -> str | None:
        node = self.scalar(name)
        return None if node is None else node.text

    def mapping(self, name: str) -> "Mapping":
        """The mapping under `name`, empty when there is none."""
        node = self.get(name)
        return node if isinstance(node, Mapping) else Mapping((), self.place)

    def sequence(self, name: str) -> "Sequence":
        """The list under `name`, empty when there is none; a single scalar counts as a list of one."""
        node = self.get(name)
        if isinstance(node, Sequence):
            return node
        return Sequence((node,) if isinstance(node, Scalar) else (), self.place)

    def words(self, name: str) -> tuple[str, ...]:
        """The words of the list under `name`; a single word counts as a list of one."""
        return tuple(item.text for item in self.sequence(name) if isinstance(item, Scalar))


Node = Scalar | Sequence | Mapping
