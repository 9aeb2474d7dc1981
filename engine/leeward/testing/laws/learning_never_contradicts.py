"""One more fact turns nothing certain into excluded, and nothing excluded into possible."""

from collections.abc import Iterator

from hypothesis import assume

from leeward.model.signals import Signals
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.learned import derived_by, more_known
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def breaks(under: UnderTest, patient: PatientFile, draw: Draw) -> Iterator[Broken]:
    learned = more_known(under.protocol, patient, draw)
    assume(learned is not None)
    assert learned is not None
    before, after = under.signals(patient), under.signals(learned)
    # a statement beside its derivation is a correction by a person, and not learning
    assume(not _corrected(under, patient, learned, before))
    for word in _contradictions(before, after):
        yield Broken(word, patient=patient, learned=learned)


def _corrected(under: UnderTest, patient: PatientFile, learned: PatientFile, before: Signals) -> bool:
    new = set(learned.lines) - set(patient.lines)
    settled = before.certain | (derived_by(under.protocol) - before.possible)
    return bool(new & derived_by(under.protocol) & settled)


def _contradictions(before: Signals, after: Signals) -> list[str]:
    found = [f"`{name}` was certain and no longer is" for name in sorted(before.certain - after.certain)]
    found += [f"`{name}` was excluded and may now be" for name in sorted(after.possible - before.possible)]
    for (grade, low, high), (_, then_low, then_high) in zip(before.grades, after.grades, strict=True):
        if not low <= then_low <= then_high <= high:
            found.append(f"`{grade}` was {low} to {high} and is now {then_low} to {then_high}")
    was, now = before.decision, after.decision
    if not was[0] <= now[0] <= now[1] <= was[1]:
        spans = [f"{low.word} to {high.word}" for low, high in (was, now)]
        found.append(f"the antibody decision was {spans[0]} and is now {spans[1]}")
    return found
