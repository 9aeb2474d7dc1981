"""One protocol, one patient, one set of signals: what every explanation starts from."""

from dataclasses import field
from datetime import datetime
from typing import Any

from leeward.logic.index import index_of
from leeward.logic.kept import Kept
from leeward.logic.kleene import Truth, conj, disj, neg
from leeward.logic.truth import truth_of_atom
from leeward.model.expression import And, Atom, Condition, Literal, Or
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.steps import Grade, Proposition
from leeward.model.vocabulary import Input
from leeward.record import record


@record
class Case:
    """The parts an explanation needs, found by name.

    kept: what does not depend on the patient. What follows it is worked out once, by `truth`, `why`,
    `why_not` and `relevant`: one plan asks for the same conditions many times.
    """

    state: State
    signals: Signals
    inputs: dict[str, Input]
    propositions: dict[str, Proposition]
    grades: dict[str, Grade]
    kept: Kept
    waits_for: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    ways_of: dict[tuple[str, bool], list[Any]] = field(default_factory=dict, compare=False, repr=False)
    reasons_of: dict[tuple[str, bool], tuple[Any, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    since_of: dict[str, datetime | None] = field(default_factory=dict, compare=False, repr=False)
    truths: dict[int, tuple[Condition, Truth]] = field(default_factory=dict, compare=False, repr=False)

    @staticmethod
    def of(protocol: ClinicalProtocol, state: State, signals: Signals) -> "Case":
        index = index_of(protocol)
        return Case(state, signals, protocol.vocabulary.inputs, index.propositions, index.grades, index.kept)

    def truth(self, condition: Condition) -> Truth:
        """What `truth_of` answers. Kept by identity, with the condition so that none takes its place:
        to hash a condition costs more than to look into it.
        """
        kept = self.truths.get(id(condition))
        if kept is not None:
            return kept[1]
        match condition:
            case Literal(atom, positive):
                truth = truth_of_atom(atom, self.state, self.signals)
                truth = truth if positive else neg(truth)
            case And(parts):
                truth = conj(map(self.truth, parts))
            case Or(parts):
                truth = disj(map(self.truth, parts))
        self.truths[id(condition)] = condition, truth
        return truth

    def truth_of_atom(self, atom: Atom) -> Truth:
        return truth_of_atom(atom, self.state, self.signals)
