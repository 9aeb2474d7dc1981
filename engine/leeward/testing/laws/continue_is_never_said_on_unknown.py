"""The plan says continue exactly where nothing that is missing could make it anything else."""

from collections.abc import Iterator

from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.learned import more_known
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    plan = under.plan(patient)
    bsab = plan.bsab
    decided = bsab.lowest == bsab.highest == "continue" and plan.in_scope is True
    if bsab.action == "continue" and not decided:
        scope = "" if plan.in_scope is True else ", and the protocol may not cover this patient"
        yield Broken(f"the plan says continue, and it may be {bsab.highest}{scope}", patient=patient)
    if decided and bsab.action != "continue":
        yield Broken(f"the plan says {bsab.action} where nothing asks for it", patient=patient)
    if bsab.action == "continue":
        yield from _an_answer_forbids(under, patient, draw)


def _an_answer_forbids(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    """No further fact may turn a continue into anything else: asked of the engines, not of the plan."""
    learned = more_known(under.protocol, patient, draw)
    if learned is None:
        return
    highest = under.signals(learned).decision[1]
    if highest.word != "continue":
        message = f"the plan says continue, and with one more fact it may be {highest.word}"
        yield Broken(message, patient=patient, learned=learned)
