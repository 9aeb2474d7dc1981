"""Names, classes and equivalence of drugs, which belong to a vocabulary that the base uses."""

from leeward.link.overlay.changes import Changes, words_of
from leeward.text.node import Mapping


def change_interventions(changes: Changes) -> None:
    """Adds each changed word of the vocabulary as a deviation; one without a direction is a fault."""
    for key, node in changes.document.root.mapping("interventions"):
        if not isinstance(node, Mapping):
            continue
        if node.text("direction") is None:
            message = f"`{key.text}` changes a word of the vocabulary and does not say in which direction"
            help = "add `direction: stricter`, `looser` or `different`"
            changes.problems.add("no-direction", message, key.place, help)
        changes.add("intervention", key, node, words_of(node))
