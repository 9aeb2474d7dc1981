"""One protocol with its engines, built once for many patients."""

from functools import cached_property

from leeward.engines.durable import Durable
from leeward.engines.judge import Engines
from leeward.engines.kernel import Kernel
from leeward.evaluate import Evaluator
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Rule
from leeward.model.signals import Signals
from leeward.plan.model.plan import Plan
from leeward.testing.accepted import Accepted, accepted_by
from leeward.testing.patient_file import PatientFile


class UnderTest:
    """What a law asks: each engine by itself, and the plan."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self.protocol = protocol

    def signals(self, patient: PatientFile) -> Signals:
        """The answer of the kernel alone, which is fast."""
        return self.kernel.signals(patient.state(self.protocol))

    def plan(self, patient: PatientFile) -> Plan:
        """The plan, with both engines."""
        return self.evaluator.plan(patient.state(self.protocol))

    @cached_property
    def engines(self) -> Engines:
        """Both engines, held against each other."""
        return Engines(self.protocol)

    @property
    def kernel(self) -> Kernel:
        return self.engines.kernel

    @property
    def durable(self) -> Durable:
        return self.engines.durable

    @cached_property
    def evaluator(self) -> Evaluator:
        return Evaluator(self.protocol)

    @cached_property
    def second(self) -> Evaluator:
        """Another evaluator, built anew."""
        return Evaluator(self.protocol)

    @cached_property
    def accepted(self) -> Accepted:
        """Where a law need not hold, as the documents say.

        Raises:
            Refused: the documents say it of a law or a rule that is not there.
        """
        return accepted_by(self.protocol)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.protocol.rules}
