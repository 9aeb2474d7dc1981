"""No drug is ordered whose limit is reached: counted anew from the doses given, window by window."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from leeward.language.durations import MICROSECONDS
from leeward.language.quantity import MILLION
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Limit
from leeward.model.state import NEVER, State
from leeward.plan.model.orders import Order
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def applies(protocol: ClinicalProtocol) -> bool:
    return any(rule.limits for rule in protocol.rules)


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    state = patient.state(under.protocol)
    for order in under.evaluator.plan(state).actions:
        for limit in under.rules[order.rule].limits:
            stands = _reached(limit, under.protocol, state, order)
            if stands is True:
                yield Broken(f"`{order.order}` is ordered past its limit of {limit.text}", patient=patient)
            elif stands is None and order.certainty == "certain":
                message = f"`{order.order}` is certain, and nobody knows whether {limit.text} is reached"
                yield Broken(message, patient=patient)


def _reached(limit: Limit, protocol: ClinicalProtocol, state: State, order: Order) -> bool | None:
    """None: not known. What is stated counts before what the history says, as the patient page promises."""
    fact = state.facts.get(limit.input)
    if fact is not None and fact.origin != "history":
        if fact.value is NEVER:
            return False
        assert isinstance(fact.value, int)
        reads = fact.value if limit.kind == "apart" else fact.value // MILLION
        return reads < limit.number if limit.kind == "apart" else reads >= limit.number
    if state.given is None:
        return None
    history = protocol.vocabulary.inputs[limit.input].from_history
    names = history.names if history is not None else frozenset({order.order})
    doses = [dose.at for dose in state.given if dose.drug in names]
    if limit.kind == "apart":
        return any(_hours(state.at - at) < limit.number for at in doses)
    return len([at for at in doses if _inside(at, limit, state.at)]) >= limit.number


def _inside(at: datetime, limit: Limit, now: datetime) -> bool:
    """A dose exactly as old as the window is no longer in it."""
    return limit.within is None or _hours(now - at) < limit.within


def _hours(span: timedelta) -> Fraction:
    """In millionths of an hour, exact."""
    return Fraction(span // timedelta(microseconds=1), MICROSECONDS)
