"""One patient, two engines, one plan."""

from hashlib import sha256

from leeward.engines.compiled import Compiled
from leeward.engines.durable_session import DURABLE_RULES
from leeward.engines.judge import Engines
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.plan.build import make_plan
from leeward.plan.model.plan import EnginesUsed, Plan


class Evaluator:
    """Makes plans with one protocol, compiled here or before; the engines are built once."""

    def __init__(self, of: ClinicalProtocol | Compiled) -> None:
        self._engines = Engines(of)
        self.protocol = self._engines.protocol
        kernel = sha256(self._engines.kernel.source.encode()).hexdigest()[:12]
        self._used = EnginesUsed(DURABLE_RULES, kernel)

    def plan(self, state: State) -> Plan:
        """The plan for one patient.

        Raises:
            EnginesDisagree: the engines answer differently, so there is no plan.
            EngineUnavailable: durable-rules cannot be loaded.
            EngineFault: an engine did something it never may.
        """
        signals = self._engines.signals(state)
        return make_plan(self.protocol, state, signals, self._used, self._engines.kernel)

    def close(self) -> None:
        """Gives back what the engines hold."""
        self._engines.close()
