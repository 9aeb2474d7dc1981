"""The order to act in: what is certain first, then urgency, phase, `after`, and the document's own order."""

from collections.abc import Sequence

from leeward.model.vocabulary import Phase
from leeward.plan.orders.candidate import Candidate, Merged

_PHASES = {phase: number for number, phase in enumerate(Phase)}

Key = tuple[bool, int, int, int]


def key(merged: Merged) -> Key:
    """Where an order stands when nothing else holds it back; smaller is earlier."""
    main = merged.main
    return not main.certain, soonest(merged).rule.urgency.rank, _PHASES[main.rule.phase], main.number


def soonest(merged: Merged) -> Candidate:
    """The candidate whose urgency the order takes: it is not delayed because a larger one can wait."""
    main = merged.main
    equals = (one for one in merged.also if one.certain == main.certain and one.gives >= main.gives)
    return min((main, *equals), key=lambda one: one.rule.urgency.rank)


def arrange(orders: Sequence[Merged]) -> list[Merged]:
    """The orders sorted by `key`, except that each comes after those it must come after.

    An order that is certain never waits for one that hangs on missing data and may never come.
    Merging can close a circle that the rules alone do not have; then what the winning rules say
    is kept, and what the merged ones say gives way.
    """
    keys = [key(one) for one in orders]
    firm = _awaited(orders, [[one.main] for one in orders])
    soft = _awaited(orders, [[one.main, *one.also] for one in orders])
    left = sorted(range(len(orders)), key=keys.__getitem__)
    arranged = []
    while left:
        waiting = set(left)
        free = (n for n in left if waiting.isdisjoint(firm[n] | soft[n]))
        bound = (n for n in left if waiting.isdisjoint(firm[n]))
        number = next(free, None)
        number = next(bound, left[0]) if number is None else number
        left.remove(number)
        arranged.append(orders[number])
    return arranged


def _awaited(orders: Sequence[Merged], speaking: Sequence[Sequence[Candidate]]) -> list[set[int]]:
    """For each order, those that must come before it, by number. speaking: the rules heard for each."""
    places: dict[str, list[int]] = {}
    for number, candidates in enumerate(speaking):
        for candidate in candidates:
            places.setdefault(candidate.rule.id, []).append(number)
    return [
        {
            other
            for candidate in candidates
            for id in candidate.rule.after
            for other in places.get(id, ())
            if other != number and orders[other].main.certain >= orders[number].main.certain
        }
        for number, candidates in enumerate(speaking)
    ]
