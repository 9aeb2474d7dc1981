"""One value that is worse lowers no grade and no decision on the antibody."""

from collections.abc import Iterator

from hypothesis import assume

from leeward.model.protocol import ClinicalProtocol
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.learned import can_worsen, one_worse
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def applies(protocol: ClinicalProtocol) -> bool:
    return can_worsen(protocol)


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    found = one_worse(under.protocol, patient, draw)
    assume(found is not None)
    assert found is not None
    name, worse = found
    before, after = under.signals(patient), under.signals(worse)
    for (grade, *span), (_, *then) in zip(before.grades, after.grades, strict=True):
        if span[0] > then[0] or span[1] > then[1]:
            message = f"`{name}` is worse, and `{grade}` falls from {_span(span)} to {_span(then)}"
            yield Broken(message, patient=patient, worse=worse)
    if before.decision[0] > after.decision[0] or before.decision[1] > after.decision[1]:
        words = [f"{low.word} to {high.word}" for low, high in (before.decision, after.decision)]
        message = f"`{name}` is worse, and the antibody decision goes from {words[0]}, down to {words[1]}"
        yield Broken(message, patient=patient, worse=worse)


def _span(span: list[int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]} .. {span[1]}"
