"""Settings of the base, and of the documents that it uses, changed in one place."""

from leeward.link.gather import Documents
from leeward.link.overlay.changes import Changes
from leeward.link.overlay.nodes import with_keys, word
from leeward.link.overlay.prints import as_text, check_print
from leeward.text.node import Mapping, Node, Scalar


def change_settings(changes: Changes, used: Documents) -> None:
    """Adds each changed setting as a deviation; one without a direction is a fault."""
    known = {**_settings_of(used), **_settings_of((changes.base,))}
    for key, node in changes.document.root.mapping("settings"):
        if not isinstance(node, Mapping):
            continue
        owner, before = known.get(key.text, ("", None))
        if node.text("direction") is None and before is not None:
            message = f"`{key.text}` changes a setting of {owner} and does not say in which direction"
            help = "add `direction: stricter`, `looser` or `different`"
            changes.problems.add("no-direction", message, key.place, help)
        elif node.text("direction") is not None:
            value = node.get("value")
            before = before if isinstance(before, Mapping) else None
            changes.add("setting", key, node, "" if value is None else as_text(value), before)
            if before is not None:
                check_print(owner, key, node, before, changes.problems)


def flat_settings(changes: Changes, used: Documents) -> tuple[tuple[Scalar, Node], ...]:
    """The base's own settings, changed or not, then the overlay's.

    A direction stays where it changes a setting of a document that the base uses; one that lacks it has
    been reported, and is not reported as a second setting of that name too.
    """
    used_settings = _settings_of(used)
    found = {key.text: (key, value) for key, value in changes.base.root.mapping("settings")}
    for key, value in changes.document.root.mapping("settings"):
        own = key.text in found and found[key.text][1].place.file != key.place.file
        if own and isinstance(value, Mapping):
            value = Mapping(tuple((k, v) for k, v in value if k.text != "direction"), value.place)
        if key.text in used_settings and isinstance(value, Mapping) and "direction" not in value:
            value = with_keys(value, {"direction": word("different", value.place)})
        found[key.text] = (key, value)
    return tuple(found.values())


def _settings_of(documents: Documents) -> dict[str, tuple[str, Node]]:
    """Each setting, with the id of the document that has it."""
    return {key.text: (one.id, node) for one in documents for key, node in one.root.mapping("settings")}
