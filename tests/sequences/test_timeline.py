"""A path as a file: written, read back, run again through both engines, not believed when changed."""

from pathlib import Path

import pytest
from tests.sequences.small import TOCI, small
from tests.sequences.test_seeded_faults import door, one_more

from leeward.link.load import load_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.sequences import replay as replaying
from leeward.sequences.from_yaml import read_timeline
from leeward.sequences.replay import NotReplayed, confirm, replay
from leeward.sequences.search import search
from leeward.sequences.timeline import Timeline
from leeward.sequences.to_yaml import to_yaml
from leeward.text.problem import Refused


@pytest.fixture
def faulty(tmp_path: Path) -> tuple[ClinicalProtocol, Timeline]:
    """One dose more than the limits allow in all, on a path of several looks."""
    rules = TOCI.replace("    every: 8 h\n", "").replace(", 8 h apart", "")
    protocol = door(small(tmp_path, rules), one_more("total"))
    searched = search(protocol, depth=5)
    (timeline,) = [one for one in searched.found if one.found[0].kind == "past a limit"]
    assert len(timeline.steps) > 3
    return protocol, timeline


def test_the_file(faulty: tuple[ClinicalProtocol, Timeline]) -> None:
    text = to_yaml(faulty[1])
    assert text.startswith("timeline: leeward.timeline/1\nprotocol: small\nsha256: ")
    assert "    patient:\n      at: 2026-01-05T12:00:00" in text
    assert "    given: [tocilizumab]\n" in text


def test_what_is_read_back_is_what_was_written(faulty: tuple[ClinicalProtocol, Timeline]) -> None:
    text = to_yaml(faulty[1])
    back = read_timeline(text.encode(), "path.yaml")
    assert (back.protocol, back.sha256, back.found) == (faulty[1].protocol, faulty[1].sha256, faulty[1].found)
    assert [(s.at, s.action, s.settled, s.ordered, s.given) for s in back.steps] == [
        (s.at, s.action, s.settled, s.ordered, s.given) for s in faulty[1].steps
    ]


def test_a_replay_says_the_same_and_finds_the_same(faulty: tuple[ClinicalProtocol, Timeline]) -> None:
    protocol, timeline = faulty
    replayed = replay(read_timeline(to_yaml(timeline).encode(), "path.yaml"), protocol)
    assert replayed.same
    assert timeline.found[0] in replayed.violations


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("decision: {action: hold", "decision: {action: continue", "the decision is hold"),
        ("dose: ", "dose: 9", "in another dose"),
        ("given: [tocilizumab]", "given: [tocilizumab, saline]", "saline is given and was not ordered"),
        ("protocol: small", "protocol: other", "the timeline is of `other`"),
        ("  - at: 2026-01-05T12:00:00", "  - at: 2026-01-05T11:00:00", "is of another moment"),
    ],
)
def test_a_changed_file_is_not_believed(
    faulty: tuple[ClinicalProtocol, Timeline], old: str, new: str, difference: str
) -> None:
    protocol, timeline = faulty
    text = to_yaml(timeline)
    assert old in text
    changed = read_timeline(text.replace(old, new).encode(), "path.yaml")
    assert any(difference in one for one in replay(changed, protocol).differences)


def test_a_dose_left_out_of_a_chart_is_noticed(faulty: tuple[ClinicalProtocol, Timeline]) -> None:
    protocol, timeline = faulty
    head, _, last = to_yaml(timeline).rpartition("      given:\n")
    lines = [line for line in last.splitlines() if not line.startswith("        - {drug")]
    changed = read_timeline(f"{head}      given: []\n{chr(10).join(lines)}\n".encode(), "path.yaml")
    differences = replay(changed, protocol).differences
    assert any("does not list every dose" in one for one in differences)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("timeline: leeward.timeline/1", "timeline: leeward.plan/1"),
        ("action: hold", "action: wait"),
        ("settled: yes", "settled: perhaps"),
        ("strength: give", "strength: take"),
        ("step: ", "step: 9"),
        ("  - at: 2026-01-05T12:00:00", "  - at: this morning"),
    ],
)
def test_a_broken_file_is_refused(faulty: tuple[ClinicalProtocol, Timeline], old: str, new: str) -> None:
    text = to_yaml(faulty[1])
    assert old in text
    with pytest.raises(Refused):
        read_timeline(text.replace(old, new).encode(), "path.yaml")


def test_what_is_found_and_not_replayed_is_a_fault(
    faulty: tuple[ClinicalProtocol, Timeline], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaying, "check_timeline", lambda timeline, protocol: ())
    with pytest.raises(NotReplayed, match="the path breaks nothing"):
        confirm(faulty[0], (faulty[1],))


def test_a_mended_protocol_breaks_nothing_on_the_path(
    faulty: tuple[ClinicalProtocol, Timeline], tmp_path: Path
) -> None:
    timeline = read_timeline(to_yaml(faulty[1]).encode(), "path.yaml")
    rules = TOCI.replace("    every: 8 h\n", "").replace(", 8 h apart", "")
    replayed = replay(timeline, small(tmp_path, rules))
    assert replayed.differences
    assert replayed.violations == ()


def test_a_decision_is_that_of_now(tmp_path: Path) -> None:
    timelines = search(small(tmp_path), about=("antibody",)).found
    timeline = read_timeline(to_yaml(timelines[0]).encode(), "path.yaml")
    assert timeline.steps[0].action == "discontinue"
    label = tmp_path / "tec-us.protocol.yaml"
    label.write_text(label.read_text().replace("discontinue: true", "hold: until resolved"))
    replayed = replay(timeline, load_protocol(tmp_path / "small.protocol.yaml"))
    assert any("the decision is hold" in one for one in replayed.differences)
    assert replayed.violations == ()
