"""Deviations of one overlay that speak of the same rule."""

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


def _ids(root: Mapping, key: str) -> list[Scalar]:
    found = (item.scalar("id") for item in root.sequence(key) if isinstance(item, Mapping))
    return [id for id in found if id is not None]


def _first(root: Mapping, key: str, text: str) -> Scalar:
    return next(id for id in _ids(root, key) if id.text == text)
