"""Holds the two engines against each other, at every evaluation. Never a vote."""

from collections.abc import Iterator

from leeward.engines.compiled import Compiled
from leeward.engines.durable import Durable
from leeward.engines.faults import EnginesDisagree
from leeward.engines.kernel import Kernel
from leeward.model.decision import Decision
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State

Difference = tuple[str, str, str]
"""What the engines differ in, what durable-rules says, what the kernel says"""


class Engines:
    """Both engines of one protocol, compiled here or before; safe for threads."""

    def __init__(self, of: ClinicalProtocol | Compiled) -> None:
        if isinstance(of, Compiled):
            self.protocol = of.protocol
            self.kernel = Kernel(of.protocol, of.kernel)
            self.durable = Durable(of.protocol, of.stages)
        else:
            self.protocol = of
            self.kernel = Kernel(of)
            self.durable = Durable(of)

    def signals(self, state: State) -> Signals:
        """The one answer of both engines.

        Raises:
            EnginesDisagree: they answer differently in anything.
            EngineUnavailable: durable-rules cannot be loaded.
            EngineFault: an engine did something it never may.
        """
        kernel = self.kernel.signals(state)
        durable = self.durable.signals(state)
        if kernel != durable:
            differences = list(_differences(self.protocol, durable, kernel))
            raise EnginesDisagree(self.protocol.id, *differences[0], len(differences))
        return kernel

    def close(self) -> None:
        """Gives back what durable-rules holds."""
        self.durable.close()


def _differences(protocol: ClinicalProtocol, durable: Signals, kernel: Signals) -> Iterator[Difference]:
    for step in protocol.propositions:
        one, other = _certainty(step.name, durable), _certainty(step.name, kernel)
        if one != other:
            yield step.name, one, other
    for grade, lowest, highest in durable.grades:
        interval = kernel.grade(grade)
        if (lowest, highest) != interval:
            yield grade, f"{lowest} to {highest}", f"{interval[0]} to {interval[1]}"
    if durable.decision != kernel.decision:
        yield "bsab", _span(durable.decision), _span(kernel.decision)


def _certainty(name: str, signals: Signals) -> str:
    if name in signals.certain - signals.possible:
        return "certain and not possible"
    return "certain" if name in signals.certain else "possible" if name in signals.possible else "excluded"


def _span(decision: tuple[Decision, Decision]) -> str:
    return f"{decision[0].word} to {decision[1].word}"
