"""Every rule that applies, or may, is somewhere on the plan; one that certainly applies, as certain."""

from collections.abc import Iterator

from hypothesis import assume

from leeward.model.signals import Signals
from leeward.plan.model.not_ordered import Avoided, NotNow
from leeward.plan.model.orders import Caution, Order, Variant
from leeward.plan.model.plan import Plan
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest

_Shown = Order | Variant | NotNow | Avoided | Caution


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    plan = under.plan(patient)
    assume(plan.in_scope is not False)
    signals = under.signals(patient)
    yield from _orders_dropped(under, patient, plan, signals)
    yield from _reasons_dropped(under, patient, plan, signals)


def _orders_dropped(under: UnderTest, patient: PatientFile, plan: Plan, signals: Signals) -> Iterator[Broken]:
    shown = dict(_shown(plan))
    for name in (rule.id for rule in under.protocol.rules):
        if name in signals.possible and name not in shown:
            yield Broken(f"rule `{name}` applies, or may, and the plan is silent about it", patient=patient)
        elif name in signals.certain and plan.in_scope and shown[name] != "certain":
            # what hangs on a limit that is not known is conditional, and says so
            limit = under.rules[name].limit_reached
            if limit is None or limit not in signals.possible:
                yield Broken(f"rule `{name}` certainly applies, and is shown as conditional", patient=patient)


def _reasons_dropped(
    under: UnderTest, patient: PatientFile, plan: Plan, signals: Signals
) -> Iterator[Broken]:
    owed = {rule for one in plan.next_dose for rule in one.because}
    for rule in under.protocol.bsab:
        if rule.id not in signals.certain or rule.floor:
            continue
        asks = rule.decision.word == plan.bsab.action != "continue"
        if asks and rule.id not in plan.bsab.because:
            yield Broken(
                f"rule `{rule.id}` asks for {plan.bsab.action}, and is no reason of it", patient=patient
            )
        stopped = "discontinue" in (rule.decision.word, plan.bsab.action)
        if rule.next_dose and not stopped and rule.id not in owed:
            yield Broken(
                f"rule `{rule.id}` owes something at the next dose, which is not there", patient=patient
            )


def _shown(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every rule of the plan with its certainty, the certain last, so that it is the one that counts."""
    entries: list[_Shown] = [*plan.actions, *plan.not_now, *plan.avoid, *plan.cautions]
    for order in plan.actions:
        entries += [*order.also_from, *order.if_more, *order.cautions]
    for waiting in plan.not_now:
        entries += waiting.cautions
    yield from sorted(((one.rule, one.certainty) for one in entries), key=lambda entry: entry[1] == "certain")
