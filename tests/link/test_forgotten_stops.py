"""A stop that nothing remembers is told to the writer who can mend it: of the base, or of the overlay."""

from pathlib import Path

import pytest

from leeward.text.problem import Problem
from leeward.validate import validate

HEAD = """leeward: 1
kind: protocol
id: {id}
title: A protocol
version: "1"
status: draft
"""
STOP = "icans >= 3 and seizure = prolonged"
SEIZURE = f'  - {{id: seizure, when: "{STOP}", discontinue: true, because: x, source: guide page 1}}\n'
BEFORE = (
    '  - {id: before, when: "prior_icans_grade3 >= 1", discontinue: true, because: x, source: guide page 1}\n'
)
WAITS = f'  - {{id: waits, when: "{STOP}", hold: until icans resolved, because: x, source: guide page 1}}\n'
BASE = (
    HEAD.format(id="base")
    + """uses: [bsab-vocabulary, astct-2019]
products: [teclistamab-us-2025]
sources: {guide: {title: A guideline, checked: read}}
bsab:
"""
)
OURS = HEAD.format(id="ours") + "extends: base\nsources: {minutes: {title: Our minutes, checked: read}}\n"
LEFT = "`seizure` stops the antibody for good only while its condition holds"
NOW = ", now that `before` does not remember it"


def found(tmp_path: Path, base: str, overlay: str) -> list[Problem]:
    (tmp_path / "base.protocol.yaml").write_text(BASE + base)
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(OURS + overlay)
    return [problem for problem in validate([path]) if problem.code == "forgotten-stop"]


def told(tmp_path: Path, base: str, overlay: str) -> list[tuple[str, int, str]]:
    return [(Path(p.place.file).name, p.place.line, p.message) for p in found(tmp_path, base, overlay)]


REMOVED = "remove:\n  - {id: before, direction: looser, because: we look again}\n"
HELD = "replace:\n  before: {hold: until icans resolved, direction: looser, because: we look again}\n"
NARROWED = f'replace:\n  before: {{when: "{STOP}", direction: looser, because: so}}\n'
KEPT = 'replace:\n  before: {when: "prior_icans_grade3 >= 2", direction: looser, because: one is allowed}\n'
URGED = "replace:\n  seizure: {note: call us, direction: different, because: we want to know}\n"
STOPPED = "replace:\n  waits: {discontinue: true, direction: stricter, because: we stop}\n"
ADDED = (
    f'add:\n  - {{id: new, when: "{STOP}", discontinue: true, direction: stricter, because: y, '
    "source: minutes page 1}\n"
)


@pytest.mark.parametrize("overlay", [REMOVED, HELD])
def test_the_overlay_that_takes_the_memory_away_is_the_place(tmp_path: Path, overlay: str) -> None:
    assert told(tmp_path, SEIZURE + BEFORE, overlay) == [("ours.protocol.yaml", 10, LEFT + NOW)]
    (problem,) = found(tmp_path, SEIZURE + BEFORE, overlay)
    assert problem.help.startswith("keep `before` as it was, or add a rule")
    assert problem.excerpt.lstrip().startswith(("- {id: before", "before: {hold")), "the line of the overlay"


def test_a_memory_that_is_made_a_condition_like_the_other(tmp_path: Path) -> None:
    own = LEFT.replace("seizure", "before")
    assert told(tmp_path, SEIZURE + BEFORE, NARROWED) == [
        ("ours.protocol.yaml", 10, LEFT + NOW),
        ("ours.protocol.yaml", 10, own),
    ]


@pytest.mark.parametrize("overlay", [KEPT, URGED, ""])
def test_a_memory_that_stays_is_enough(tmp_path: Path, overlay: str) -> None:
    assert told(tmp_path, SEIZURE + BEFORE, overlay) == []


@pytest.mark.parametrize("overlay", ["", URGED])
def test_what_the_base_forgot_by_itself_is_told_of_the_base(tmp_path: Path, overlay: str) -> None:
    assert told(tmp_path, SEIZURE, overlay) == [("base.protocol.yaml", 11, LEFT)]


def test_a_hold_of_the_base_that_is_made_a_stop(tmp_path: Path) -> None:
    said = LEFT.replace("seizure", "waits")
    assert told(tmp_path, WAITS, STOPPED) == [("ours.protocol.yaml", 10, said)]
    assert told(tmp_path, WAITS, "") == []


def test_a_stop_that_the_overlay_adds(tmp_path: Path) -> None:
    said = LEFT.replace("seizure", "new")
    assert told(tmp_path, WAITS, ADDED) == [("ours.protocol.yaml", 10, said)]
    both = told(tmp_path, BEFORE, REMOVED + ADDED)
    assert both == [("ours.protocol.yaml", 12, said)], "its own line, whatever else was taken out"


def test_of_two_overlays_the_one_that_took_the_last_memory(tmp_path: Path) -> None:
    (tmp_path / "base.protocol.yaml").write_text(BASE + SEIZURE + BEFORE)
    middle = tmp_path / "middle.protocol.yaml"
    middle.write_text(OURS.replace("id: ours", "id: middle") + REMOVED)
    ours = tmp_path / "ours.protocol.yaml"
    ours.write_text(HEAD.format(id="ours") + "extends: middle\n")
    places = [(Path(p.place.file).name, p.place.line) for p in validate([ours]) if p.code == "forgotten-stop"]
    assert places == [("middle.protocol.yaml", 10)]
