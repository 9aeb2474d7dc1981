"""One value that is worse takes away no certain order that nothing stronger replaces."""

from collections.abc import Iterator

from hypothesis import assume

from leeward.model.protocol import ClinicalProtocol
from leeward.plan.model.orders import Order
from leeward.plan.model.plan import Plan
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.learned import can_worsen, one_worse
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def applies(protocol: ClinicalProtocol) -> bool:
    return bool(protocol.rules) and can_worsen(protocol)


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    found = one_worse(under.protocol, patient, draw)
    assume(found is not None)
    assert found is not None
    name, worse = found
    before, after = under.plan(patient), under.plan(worse)
    assume(before.in_scope is True and after.in_scope is True)
    for order, what in lost(under, before, after):
        message = f"`{name}` is worse, and `{order.order}` (rule {order.rule}) {what}"
        yield Broken(message, order.rule, patient=patient, worse=worse)


def lost(under: UnderTest, before: Plan, after: Plan) -> Iterator[tuple[Order, str]]:
    """Each certain order that is no longer there, or is less than it was, and in what."""
    now = {order.order: order for order in after.actions}
    for order in before.actions:
        then = now.get(order.order)
        if order.certainty != "certain" or _replaced(under, order, then, after):
            continue
        if then is None:
            yield order, "is no longer ordered, and nothing takes its place"
        elif then.certainty != "certain":
            yield order, "is no longer certain, and nothing takes its place"
        elif order.strength == "give" and then.strength == "consider":
            yield order, "is only suggested"
        elif then.strength == order.strength and then.urgency_rank > order.urgency_rank:
            yield order, f"has time: it was {order.urgency} and is {then.urgency}"
        elif _is_less(then, order):
            yield order, f"is less: it was {order.how} and is {then.how}"


def _replaced(under: UnderTest, order: Order, then: Order | None, after: Plan) -> bool:
    """Whether an order, as strong, stands in the place of this one by the document's own word.

    It must be certain; where it is not, this one must still be there for when it does not come.
    """
    return any(
        order.order in under.rules[rule].replaces
        for other in after.actions
        if other.strength == "give" or order.strength == "consider"
        if other.certainty == "certain" or (then is not None and then.certainty != "certain")
        for rule in (other.rule, *(one.rule for one in other.also_from if one.certainty == other.certainty))
    )


def _is_less(then: Order, order: Order) -> bool:
    """Whether each dose is smaller; a smaller dose at shorter intervals is for the document to compare."""
    if order.dose is None or order.dose.amount is None or order.how == then.how:
        return False
    if then.dose is None or then.dose.amount is None or then.dose.unit != order.dose.unit:
        return True
    smaller = (then.dose.highest or then.dose.amount) < (order.dose.highest or order.dose.amount)
    return smaller and then.rule != order.rule
