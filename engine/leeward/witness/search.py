"""A guided search: from the patient of a case, one input at a time, towards the condition wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import count

from leeward.cases.prepare import Prepared
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.model.expression import Atom, Condition, Stated, inputs_of
from leeward.model.expression import atoms as atoms_of
from leeward.model.state import Fact, State, Value
from leeward.record import record
from leeward.witness.distance import FAR, Distances
from leeward.witness.values import Values

Goal = tuple[Distances, Condition]
"""A condition that must be certain, and the protocol whose names it uses."""

Change = tuple[str, Value]

_SEEDS = 6
_LOOKS = 60


@record
class Found:
    """The patient of a case with some inputs stated otherwise."""

    seed: Prepared
    changes: tuple[Change, ...]


def search(
    goals: Sequence[Goal], seeds: Sequence[Prepared], values: Values, accept: Callable[[Found], bool]
) -> Found | None:
    """The first patient that meets all goals and is accepted, with few changes; None when none was found.

    Finding none proves nothing: the search tries thresholds one at a time, from the nearest cases.
    """
    frontier: list[tuple[int, int, int, Found, State]] = []
    order = count()
    near = sorted(((_far(goals, one.state), one) for one in seeds), key=lambda found: found[0])
    for cost, seed in near[:_SEEDS]:
        if cost < FAR:
            heappush(frontier, (cost, 0, next(order), Found(seed, ()), seed.state))
    seen: set[tuple[int, tuple[Change, ...]]] = set()
    for _ in range(_LOOKS):
        if not frontier:
            return None
        cost, steps, _, found, state = heappop(frontier)
        if cost == 0:
            if accept(found):
                return found
            continue
        for change in _changes(_in_the_way(goals, state), state, values):
            kept = [other for other in found.changes if other[0] != change[0]]
            changes = tuple(sorted([*kept, change], key=lambda one: one[0]))
            if (id(found.seed), changes) in seen:
                continue
            seen.add((id(found.seed), changes))
            after = stated(state, change)
            far = _far(goals, after)
            # a step may lead away for a while, when two answers hang together
            if far <= cost + 1:
                heappush(frontier, (far, steps + 1, next(order), Found(found.seed, changes), after))
    return None


def stated(state: State, change: Change) -> State:
    """The state with one input stated."""
    name, value = change
    return replace(state, facts={**state.facts, name: Fact(value, state.at, "stated")})


def _far(goals: Sequence[Goal], state: State) -> int:
    total = sum(distances.far(condition, state) for distances, condition in goals)
    impossible = sum(truth_of(one, state) is Truth.TRUE for one in goals[0][0].impossible)
    return min(total + impossible, FAR)


def _in_the_way(goals: Sequence[Goal], state: State) -> list[Atom]:
    found = [atom for distances, condition in goals for atom in distances.in_the_way(condition, state)]
    broken = [one for one in goals[0][0].impossible if truth_of(one, state) is Truth.TRUE]
    return list(dict.fromkeys([*found, *(atom for one in broken for atom in atoms_of(one))]))


def _changes(atoms: Sequence[Atom], state: State, values: Values) -> Iterator[Change]:
    """Every change of an input on which one of these atoms depends."""
    wanted: dict[str, list[Atom]] = {}
    for atom in atoms:
        for name in inputs_of(atom):
            if not isinstance(atom, Stated):
                wanted.setdefault(name, []).append(atom)
    for name, asked in wanted.items():
        fact = state.facts.get(name)
        for value in values.of(name, state, asked):
            if fact is None or fact.value != value:
                yield name, value
