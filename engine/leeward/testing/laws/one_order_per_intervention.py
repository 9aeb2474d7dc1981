"""No plan orders one intervention twice, and the orders are numbered in the order to act in."""

from collections.abc import Iterator

from leeward.model.protocol import ClinicalProtocol
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def applies(protocol: ClinicalProtocol) -> bool:
    return bool(protocol.rules)


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    actions = under.plan(patient).actions
    names = [order.order for order in actions]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield Broken(f"`{twice[0]}` is ordered twice", patient=patient)
    if [order.rank for order in actions] != list(range(1, len(actions) + 1)):
        yield Broken("the orders are not numbered from 1 on", patient=patient)
