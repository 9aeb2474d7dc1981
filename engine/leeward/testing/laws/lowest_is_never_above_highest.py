"""What is certain is possible, and no grade or decision has a lowest value above its highest."""

from collections.abc import Iterator

from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    for engine in (under.kernel, under.durable):
        signals = engine.signals(patient.state(under.protocol))
        for name in sorted(signals.certain - signals.possible):
            yield Broken(f"`{name}` is certain and not possible", patient=patient)
        for grade, lowest, highest in signals.grades:
            if not 0 <= lowest <= highest:
                yield Broken(f"`{grade}` is at least {lowest} and at most {highest}", patient=patient)
        low, high = signals.decision
        if low > high:
            yield Broken(
                f"the antibody decision is at least {low.word} and at most {high.word}", patient=patient
            )
