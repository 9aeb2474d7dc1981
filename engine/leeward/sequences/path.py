"""A path while it is walked: a chart, how it came about, and its steps when somebody asks."""

from datetime import datetime

from leeward.record import record
from leeward.sequences.charts import Charts, Lists
from leeward.sequences.pictures import Picture
from leeward.sequences.timeline import Step
from leeward.sequences.ward import Read


@record
class Walked:
    """One look that was taken, and what was given at it."""

    at: datetime
    picture: Picture
    lists: Lists
    read: Read
    given: tuple[str, ...] = ()


@record
class Node:
    """A chart that a path has led to. lists: what the next patient file says; at: the last look."""

    at: datetime
    lists: Lists
    last: Walked | None = None
    before: "Node | None" = None

    def walked(self) -> list[Walked]:
        """Every look on the way here, the first one first."""
        found: list[Walked] = []
        node: Node | None = self
        while node is not None:
            if node.last is not None:
                found.append(node.last)
            node = node.before
        return found[::-1]


def steps_of(walked: list[Walked], charts: Charts) -> tuple[Step, ...]:
    """The steps of a timeline."""
    return tuple(
        Step(
            one.at,
            charts.text(one.picture, one.lists, one.at),
            one.read.action,
            one.read.settled,
            one.read.ordered,
            one.given,
        )
        for one in walked
    )
