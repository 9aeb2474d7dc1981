"""The plan as a ward reads it: the drugs ordered now, in what largest amount, and the decision."""

from leeward.engines.kernel import Kernel
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.plan.build import make_plan
from leeward.plan.model import Action, EnginesUsed, Order, Plan
from leeward.record import record
from leeward.sequences.reads import SIZES
from leeward.sequences.timeline import Ordered

_ENGINES = EnginesUsed("not asked", "kernel", agree=False)


@record
class Read:
    """What a ward takes from one plan."""

    action: Action
    settled: bool
    ordered: tuple[Ordered, ...]


class Ward:
    """Reads the plans of one protocol, made by the kernel alone: what is found goes through both engines.

    Plans are remembered. What orders and decision are made of is the answers of the kernel, the inputs that
    limits read, and weight and surface, from which doses are computed; every one of these is in the key.
    Titles, reasons and clocks may differ between two states of one key, and a ward takes nothing from them.
    """

    def __init__(self, protocol: ClinicalProtocol, kernel: Kernel) -> None:
        self._protocol, self._kernel = protocol, kernel
        limits = (limit.input for rule in protocol.rules for limit in rule.limits)
        self._sizes = tuple(dict.fromkeys([*limits, *SIZES]))
        self._plans: dict[tuple[object, ...], Read] = {}
        self.looks = 0

    def read(self, state: State) -> Read:
        """What the plan for this state orders."""
        self.looks += 1
        encoded = self._kernel.encode(state)
        answers = self._kernel.run(encoded)
        key = (answers, *(state.facts[name].value if name in state.facts else None for name in self._sizes))
        if key not in self._plans:
            plan = make_plan(self._protocol, state, self._kernel.read(answers), _ENGINES, self._kernel)
            self._plans[key] = read_plan(plan)
        return self._plans[key]


def read_plan(plan: Plan) -> Read:
    """The part of a plan that a ward carries out."""
    ordered = tuple(_ordered(order) for order in plan.actions if order.kind == "drug")
    return Read(plan.bsab.action, plan.settled, ordered)


def _ordered(order: Order) -> Ordered:
    amount = None if order.dose is None else order.dose.highest or order.dose.amount
    unit = "" if order.dose is None or amount is None else order.dose.unit
    return Ordered(order.order, order.rule, order.strength, order.certainty, amount, unit)
