"""How far a state is from a condition being certain: the fewest answers that would have to change.

An estimate, for a search: parts of an `and` add up, of an `or` the nearest counts. Zero means certain.
"""

from typing import Any

from leeward.logic.compare import holds
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of_atom
from leeward.model.expression import And, Atom, Condition, GradeIs, Holds, Literal, Or, negate
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.model.steps import Grade, Proposition

FAR = 1000
"""No change of answers makes it certain."""

_LEAF, _STEP, _AND, _OR = range(4)

Node = tuple[int, int, bool, tuple[Any, ...]]
"""A condition as the search walks it: what it is · the number of its atom or step · its sign · its parts"""


class Distances:
    """Distances of one protocol.

    impossible: combinations that no patient has, which a search must stay away from.
    """

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self.propositions: dict[str, Proposition] = {p.name: p for p in protocol.propositions}
        self.grades: dict[str, Grade] = {grade.name: grade for grade in protocol.grades}
        self.impossible = tuple(one.condition for one in protocol.vocabulary.impossible)
        self.atoms: list[Atom] = []
        self._numbers: dict[Atom, int] = {}
        self._steps: list[Node | None] = []
        self._step_numbers: dict[tuple[Atom, bool], int] = {}
        self._sources: list[tuple[GradeIs | Holds, bool]] = []

    def far(self, condition: Condition, state: State) -> int:
        """The distance of a state from the condition; zero: it is certain."""
        return _Look(self, state).far(self._node(condition))

    def in_the_way(self, condition: Condition, state: State) -> list[Atom]:
        """The atoms over inputs that would have to change, in every branch, each once."""
        look = _Look(self, state)
        node = self._node(condition)
        look.far(node)
        return [self.atoms[number] for number in look.blocking(node)]

    def step(self, number: int) -> Node:
        """What a grade or a named proposition stands for, one level down."""
        node = self._steps[number]
        if node is None:
            node = self._steps[number] = self._node(self._meaning(*self._sources[number]))
        return node

    def _node(self, condition: Condition) -> Node:
        match condition:
            case Literal(GradeIs() | Holds() as atom, positive):
                number = self._step_numbers.setdefault((atom, positive), len(self._steps))
                if number == len(self._steps):
                    self._steps.append(None)
                    self._sources.append((atom, positive))
                return _STEP, number, positive, ()
            case Literal(atom, positive):
                number = self._numbers.setdefault(atom, len(self.atoms))
                if number == len(self.atoms):
                    self.atoms.append(atom)
                return _LEAF, number, positive, ()
            case And(parts):
                return _AND, 0, True, tuple(map(self._node, parts))
            case Or(parts):
                return _OR, 0, True, tuple(map(self._node, parts))

    def _meaning(self, atom: GradeIs | Holds, positive: bool) -> Condition:
        if isinstance(atom, Holds):
            own = self.propositions[atom.proposition].condition
            return own if positive else negate(own)
        grade = self.grades[atom.grade]
        possible = sorted({0, *(number for number, _ in grade.rows)})
        wanted = [number for number in possible if holds(number, atom.op, atom.number) == positive]
        return Or(tuple(_exactly(grade, number) for number in wanted))


def _exactly(grade: Grade, number: int) -> Condition:
    """The grade is this number: its row holds, none above it, and nothing puts it in doubt."""
    above = [row for other, row in grade.rows if other > number]
    own = [row for other, row in grade.rows if other == number]
    parts: list[Condition] = [Literal(Holds(row), False) for row in above]
    if own:
        parts.append(Or(tuple(Literal(Holds(row)) for row in own)))
        if grade.doubt:
            parts.append(Literal(Holds(grade.doubt), False))
    return And(tuple(parts))


class _Look:
    """One look at one state; what an atom or a step costs is worked out once."""

    def __init__(self, distances: Distances, state: State) -> None:
        self._distances = distances
        self._state = state
        self._truths: dict[int, Truth] = {}
        self._costs: dict[int, int] = {}

    def far(self, node: Node) -> int:
        kind, number, positive, parts = node
        if kind == _LEAF:
            truth = self._truths.get(number)
            if truth is None:
                truth = truth_of_atom(self._distances.atoms[number], self._state, None)
                self._truths[number] = truth
            return 0 if truth is (Truth.TRUE if positive else Truth.FALSE) else 1
        if kind == _STEP:
            cost = self._costs.get(number)
            if cost is None:
                cost = self._costs[number] = self.far(self._distances.step(number))
            return cost
        if kind == _AND:
            return min(FAR, sum(map(self.far, parts)))
        cost = FAR
        for part in parts:
            cost = min(cost, self.far(part))
            if cost == 0:
                break
        return cost

    def blocking(self, node: Node) -> dict[int, None]:
        kind, number, _, parts = node
        if self.far(node) == 0:
            return {}
        if kind == _LEAF:
            return {number: None}
        if kind == _STEP:
            return self.blocking(self._distances.step(number))
        return {found: None for part in parts for found in self.blocking(part)}
