"""`extends:` a base, change what differs, keep what does not: one flat document, every line with its origin.

The base is merged as a tree of nodes before anything is linked, so a node of the base keeps its place in
the base's file, and a changed key its place in the overlay's.
"""

from dataclasses import replace
from typing import cast

from leeward.link.conflicts import check_conflicts, check_kind, check_without_base
from leeward.link.gather import Gathered
from leeward.link.prints import LAYER, as_text, check_print
from leeward.model.deviation import Deviation, Direction
from leeward.record import record
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.place import Place
from leeward.text.problem import Problems

_NOT_OF_THE_RULE = ("direction", "because", "was")
_OWN = ("replace", "add", "remove", "extends", "rules", "bsab", "settings")


@record
class Change:
    """A deviation with what it is about. place: of its direction.

    before: the rule or setting of the base, None for what is added. after: what the overlay writes.
    """

    deviation: Deviation
    place: Place
    before: Mapping | None
    after: Mapping


def flatten(
    documents: tuple[Gathered, ...], problems: Problems
) -> tuple[tuple[Gathered, ...], tuple[Change, ...]]:
    """The documents with every protocol that is extended merged into the one that extends it."""
    flat: list[Gathered] = []
    changes: list[Change] = []
    bases = {document.root.text("extends") for document in documents} - {None}
    for document in documents:
        base = next((one for one in flat if one.id == document.root.text("extends")), None)
        if base is None:
            if document.root.text("extends") is None:
                check_without_base(document.id, document.root, problems)
            flat.append(document if document.id not in bases else _marked(document))
            continue
        flat.remove(base)
        overlay = _Overlay(base, document, tuple(flat), problems)
        flat.append(replace(document, root=overlay.root()))
        changes.extend(overlay.changes)
    return tuple(flat), tuple(changes)


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
        _with(item, {LAYER: _word(layer, item.place)}) if isinstance(item, Mapping) else item for item in node
    ]
    return Sequence(tuple(items), node.place)


def _word(text: str, place: Place) -> Scalar:
    return Scalar(text, place, quoted=True)


def _without(node: Mapping, name: str) -> Mapping:
    return Mapping(tuple((key, value) for key, value in node if key.text != name), node.place)


def _with(node: Mapping, changed: dict[str, Node]) -> Mapping:
    """The mapping with these keys set; new ones come last."""
    kept = [(key, changed.pop(key.text, value)) for key, value in node]
    new = [(_word(name, value.place), value) for name, value in changed.items()]
    return Mapping((*kept, *new), node.place)


