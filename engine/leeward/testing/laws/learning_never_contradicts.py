"""One more fact turns nothing certain into excluded, and nothing excluded into possible."""

from collections.abc import Iterator
from dataclasses import replace

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
    settled = before.certain | (derived_by(under.protocol) - before.possible)
    corrected = settled & derived_by(under.protocol)
    assume(not corrected & (set(learned.lines) - set(patient.lines)))
    # what becomes known by itself with it (that ICE is written item by item) may correct what was derived,
    # and what rests on that; the grades, the decision and the rules still may not turn round
    facts = learned.state(under.protocol).facts.keys() - patient.state(under.protocol).facts.keys()
    if corrected & facts:
        outcomes = frozenset(under.rules) | {rule.id for rule in under.protocol.bsab}
        before, after = _only(outcomes, before), _only(outcomes, after)
    for word in _contradictions(before, after):
        yield Broken(word, patient=patient, learned=learned)


def _only(names: frozenset[str], signals: Signals) -> Signals:
    return replace(signals, certain=signals.certain & names, possible=signals.possible & names)


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
