"""Deviations of one overlay that speak of the same rule."""

from leeward.link.overlay.changed_keys import DECISIONS, VERBS
from leeward.text.node import Mapping, Scalar
from leeward.text.problem import Problems


def check_conflicts(root: Mapping, problems: Problems) -> None:
    """Adds a problem where one deviation undoes another; a key that stands twice was refused before."""
    said = {key.text: "replaced" for key, _ in root.mapping("replace")}
    for word, key in (("added", "add"), ("left out", "remove")):
        for id in _ids(root, key):
            earlier = said.setdefault(id.text, word)
            if id is not _first(root, key, id.text):
                message, help = f"`{id.text}` is {word} twice", "take one of them out"
                problems.add("conflicting-deviations", message, id.place, help)
            elif earlier != word:
                message, help = f"`{id.text}` is {earlier} and {word}", "keep one of the two"
                problems.add("conflicting-deviations", message, id.place, help)


def check_without_base(id: str, root: Mapping, problems: Problems) -> None:
    """Deviations of a document that extends nothing would be read by nobody."""
    for key in (root.key(name) for name in ("replace", "add", "remove")):
        if key is not None:
            message = f"`{key.text}` changes a base, and `{id}` extends none"
            help = "name the base under `extends:`, or write the rules under `rules:` and `bsab:`"
            problems.add("key-out-of-place", message, key.place, help)


def check_kind(id: Scalar, changes: Mapping, decides: bool, problems: Problems) -> bool:
    """Whether an order stays an order, and a decision on the antibody a decision."""
    other = VERBS if decides else (*DECISIONS, "next_dose")
    key = next((key for key, _ in changes if key.text in other), None)
    if key is None:
        return True
    what, cannot = (
        ("decides on the antibody", "order") if decides else ("is an order", "decide on the antibody")
    )
    message = f"`{id.text}` {what} and cannot {cannot}"
    help = "leave it out under `remove:`, and write the other under `add:`"
    problems.add("conflicting-deviations", message, key.place, help)
    return False


def _ids(root: Mapping, key: str) -> list[Scalar]:
    found = (item.scalar("id") for item in root.sequence(key) if isinstance(item, Mapping))
    return [id for id in found if id is not None]


def _first(root: Mapping, key: str, text: str) -> Scalar:
    return next(id for id in _ids(root, key) if id.text == text)
