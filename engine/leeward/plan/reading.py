"""What the signals of one patient say of a name or a condition."""

from dataclasses import field

from leeward.logic.case import Case
from leeward.logic.kept import Kept
from leeward.model.expression import Condition
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.steps import Proposition
from leeward.plan.model.grounds import Ground
from leeward.record import record


@record
class Reading:
    """One patient's state and signals, to be asked about; `case`: the same, for explanations.

    grounds: what has been said of each reason (`explain.grounds`).
    """

    protocol: ClinicalProtocol
    state: State
    signals: Signals
    propositions: dict[str, Proposition]
    truths: dict[str, bool | None]
    grades: dict[str, tuple[int, int]]
    case: Case
    grounds: dict[int, tuple[object, Ground]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, name: str) -> bool | None:
        """True when the proposition is certain, None when it is possible, False when it is excluded."""
        return self.truths[name]

    @property
    def kept(self) -> Kept:
        """What does not depend on the patient, worked out once for the protocol."""
        return self.case.kept

    def truth(self, condition: Condition) -> bool | None:
        """Kleene's answer for any condition of this protocol; None is unknown."""
        return _ANSWERS[self.case.truth(condition)]

    def title(self, grade: str) -> str:
        """What a grade is called in print."""
        step = self.case.grades.get(grade)
        return step.title if step else grade


_ANSWERS = (False, None, True)  # in the order of `Truth`


def read_signals(protocol: ClinicalProtocol, state: State, signals: Signals) -> Reading:
    """The reading of one patient."""
    certain, possible = signals.certain, signals.possible
    case = Case.of(protocol, state, signals)
    steps = case.propositions
    truths = {name: name in certain or (None if name in possible else False) for name in steps}
    grades = {name: (lowest, highest) for name, lowest, highest in signals.grades}
    return Reading(protocol, state, signals, steps, truths, grades, case)
