"""No dose is above its cap, nor above what the rule allows for this weight or surface.

Computed anew from the document and the patient, in exact fractions, and not with the code of the plan.
"""

from collections.abc import Iterator
from fractions import Fraction

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME
from leeward.model.protocol import ClinicalProtocol
from leeward.model.regimen import Amount, Band, Dose, Regimen
from leeward.model.rule import Rule
from leeward.model.state import State
from leeward.plan.model.orders import Order, UnderWay
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest

_SIZES = {"per weight": "weight", "per area": "body_surface_area"}


def applies(protocol: ClinicalProtocol) -> bool:
    return any(one.dose is not None for rule in protocol.rules for one in _phases(rule))


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    state = patient.state(under.protocol)
    plan = under.evaluator.plan(state)
    dosed: list[Order | UnderWay] = [*plan.actions, *plan.under_way]
    for order in dosed:
        wrong = _wrong(order, _written(under.rules[order.rule], order), state)
        if wrong:
            yield Broken(f"`{order.order}` {wrong}", patient=patient)


def _wrong(order: Order | UnderWay, written: Dose | None, state: State) -> str:
    """What is wrong with the dose of an order, in words; empty when nothing is."""
    if order.dose is None or order.dose.amount is None:
        return ""
    if written is None:
        return "has a dose that no document writes"
    shown = [number for number in (order.dose.amount, order.dose.highest) if number is not None]
    most = _most(written, state)
    if most is None:
        return "has a dose that is computed from an unknown weight or surface"
    if Fraction(max(shown)) * BY_NAME[order.dose.unit].factor > most:
        return f"is ordered as {max(shown)} {order.dose.unit}, which is above what its rule allows"
    return "" if min(shown) > 0 else "is ordered in a dose of nothing"


def _phases(rule: Rule) -> tuple[Regimen, ...]:
    """What is given one after the other: the rule's own regimen, unless all it says is a taper."""
    bare = rule.regimen.dose is None and rule.regimen.every is None
    return rule.taper if bare and rule.taper else (rule.regimen, *rule.taper)


def _written(rule: Rule, order: Order | UnderWay) -> Dose | None:
    """The dose that the document writes for the phase the patient is in, else for the first."""
    taper = order.taper
    number = taper.phase if taper is not None and taper.status == "under way" and taper.phase else 1
    return _phases(rule)[number - 1].dose


def _most(dose: Dose, state: State) -> Fraction | None:
    """The largest dose of this patient, in the unit that all of its kind are measured in."""
    bands = [band for band in dose.bands if _holds(band, state)] if len(dose.bands) > 1 else list(dose.bands)
    allowed = [_exact(band.amount, state) for band in bands]
    known = [amount for amount in allowed if amount is not None]
    if not known or len(known) < len(allowed):
        return None
    cap = None if dose.at_most is None else Fraction(dose.at_most.number) * dose.at_most.unit.factor
    return max(known) if cap is None else min(max(known), cap)


def _holds(band: Band, state: State) -> bool:
    weight = _number("weight", state)
    above = weight is not None and weight >= Fraction(band.from_weight or 0, MILLION)
    return above and (band.below_weight is None or (weight or 0) < Fraction(band.below_weight, MILLION))


def _exact(amount: Amount, state: State) -> Fraction | None:
    """`8 mg/kg` for 82 kg is 656 mg, here in the unit in which all masses are compared."""
    number = Fraction(amount.number if amount.highest is None else amount.highest)
    for per, input in _SIZES.items():
        if amount.unit.dimension.endswith(per):
            size = _number(input, state)
            given = BY_NAME[amount.unit.code.partition("/")[0]]
            return None if size is None else number * size * given.factor
    return number * amount.unit.factor


def _number(name: str, state: State) -> Fraction | None:
    fact = state.facts.get(name)
    return Fraction(fact.value, MILLION) if fact is not None and type(fact.value) is int else None
