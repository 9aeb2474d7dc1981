"""The events of a YAML parser as a tree of nodes, refusing on the way what is not read here."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from leeward.text.from_bytes import unseen
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.place import Place
from leeward.text.problem import Problems
from leeward.text.scalar_place import place_of_scalar
from leeward.text.scalars import is_not_finite

DEEPEST = 40
MOST_NODES = 50_000


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; `as_key`: it stands where a key must."""

    place: Place
    is_mapping: bool
    as_key: bool
    key: Scalar | None = None
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    first: dict[str, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """The tree so far. A stack instead of recursion, so that depth is a rule and not an accident."""

    file: str
    lines: list[str]
    problems: Problems = field(default_factory=Problems)
    root: Node | None = None
    given_up: bool = False
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._take_alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(
                    "several-documents", "a second document begins here", event, "one file, one document", 3
                )
                self.given_up = True

    def _place(self, event: Any, length: int = 1) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1, length)

    def _refuse(self, code: str, message: str, event: Any, help: str, length: int = 1) -> None:
        self.problems.add(code, message, self._place(event, length), help)

    def _check(self, event: Any) -> None:
        """What every node must not have: an anchor, a tag, too much company, too much depth."""
        if event.anchor is not None:
            self._refuse(
                "anchor", "an anchor (`&`) is not read", event, "write the text out where it is needed"
            )
        if event.tag is not None:
            self._refuse(
                "tag", "a tag (`!`) is not read", event, "leave the tag out, or put the text in quotes"
            )
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._refuse("too-many-values", f"more than {MOST_NODES} values", event, "split the file")
            self.given_up = True

    def _expects_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].is_mapping and self.stack[-1].key is None

    def _take_scalar(self, event: Any) -> None:
        self._check(event)
        scalar = Scalar(event.value, place_of_scalar(event, self.file, self.lines), bool(event.style))
        self._check_continuation(scalar)
        if unseen(scalar.text):
            help = "write the character itself, or leave it out"
            self._refuse("unseen-character", "an escape for a character that cannot be seen", event, help)
        if not self._expects_key():
            if not scalar.quoted and is_not_finite(scalar.text):
                self.problems.add(
                    "not-finite",
                    "not a finite number",
                    scalar.place,
                    "write the number; leave the key out when the value is not known",
                )
            self._put(scalar)
            return
        self.stack[-1].key = scalar
        if not scalar.quoted and scalar.text in ("", "~", "null"):
            self._refuse("key", "a key is empty", event, "write a word before the `:`")
        elif not scalar.quoted and scalar.text == "<<":
            self._refuse("merge-key", "a merge key (`<<`) is not read", event, "write the keys out", 2)
        else:
            self._check_duplicate(scalar)

    def _check_continuation(self, scalar: Scalar) -> None:
        """Two lines that were meant as two items, and that YAML silently reads as one text."""
        if scalar.quoted:
            return
        for _, line, column in scalar.place.turns:
            if self.lines[line - 1].startswith("- ", column - 1):
                self.problems.add(
                    "indentation",
                    "this line begins like an item of a list, but continues the text above",
                    Place(self.file, line, column),
                    "indent it like the items above it, or put the whole text in quotes",
                )

    def _check_duplicate(self, key: Scalar) -> None:
        first = self.stack[-1].first.setdefault(key.text, key.place)
        if first is not key.place:
            self.problems.add(
                "duplicate-key",
                f"`{key.text}` is already given on line {first.line}",
                key.place,
                "keep one of the two",
            )

    def _take_alias(self, event: Any) -> None:
        merging = bool(self.stack) and self.stack[-1].key is not None and self.stack[-1].key.text == "<<"
        if not merging:
            self._refuse(
                "alias", "an alias (`*`) is not read", event, "write the text out, or put it in quotes"
            )
        scalar = Scalar("", self._place(event))
        if self._expects_key():
            self.stack[-1].key = scalar
        else:
            self._put(scalar)

    def _open(self, event: Any) -> None:
        as_key = self._expects_key()
        if as_key:
            self._refuse("key", "a key is a word, not a list or a group", event, "put the key in quotes")
        self._check(event)
        if len(self.stack) >= DEEPEST:
            self._refuse(
                "too-deep", f"more than {DEEPEST} levels inside one another", event, "nest less deeply"
            )
            self.given_up = True
        self.stack.append(_Open(self._place(event), isinstance(event, yaml.MappingStartEvent), as_key))

    def _close(self) -> None:
        done = self.stack.pop()
        if done.as_key:
            self.stack[-1].key = Scalar("", done.place)
        elif done.is_mapping:
            self._put(Mapping(tuple(done.entries), done.place))
        else:
            self._put(Sequence(tuple(done.items), done.place))

    def _put(self, node: Node) -> None:
        if not self.stack:
            if not (isinstance(node, Scalar) and not node.quoted and node.text == ""):
                self.root = node
            return
        parent = self.stack[-1]
        if parent.is_mapping:
            assert parent.key is not None
            parent.entries.append((parent.key, node))
            parent.key = None
        else:
            parent.items.append(node)
