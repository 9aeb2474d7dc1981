"""One protocol, one patient, one set of signals: what every explanation starts from."""

from dataclasses import dataclass

from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of, truth_of_atom
from leeward.model.expression import Atom, Condition
from leeward.model.protocol import ClinicalProtocol, Grade, Proposition
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.vocabulary import Input


@dataclass(frozen=True, slots=True)
class Case:
    """The parts an explanation needs, found by name."""

    state: State
    signals: Signals
    inputs: dict[str, Input]
    propositions: dict[str, Proposition]
    grades: dict[str, Grade]

    @staticmethod
    def of(protocol: ClinicalProtocol, state: State, signals: Signals) -> "Case":
        return Case(
            state,
            signals,
            protocol.vocabulary.inputs,
            {step.name: step for step in protocol.propositions},
            {step.name: step for step in protocol.grades},
        )

    def truth(self, condition: Condition) -> Truth:
        return truth_of(condition, self.state, self.signals)

    def truth_of_atom(self, atom: Atom) -> Truth:
        return truth_of_atom(atom, self.state, self.signals)
