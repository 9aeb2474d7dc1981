"""Every path of a search, the shortest first, and each chart that means the same only once."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from leeward.record import record
from leeward.sequences.budget import Budget
from leeward.sequences.result import End

_Chart = TypeVar("_Chart")


@record
class Walk:
    """How far a search came. depth: the deepest level walked in full; states: charts that differ."""

    depth: int
    end: End
    states: int


def breadth_first(
    starts: Iterable[tuple[_Chart, Hashable]],
    after: Callable[[_Chart, bool], Iterable[tuple[_Chart, Hashable]]],
    depth: int,
    budget: Budget,
    last_of: Callable[[_Chart], bool] | None = None,
) -> Walk:
    """Walks level by level, so that the path that is kept of each fault is a shortest one.

    starts: charts, each with what tells it from others. after: the same one step on, told whether that
    step is the last. last_of: which charts the last step is taken from; what it leads to is then not asked
    for, and whether anything new would come is not known.
    """
    seen: set[Hashable] = set()
    level = list(_new(starts, seen))
    reached = 0
    while reached < depth:
        last = reached + 1 == depth
        deeper: list[_Chart] = []
        for chart in level:
            if last and last_of is not None and not last_of(chart):
                continue
            if not budget.spend():
                return Walk(reached, "time", len(seen))
            deeper.extend(_new(after(chart, last), seen))
        reached += 1
        level = deeper
        if not level and not (last and last_of is not None):
            return Walk(reached, "closed", len(seen))
    return Walk(reached, "bound", len(seen))


def _new(found: Iterable[tuple[_Chart, Hashable]], seen: set[Hashable]) -> Iterator[_Chart]:
    for chart, key in found:
        if key not in seen:
            seen.add(key)
            yield chart
