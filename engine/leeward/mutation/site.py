"""Every value of a document, with the way to it, for operators that change one."""

from collections.abc import Iterator

from leeward.record import record
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.place import Place

Way = tuple[int, ...]
"""Which entry or item to take at each step down from the root."""

ITEM = "[]"
"""Stands for an item of a list among the keys of a site."""

_CONDITIONS = frozenset({"when", "applies", "doubted_by", "unless_stated"})


@record
class Site:
    """One value. keys: the keys above it, from the root. owner: the rule, row or finding it belongs to."""

    way: Way
    keys: tuple[str, ...]
    node: Node
    owner: str

    @property
    def key(self) -> str:
        """The last key, past the items of a list."""
        return next((key for key in reversed(self.keys) if key != ITEM), "")

    @property
    def condition(self) -> Scalar | None:
        """The scalar, when it is a condition."""
        return self.node if isinstance(self.node, Scalar) and self._is_condition() else None

    def _is_condition(self) -> bool:
        if self.keys[-1] == ITEM:
            return False
        if self.keys[:1] == ("findings",):
            return len(self.keys) == 2 or self.keys[-1] == "is"
        if self.keys[:1] == ("grades",) and len(self.keys) == 3 and self.keys[-1].isdecimal():
            return True
        return self.keys[-1] in _CONDITIONS

    @property
    def rule(self) -> Mapping | None:
        """The mapping, when it says what to do: a rule, a decision, or a row of a table."""
        node = self.node
        return node if isinstance(node, Mapping) and any(verb in node for verb in DOES) else None


DOES = ("give", "order", "consider", "avoid", "caution", "hold", "discontinue", "next_dose")


@record
class Edit:
    """What to put in the place of a site; None takes it away. before, after: as the report shows them."""

    node: Node | None
    place: Place
    before: str
    after: str


def sites(root: Mapping) -> Iterator[Site]:
    """All values below the root, in the order of the document."""
    yield from _below(root, (), (), "")


def _below(node: Node, way: Way, keys: tuple[str, ...], owner: str) -> Iterator[Site]:
    match node:
        case Mapping(entries):
            owner = (node.text("id") if way else None) or owner
            for number, (key, value) in enumerate(entries):
                named = f"{owner} {key.text}".strip() if _names(keys) else owner
                yield Site((*way, number), (*keys, key.text), value, named)
                yield from _below(value, (*way, number), (*keys, key.text), named)
        case Sequence(items):
            for number, item in enumerate(items):
                named = (item.text("id") if isinstance(item, Mapping) else None) or owner
                yield Site((*way, number), (*keys, ITEM), item, named)
                yield from _below(item, (*way, number), (*keys, ITEM), named)
        case Scalar():
            return


def _names(keys: tuple[str, ...]) -> bool:
    """Whether the keys here are names that the writer gave: of a finding, a setting, a row, a dose level."""
    depth = {"findings": 1, "settings": 1, "grades": 2, "bsab": 2, "restart": 2, "schedule": 1, "inputs": 1}
    return bool(keys) and ITEM not in keys and len(keys) <= depth.get(keys[0], 0)


def changed(root: Mapping, way: Way, node: Node | None) -> Mapping:
    """The document with one value replaced, or taken away."""
    result = _changed(root, way, node)
    assert isinstance(result, Mapping), "a site lies below the root"
    return result


def _changed(root: Node, way: Way, node: Node | None) -> Node | None:
    if not way:
        return node
    number, rest = way[0], way[1:]
    if isinstance(root, Mapping):
        key, value = root.entries[number]
        new = _changed(value, rest, node)
        kept = ((key, new),) if new is not None else ()
        return Mapping((*root.entries[:number], *kept, *root.entries[number + 1 :]), root.place)
    assert isinstance(root, Sequence), "a scalar has nothing below it"
    new = _changed(root.items[number], rest, node)
    return Sequence((*root.items[:number], *((new,) if new else ()), *root.items[number + 1 :]), root.place)
