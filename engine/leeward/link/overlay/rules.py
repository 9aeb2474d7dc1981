"""Rules of the base replaced, left out and added, each with the document that had the last word on it."""

from leeward.link.overlay.changes import NOT_OF_THE_RULE, Changes, words_of
from leeward.link.overlay.conflicts import check_kind
from leeward.link.overlay.nodes import with_keys, without, word
from leeward.link.overlay.prints import LAYER, check_print
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar, Sequence

_VERBS = frozenset({"give", "order", "consider", "avoid", "caution", "hold", "discontinue"})


class ChangedRules:
    """The rules of the base with the deviations of one document. orders, decisions: by id, in order."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._base, self._document = changes.base, changes.document
        self._problems = changes.problems
        self.orders = _by_id(self._base.root.sequence("rules"))
        self.decisions = _by_id(self._base.root.sequence("bsab"))
        self._replace()
        self._remove()
        self._add()

    def _find(self, id: Scalar, what: str) -> tuple[dict[str, Node], Mapping] | None:
        for group in (self.orders, self.decisions):
            node = group.get(id.text)
            if isinstance(node, Mapping):
                return group, node
        known = {**self.orders, **self.decisions}
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
            if not check_kind(id, changes, group is self.decisions, self._problems):
                continue
            check_print(self._base.id, id, changes, node, self._problems)
            self._changes.add("replace", id, changes, words_of(changes), node)
            changed = {key.text: value for key, value in changes if key.text not in NOT_OF_THE_RULE}
            dropped = _VERBS if _VERBS & changed.keys() else frozenset()
            kept = Mapping(tuple((k, v) for k, v in node if k.text not in dropped), node.place)
            changed["note"] = self._note(changes, node)
            group[id.text] = with_keys(kept, {**changed, LAYER: word(self._document.id, id.place)})

    def _note(self, changes: Mapping, node: Mapping) -> Scalar:
        """What the plan shows beside the order: its note, and that it differs here, and why."""
        reason = changes.scalar("because")
        why = f": {reason.text}" if reason else ""
        different = f"{changes.text('direction')} here than in {self._base.id}{why}"
        notes = [text for text in (changes.text("note") or node.text("note"), different) if text]
        return word("; ".join(notes), changes.place)

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
            self._changes.add("remove", id, item, "left out", node)
            del group[id.text]
            gone.add(id.text)
            self._forget(id)

    def _forget(self, id: Scalar) -> None:
        """Nothing comes after a rule that is left out; a rule that would have turned to it is a fault."""
        for name, rule in self.orders.items():
            if not isinstance(rule, Mapping):
                continue
            otherwise = rule.scalar("otherwise")
            if otherwise is not None and otherwise.text == id.text and otherwise.place.file != id.place.file:
                message = f"`{name}` turns to `{id.text}` when a limit closes it, and that is left out"
                help = f"keep `{id.text}`, or give `{name}` another `otherwise` under `replace:`"
                self._problems.add("conflicting-deviations", message, id.place, help)
                rule = self.orders[name] = without(rule, "otherwise")  # or it is said again, of the base
            if id.text in rule.words("after"):
                after = rule.sequence("after")
                kept = tuple(item for item in after if not isinstance(item, Scalar) or item.text != id.text)
                self.orders[name] = with_keys(rule, {"after": Sequence(kept, after.place)})

    def _add(self) -> None:
        for item in self._document.root.sequence("add"):
            id = item.scalar("id") if isinstance(item, Mapping) else None
            if id is None or not isinstance(item, Mapping):
                continue
            taken = self.orders.get(id.text) or self.decisions.get(id.text)
            if isinstance(taken, Mapping) and taken.place.file == id.place.file:
                continue  # added twice, which has been said
            if taken is not None:
                message = f"{self._base.id} already has a rule `{id.text}`"
                help = "change it under `replace:`, or choose another id"
                self._problems.add("colliding-id", message, id.place, help)
                continue
            self._changes.add("add", id, item, words_of(item))
            group = self.decisions if "hold" in item or "discontinue" in item else self.orders
            entries = tuple((k, v) for k, v in item if k.text not in ("direction", "was"))
            said = [text for text in (item.text("note"), f"not in {self._base.id}") if text]
            own: dict[str, Node] = {
                "note": word("; ".join(said), item.place),
                LAYER: word(self._document.id, id.place),
            }
            group[id.text] = with_keys(Mapping(entries, item.place), own)


def _by_id(rules: Sequence) -> dict[str, Node]:
    items = (item for item in rules if isinstance(item, Mapping))
    return {item.text("id") or "": item for item in items}
