"""Paths on which an antibody that was stopped for good is held or given again."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.link.test_lasting_decisions import HEAD
from tests.sequences.small import small

import leeward
from leeward.evaluate import Evaluator
from leeward.link.load import load_protocol
from leeward.patient.chart import LastDose
from leeward.patient.from_yaml import read_patient
from leeward.sequences.episode_clocks import EpisodeClocks
from leeward.sequences.illness import Illness
from leeward.sequences.moments import BEGIN, JUST
from leeward.sequences.result import Searched
from leeward.sequences.search import search

SOURCED = "because: x, source: ward"


def ours(folder: Path, decisions: str) -> Searched:
    path = folder / "ours.protocol.yaml"
    path.write_text(HEAD.replace("products: []", "products: [bare]") + decisions)
    (folder / "bare.protocol.yaml").write_text(
        'leeward: 1\nkind: product\nid: bare\ntitle: Bare\nversion: "1"\nstatus: draft\n'
        "uses: [bsab-vocabulary, astct-2019]\nproduct: bareab\nregion: US\nrevised: 2025-03\n"
        "sources: {label: {title: A label, checked: read}}\n"
    )
    return search(load_protocol(path), depth=4)


@pytest.mark.parametrize(
    ("decision", "found"),
    [
        (f"  - {{id: four, when: crs >= 4, discontinue: true, {SOURCED}}}\n", set()),
        (f"  - {{id: six, when: seizure = prolonged, discontinue: true, {SOURCED}}}\n", {"continue"}),
        (f"  - {{id: fits, when: seizure_count >= 2, discontinue: true, {SOURCED}}}\n", set()),
        (f"  - {{id: three, when: icans = 3, discontinue: true, {SOURCED}}}\n", set()),
        (f"  - {{id: long, when: icans_hours >= 48 h, discontinue: true, {SOURCED}}}\n", {"continue"}),
        (f"  - {{id: long, when: crs_grade3_hours >= 48 h, discontinue: true, {SOURCED}}}\n", set()),
    ],
)
def test_a_stop_that_nothing_remembers_is_found(tmp_path: Path, decision: str, found: set[str]) -> None:
    searched = ours(tmp_path, decision)
    assert {timeline.steps[-1].action for timeline in searched.found} == found
    assert all(timeline.found[0].kind == "resumed" for timeline in searched.found)
    assert searched.exhausted
    assert searched.passed is not bool(found)


def test_a_vocabulary_without_episodes_remembers_nothing(tmp_path: Path) -> None:
    searched = search(small(tmp_path), depth=3)
    assert {timeline.found[0].kind for timeline in searched.found} == {"resumed"}


RELAPSE = """at: 2026-01-06T12:00:00Z
age: 60 a
weight: 80 kg
product: teclistamab
temperature: 38.4 Cel
fever_this_episode: yes
systolic_bp: 120 mmHg
spo2: 97 %
vasopressors: []
oxygen_device: room_air
ice: 10
neuro: normal
given: []
last_dose: {level: weekly, at: 2026-01-04T12:00:00Z}
episodes:
  - {type: crs, grade: 3, product: teclistamab, from: 2026-01-05T12:00:00Z, to: 2026-01-05T20:00:00Z}
  - {type: crs, grade: WORST, product: teclistamab, from: 2026-01-06T08:00:00Z}
"""


@pytest.mark.parametrize(("worst", "action"), [("1", "hold"), ("3", "discontinue")])
def test_a_relapse_of_grade_1_is_no_second_grade_3(worst: str, action: str) -> None:
    protocol = leeward.load("asco-2021")
    state = read_patient(RELAPSE.replace("WORST", worst).encode(), "patient.yaml", protocol)
    assert Evaluator(protocol).plan(state).bsab.action == action


def test_looks_are_at_both_sides_of_a_clock_that_runs_since_grade_1(tmp_path: Path) -> None:
    wait = f"  - {{id: wait, when: hours_since_icans_grade1 < 72 h, hold: until icans resolved, {SOURCED}}}\n"
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(HEAD + wait)
    clocks = EpisodeClocks(load_protocol(path), ["hours_since_icans_grade1"])
    hour = timedelta(hours=1)
    low, edge = BEGIN - 24 * hour, BEGIN + 48 * hour
    lasting = Illness("x", True).seen({"icans": 3}, BEGIN - 200 * hour).seen({"icans": 1}, low)
    for illness in (lasting, lasting.seen({"icans": 0}, BEGIN)):
        looks = clocks.next_looks(illness, LastDose(BEGIN - 300 * hour, None), BEGIN)
        assert {edge - JUST, edge, edge + JUST} <= set(looks)


@pytest.mark.parametrize(("depth", "found"), [(1, 0), (2, 2), (3, 2)])
def test_the_last_look_is_taken_where_the_antibody_is_stopped(tmp_path: Path, depth: int, found: int) -> None:
    searched = search(small(tmp_path), about=("antibody",), depth=depth)
    assert [len(timeline.steps) for timeline in searched.found] == [2] * found