class _Overlay:
    """One document laid over its base, which is flat already."""

    def __init__(
        self, base: Gathered, document: Gathered, used: tuple[Gathered, ...], problems: Problems
    ) -> None:
        self._base = base
        self._document = document
        self._problems = problems
        self._used_settings = {
            key.text: (one.id, node) for one in used for key, node in one.root.mapping("settings")
        }
        self._rules = self._items("rules")
        self._bsab = self._items("bsab")
        self.changes: list[Change] = []

    def root(self) -> Mapping:
        """The flat document: the overlay's identity, the base's contents with every deviation."""
        root, base = self._document.root, self._base.root
        for key in ("rules", "bsab"):
            node = root.key(key)
            if node is not None:
                message = (
                    f"`{self._document.id}` extends `{self._base.id}`, so its `{key}` belong under `add`"
                )
                self._problems.add(
                    "key-out-of-place", message, node.place, "move them under `add:`, with a direction"
                )
        check_conflicts(root, self._problems)
        self._replace()
        self._remove()
        self._add()
        self._settings()
        self._interventions()
        self._scope()
        entries: list[tuple[Scalar, Node]] = [
            (key, self._merged(key.text, value)) for key, value in root if key.text not in _OWN
        ]
        named = {key.text for key, _ in entries} | set(_OWN)
        entries += [(key, value) for key, value in base if key.text not in named]
        place = root.place
        entries.append((_word("rules", place), Sequence(tuple(self._rules.values()), place)))
        entries.append((_word("bsab", place), Sequence(tuple(self._bsab.values()), place)))
        entries.append((_word("settings", place), Mapping(self._flat_settings(), place)))
        return Mapping(tuple(entries), place)

    def _merged(self, key: str, own: Node) -> Node:
        """Lists and groups that add up; anything else is the overlay's alone."""
        base = self._base.root.get(key)
        if key in ("uses", "not_covered", "notes"):
            items = [*self._base.root.sequence(key), *self._document.root.sequence(key)]
            seen = {item.text: item for item in items if isinstance(item, Scalar)}
            return Sequence(tuple(seen.values()), own.place)
        if key == "scope" and isinstance(base, Mapping) and isinstance(own, Mapping):
            both = (*base.sequence("not_covered"), *own.sequence("not_covered"))
            merged = {key.text: value for key, value in (*base, *own)}
            return _with(own, {**merged, "not_covered": Sequence(both, own.place)})
        adds_up = key in ("sources", "findings", "interventions")
        if adds_up and isinstance(base, Mapping) and isinstance(own, Mapping):
            return Mapping((*base.entries, *own.entries), own.place)
        return own

    def _items(self, key: str) -> dict[str, Node]:
        """The base's rules of one sort, by id."""
        items = (item for item in self._base.root.sequence(key) if isinstance(item, Mapping))
        return {item.text("id") or "": item for item in items}

    def _find(self, id: Scalar, what: str) -> tuple[dict[str, Node], Mapping] | None:
        for group in (self._rules, self._bsab):
            node = group.get(id.text)
            if isinstance(node, Mapping):
                return group, node
        known = {**self._rules, **self._bsab}
        help = did_you_mean(id.text, known) or f"`protocol show {self._base.id}` lists its rules"
        close = next((node for name, node in known.items() if f"`{name}`" in help), None)
        if close is not None:
            help += f" ({close.place.file.rpartition('/')[2]}:{close.place.line})"
        message = f"no rule `{id.text}` in {self._base.id} to {what}"
        self._problems.add("unknown-name", message, id.place, help)
        return None

    def _replace(self) -> None:
        for id, changes in self._document.root.mapping("replace"):
            found = self._find(id, "replace")
            if found is None or not isinstance(changes, Mapping):
                continue
            group, node = found
            if not check_kind(id, changes, group is self._bsab, self._problems):
                continue
            check_print(self._base.id, id, changes, node, self._problems)
            self._deviate("replace", id, changes, _words_of(changes), node)
            verbs = {"give", "order", "consider", "avoid", "caution", "hold", "discontinue"}
            changed = {key.text: value for key, value in changes if key.text not in _NOT_OF_THE_RULE}
            dropped = verbs if verbs & changed.keys() else set()
            kept = Mapping(tuple((k, v) for k, v in node if k.text not in dropped), node.place)
            changed["note"] = self._note(changes, node)
            group[id.text] = _with(kept, {**changed, LAYER: _word(self._document.id, id.place)})

    def _note(self, changes: Mapping, node: Mapping) -> Scalar:
        """What the plan shows beside the order: its note, and that it differs here, and why."""
        reason = changes.scalar("because")
        why = f": {reason.text}" if reason else ""
        different = f"{changes.text('direction')} here than in {self._base.id}{why}"
        notes = [text for text in (changes.text("note") or node.text("note"), different) if text]
        return _word("; ".join(notes), changes.place)

    def _remove(self) -> None:
        gone: set[str] = set()
        for item in self._document.root.sequence("remove"):
            id = item.scalar("id") if isinstance(item, Mapping) else None
            if id is not None and id.text in gone:
                continue
            found = self._find(id, "remove") if id is not None else None
            if id is None or found is None or not isinstance(item, Mapping):
                continue
            group, node = found
            check_print(self._base.id, id, item, node, self._problems)
            self._deviate("remove", id, item, "left out", node)
            del group[id.text]
            gone.add(id.text)
            self._forget(id)

    def _add(self) -> None:
        for item in self._document.root.sequence("add"):
            id = item.scalar("id") if isinstance(item, Mapping) else None
            if id is None or not isinstance(item, Mapping):
                continue
            taken = self._rules.get(id.text) or self._bsab.get(id.text)
            if isinstance(taken, Mapping) and taken.place.file == id.place.file:
                continue  # added twice, which has been said
            if taken is not None:
                message = f"{self._base.id} already has a rule `{id.text}`"
                help = "change it under `replace:`, or choose another id"
                self._problems.add("colliding-id", message, id.place, help)
                continue
            self._deviate("add", id, item, _words_of(item))
            group = self._bsab if "hold" in item or "discontinue" in item else self._rules
            entries = tuple((k, v) for k, v in item if k.text not in ("direction", "was"))
            said = [text for text in (item.text("note"), f"not in {self._base.id}") if text]
            own: dict[str, Node] = {
                "note": _word("; ".join(said), item.place),
                LAYER: _word(self._document.id, id.place),
            }
            group[id.text] = _with(Mapping(entries, item.place), own)

    def _forget(self, id: Scalar) -> None:
        """Nothing comes after a rule that is left out; a rule that would have turned to it is a fault."""
        for name, rule in self._rules.items():
            if not isinstance(rule, Mapping):
                continue
            otherwise = rule.scalar("otherwise")
            if otherwise is not None and otherwise.text == id.text and otherwise.place.file != id.place.file:
                message = f"`{name}` turns to `{id.text}` when a limit closes it, and that is left out"
                help = f"keep `{id.text}`, or give `{name}` another `otherwise` under `replace:`"
                self._problems.add("conflicting-deviations", message, id.place, help)
                rule = self._rules[name] = _without(rule, "otherwise")  # or it is said again, of the base
            if id.text in rule.words("after"):
                after = rule.sequence("after")
                kept = tuple(item for item in after if not isinstance(item, Scalar) or item.text != id.text)
                self._rules[name] = _with(rule, {"after": Sequence(kept, after.place)})

    def _settings(self) -> None:
        base = {key.text: (self._base.id, node) for key, node in self._base.root.mapping("settings")}
        known = {**self._used_settings, **base}
        for key, node in self._document.root.mapping("settings"):
            if not isinstance(node, Mapping):
                continue
            owner, before = known.get(key.text, ("", None))
            if node.text("direction") is None and before is not None:
                message = f"`{key.text}` changes a setting of {owner} and does not say in which direction"
                help = "add `direction: stricter`, `looser` or `different`"
                self._problems.add("no-direction", message, key.place, help)
            elif node.text("direction") is not None:
                value = node.get("value")
                before = before if isinstance(before, Mapping) else None
                self._deviate("setting", key, node, "" if value is None else as_text(value), before)
                if before is not None:
                    check_print(owner, key, node, before, self._problems)

    def _scope(self) -> None:
        """Whom the base is for is changed like a rule: with a direction, and a reason."""
        before, own = self._base.root.mapping("scope"), self._document.root.mapping("scope")
        applies = own.scalar("applies")
        if applies is None or before.scalar("applies") is None:
            return
        key = own.key("applies") or applies
        if own.text("direction") is None or own.text("because") is None:
            message = (
                f"`applies` changes whom {self._base.id} is for and does not say in which direction and why"
            )
            help = "add `direction: stricter`, `looser` or `different` and `because:` under `scope:`"
            self._problems.add("no-direction", message, key.place, help)
        self._deviate("scope", _word("scope", key.place), own, as_text(applies), before)

    def _interventions(self) -> None:
        """Names, classes and equivalence of drugs, which belong to a vocabulary that the base uses."""
        for key, node in self._document.root.mapping("interventions"):
            if not isinstance(node, Mapping):
                continue
            if node.text("direction") is None:
                message = f"`{key.text}` changes a word of the vocabulary and does not say in which direction"
                help = "add `direction: stricter`, `looser` or `different`"
                self._problems.add("no-direction", message, key.place, help)
            self._deviate("intervention", key, node, _words_of(node))

    def _flat_settings(self) -> tuple[tuple[Scalar, Node], ...]:
        """The base's own settings, changed or not, then the overlay's.

        A direction stays where it changes a setting of a document that the base uses; one that lacks it has
        been reported, and is not reported as a second setting of that name too.
        """
        found = {key.text: (key, value) for key, value in self._base.root.mapping("settings")}
        for key, value in self._document.root.mapping("settings"):
            own = key.text in found and found[key.text][1].place.file != key.place.file
            if own and isinstance(value, Mapping):
                value = Mapping(tuple((k, v) for k, v in value if k.text != "direction"), value.place)
            if key.text in self._used_settings and isinstance(value, Mapping) and "direction" not in value:
                value = _with(value, {"direction": _word("different", value.place)})
            found[key.text] = (key, value)
        return tuple(found.values())

    def _deviate(
        self, kind: str, id: Scalar, node: Mapping, text: str, before: Mapping | None = None
    ) -> None:
        direction = node.scalar("direction")
        if direction is None or direction.text not in ("stricter", "looser", "different"):
            return
        reason = node.scalar("because")
        if reason is not None and not reason.text.strip():
            message = f"`{id.text}` does not say why"
            help = "write the reason of your committee"
            self._problems.add("no-reason", message, reason.place, help)
        deviation = Deviation(
            kind=kind,  # type: ignore[arg-type]
            target=id.text,
            direction=cast(Direction, direction.text),
            because=node.text("because") or "",
            base=self._base.id,
            layer=self._document.id,
            place=id.place,
            text=text,
        )
        self.changes.append(Change(deviation, direction.place, before, node))


def _words_of(changes: Mapping) -> str:
    """What a deviation changes: `urgency: within 1 h`."""
    skipped = (*_NOT_OF_THE_RULE, "id", "source", LAYER)
    return ", ".join(f"{key.text}: {as_text(value)}" for key, value in changes if key.text not in skipped)
