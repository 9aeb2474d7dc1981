"""One protocol, one patient, one set of signals: what every explanation starts from."""

from dataclasses import field
from typing import Any

from leeward.logic.index import index_of
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of, truth_of_atom
from leeward.model.expression import Atom, Condition
from leeward.model.protocol import ClinicalProtocol, Grade, Proposition
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.vocabulary import Input
from leeward.record import record


@record
class Case:
    """The parts an explanation needs, found by name. waits_for, ways_of: worked out once, and
    kept by `relevant` and `why_not`.
    """

    state: State
    signals: Signals
    inputs: dict[str, Input]
    propositions: dict[str, Proposition]
    grades: dict[str, Grade]
    waits_for: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    ways_of: dict[tuple[str, bool], list[Any]] = field(default_factory=dict, compare=False, repr=False)

    @staticmethod
    def of(protocol: ClinicalProtocol, state: State, signals: Signals) -> "Case":
        index = index_of(protocol)
        return Case(state, signals, protocol.vocabulary.inputs, index.propositions, index.grades)

    def truth(self, condition: Condition) -> Truth:
        return truth_of(condition, self.state, self.signals)

    def truth_of_atom(self, atom: Atom) -> Truth:
        return truth_of_atom(atom, self.state, self.signals)
