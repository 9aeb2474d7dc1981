"""The plan as a ward reads it: the drugs ordered now, in what largest amount, and the decision."""

from collections.abc import Iterable
from datetime import datetime

from leeward.engines.kernel import Kernel
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.plan.build import act_now
from leeward.plan.model.decision import Bsab
from leeward.plan.model.orders import Order
from leeward.plan.model.plan import Plan
from leeward.plan.model.words import Action
from leeward.record import record
from leeward.sequences.reads import SIZES
from leeward.sequences.timeline import Ordered


@record
class Read:
    """What a ward takes from one plan."""

    action: Action
    settled: bool
    ordered: tuple[Ordered, ...]


class Ward:
    """Reads the plans of one protocol, made by the kernel alone: what is found goes through both engines.

    Plans are remembered. What orders and decision are made of is the answers of the kernel, the inputs that
    limits read, weight and surface, from which doses are computed, the doses listed of drugs that are given
    at an interval or in phases, and beside such doses the episodes; every one of these is in the key.
    Titles, reasons and clocks may differ between two states of one key, and a ward takes nothing from them.
    """

    def __init__(self, protocol: ClinicalProtocol, kernel: Kernel) -> None:
        self._protocol, self._kernel = protocol, kernel
        limits = (limit.input for rule in protocol.rules for limit in rule.limits)
        self._sizes = tuple(dict.fromkeys([*limits, *SIZES]))
        self._timed = frozenset(
            rule.intervention
            for rule in protocol.rules
            if rule.course or rule.taper or (rule.regimen.every is not None and not rule.limits)
        )
        self._plans: dict[tuple[object, ...], Read] = {}
        self.looks = 0

    def read(self, state: State) -> Read:
        """What the plan for this state orders."""
        self.looks += 1
        encoded = self._kernel.encode(state)
        answers = self._kernel.run(encoded)
        sizes = (state.facts[name].value if name in state.facts else None for name in self._sizes)
        timed = tuple(
            (dose.drug, state.at - dose.at, dose.dose)
            for dose in state.given or ()
            if dose.drug in self._timed
        )
        episodes = (state.at, state.episodes) if timed and state.episodes else ()  # a taper begins with one
        key = (answers, timed, episodes, *sizes)
        if key not in self._plans:
            bsab, orders = act_now(self._protocol, state, self._kernel.read(answers))
            self._plans[key] = _read(bsab, orders, bsab.settled, state.at)
        return self._plans[key]


def read_plan(plan: Plan) -> Read:
    """The part of a plan that a ward carries out now: what the plan says is not due yet, it does not give."""
    return _read(plan.bsab, plan.actions, plan.settled, plan.at)


def _read(bsab: Bsab, orders: Iterable[Order], settled: bool, at: datetime) -> Read:
    drugs = (order for order in orders if order.kind == "drug")
    due = tuple(_ordered(order) for order in drugs if order.due is None or order.due <= at)
    return Read(bsab.action, settled, due)


def _ordered(order: Order) -> Ordered:
    amount = None if order.dose is None else order.dose.highest or order.dose.amount
    unit = "" if order.dose is None or amount is None else order.dose.unit
    return Ordered(order.order, order.rule, order.strength, order.certainty, amount, unit)
