"""The two engines give the same answer."""

from collections.abc import Iterator

from leeward.engines.faults import EnginesDisagree
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    try:
        under.engines.signals(patient.state(under.protocol))
    except EnginesDisagree as differ:
        yield Broken(str(differ), patient=patient)
