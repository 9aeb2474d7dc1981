"""One patient as the running engine sees it: state, signals and plan, each made when it is asked for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property

from leeward.engines.kernel import Kernel
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Rule
from leeward.model.signals import Signals
from leeward.model.state import Fact, State, Value
from leeward.plan.build import make_plan
from leeward.plan.model.plan import EnginesUsed, Plan

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Every counter-example is looked at then; no law depends on the date."""

Facts = Mapping[str, Value]


class Seen:
    """What one protocol says of one patient. facts: what the patient file states."""

    def __init__(self, kernel: Kernel, facts: Facts) -> None:
        self.kernel = kernel
        self.facts = facts
        self.state = state_of(facts, kernel.protocol)

    @property
    def protocol(self) -> ClinicalProtocol:
        return self.kernel.protocol

    @cached_property
    def signals(self) -> Signals:
        return self.kernel.signals(self.state)

    @cached_property
    def plan(self) -> Plan:
        return make_plan(self.protocol, self.state, self.signals, EnginesUsed("", ""), self.kernel)

    @property
    def covered(self) -> bool:
        """Whether the protocol certainly covers the patient."""
        scope = self.protocol.scope
        return scope is None or scope in self.signals.certain

    def certain(self, name: str) -> bool:
        """Whether a proposition is certain."""
        return name in self.signals.certain

    def possible(self, name: str) -> bool:
        """Whether a proposition is possible or certain."""
        return name in self.signals.possible

    def orders(self, intervention: str, strengths: tuple[str, ...]) -> bool:
        """Whether the plan certainly orders the intervention at one of these strengths."""
        return any(
            action.order == intervention and action.certainty == "certain" and action.strength in strengths
            for action in self.plan.actions
        )

    def wants(self, rules: tuple[Rule, ...]) -> bool:
        """Whether any of the rules is certain, whatever closes or replaces it."""
        return any(self.certain(rule.id) for rule in rules)


def state_of(facts: Facts, protocol: ClinicalProtocol) -> State:
    """The state that a patient file with exactly these values makes."""
    known = {name: Fact(value, AT, "stated") for name, value in facts.items()}
    for input in protocol.vocabulary.inputs.values():
        if input.if_not_stated is not None and input.name not in known:
            known[input.name] = Fact(input.if_not_stated, None, "assumed")
    for input in protocol.vocabulary.inputs.values():
        reason = known.get(input.unknown_when) if input.unknown_when else None
        if reason is not None and reason.value is True:
            known.pop(input.name, None)
    return State(AT, known)
