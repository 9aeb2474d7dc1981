"""Every order, every warning and every reason names a source of the document, and how it was checked."""

from collections.abc import Iterator

from leeward.plan.model.decision import DecisionReason
from leeward.plan.model.not_ordered import Avoided, NotNow
from leeward.plan.model.orders import Caution, Order, UnderWay, Variant
from leeward.plan.model.plan import Plan
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest

_Speaks = Order | Variant | NotNow | Avoided | Caution | DecisionReason | UnderWay


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    known = under.protocol.sources
    for said in _speaking(under.plan(patient)):
        if not said.sources:
            yield Broken(f"rule `{said.rule}` is on the plan without a source", patient=patient)
        for source in said.sources:
            if source.id not in known:
                yield Broken(
                    f"rule `{said.rule}` names `{source.id}`, which is no source here", patient=patient
                )
            if source.checked not in ("read", "secondary", "memory"):
                yield Broken(
                    f"rule `{said.rule}` does not say how `{source.id}` was checked", patient=patient
                )


def _speaking(plan: Plan) -> list[_Speaks]:
    found: list[_Speaks] = [*plan.actions, *plan.not_now, *plan.avoid, *plan.cautions, *plan.bsab.reasons]
    for order in plan.actions:
        found += [*order.also_from, *order.if_more, *order.cautions]
    found += plan.under_way
    for waiting in plan.not_now:
        found += waiting.cautions
    return found
