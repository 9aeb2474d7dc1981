"""A document laid over its base, key by key: the base's contents with every deviation."""

from leeward.link.gather import Documents
from leeward.link.overlay.changes import Changes
from leeward.link.overlay.conflicts import check_conflicts
from leeward.link.overlay.interventions import change_interventions
from leeward.link.overlay.nodes import with_keys, word
from leeward.link.overlay.rules import ChangedRules
from leeward.link.overlay.scope import change_scope
from leeward.link.overlay.settings import change_settings, flat_settings
from leeward.text.node import Mapping, Node, Scalar, Sequence

_MADE_HERE = ("replace", "add", "remove", "extends", "rules", "bsab", "settings")


def merged(changes: Changes, used: Documents) -> Mapping:
    """The flat document: the overlay's identity, the base's contents with every deviation.

    used: the other documents, whose settings may be changed too.
    """
    root, base = changes.document.root, changes.base.root
    _check_places(changes)
    check_conflicts(root, changes.problems)
    rules = ChangedRules(changes)
    change_settings(changes, used)
    change_interventions(changes)
    change_scope(changes)
    entries: list[tuple[Scalar, Node]] = [
        (key, _merged(key.text, value, base, root)) for key, value in root if key.text not in _MADE_HERE
    ]
    named = {key.text for key, _ in entries} | set(_MADE_HERE)
    entries += [(key, value) for key, value in base if key.text not in named]
    place = root.place
    entries.append((word("rules", place), Sequence(tuple(rules.orders.values()), place)))
    entries.append((word("bsab", place), Sequence(tuple(rules.decisions.values()), place)))
    entries.append((word("settings", place), Mapping(flat_settings(changes, used), place)))
    return Mapping(tuple(entries), place)


def _check_places(changes: Changes) -> None:
    """Rules of an overlay are deviations, and say so."""
    for key in ("rules", "bsab"):
        node = changes.document.root.key(key)
        if node is not None:
            message = (
                f"`{changes.document.id}` extends `{changes.base.id}`, so its `{key}` belong under `add`"
            )
            changes.problems.add(
                "key-out-of-place", message, node.place, "move them under `add:`, with a direction"
            )


def _merged(key: str, own: Node, base: Mapping, root: Mapping) -> Node:
    """Lists and groups that add up; anything else is the overlay's alone."""
    before = base.get(key)
    if key in ("uses", "not_covered", "notes"):
        items = [*base.sequence(key), *root.sequence(key)]
        seen = {item.text: item for item in items if isinstance(item, Scalar)}
        return Sequence(tuple(seen.values()), own.place)
    if key == "scope" and isinstance(before, Mapping) and isinstance(own, Mapping):
        both = (*before.sequence("not_covered"), *own.sequence("not_covered"))
        entries = {name.text: value for name, value in (*before, *own)}
        return with_keys(own, {**entries, "not_covered": Sequence(both, own.place)})
    adds_up = key in ("sources", "findings", "interventions")
    if adds_up and isinstance(before, Mapping) and isinstance(own, Mapping):
        return Mapping((*before.entries, *own.entries), own.place)
    return own
