"""The deviations of one document from its base, as they are found."""

from typing import cast

from leeward.link.gather import Gathered
from leeward.link.overlay.prints import LAYER, as_text
from leeward.model.deviation import Deviation, DeviationKind, Direction
from leeward.record import record
from leeward.text.node import Mapping, Scalar
from leeward.text.place import Place
from leeward.text.problem import Problems

NOT_OF_THE_RULE = ("direction", "because", "was")
"""Keys that a deviation has for itself, and that are no change of the rule"""


@record
class Change:
    """A deviation with what it is about. place: of its direction.

    before: the rule or setting of the base, None for what is added. after: what the overlay writes.
    """

    deviation: Deviation
    place: Place
    before: Mapping | None
    after: Mapping


class Changes:
    """What one document changes in its base, which is flat already."""

    def __init__(self, base: Gathered, document: Gathered, problems: Problems) -> None:
        self.base, self.document, self.problems = base, document, problems
        self.found: list[Change] = []

    def add(
        self, kind: DeviationKind, id: Scalar, node: Mapping, text: str, before: Mapping | None = None
    ) -> None:
        """A deviation of `id`, as `node` writes it; without a direction, which is a fault, it is none."""
        direction = node.scalar("direction")
        if direction is None or direction.text not in ("stricter", "looser", "different"):
            return
        reason = node.scalar("because")
        if reason is not None and not reason.text.strip():
            message = f"`{id.text}` does not say why"
            help = "write the reason of your committee"
            self.problems.add("no-reason", message, reason.place, help)
        deviation = Deviation(
            kind=kind,
            target=id.text,
            direction=cast(Direction, direction.text),
            because=node.text("because") or "",
            base=self.base.id,
            layer=self.document.id,
            place=id.place,
            text=text,
        )
        self.found.append(Change(deviation, direction.place, before, node))


def words_of(changes: Mapping) -> str:
    """What a deviation changes: `urgency: within 1 h`."""
    skipped = (*NOT_OF_THE_RULE, "id", "source", LAYER)
    return ", ".join(f"{key.text}: {as_text(value)}" for key, value in changes if key.text not in skipped)
