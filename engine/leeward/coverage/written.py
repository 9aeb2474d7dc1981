"""The scalars of a document, found again by where they stand."""

from leeward.text.node import Node, Scalar, Sequence
from leeward.text.place import Place


def scalars_by_place(root: Node) -> dict[Place, str]:
    """The text of every value, by its place; a condition of the model keeps only the place."""
    match root:
        case Scalar(text, place):
            return {place: text}
        case Sequence(items):
            found = [scalars_by_place(item) for item in items]
        case _:
            found = [scalars_by_place(value) for _, value in root]
    return {place: text for part in found for place, text in part.items()}
