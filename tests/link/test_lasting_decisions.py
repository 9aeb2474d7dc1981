"""A decision outlasts the toxicity it was made for: stopped stays stopped, and a wait is waited for."""

from pathlib import Path

import pytest

from leeward.evaluate import Evaluator
from leeward.link.load import link_documents
from leeward.patient.from_yaml import read_patient

HEAD = """leeward: 1
kind: protocol
id: ours
title: Ours
version: "1"
status: draft
uses: [bsab-vocabulary, astct-2019]
products: []
sources: {ward: {title: A ward, checked: read}}
bsab:
"""
PATIENT = """at: 2026-11-20T12:00:00Z
age: 60 a
product: teclistamab
temperature: 36.8 Cel
fever_this_episode: no
systolic_bp: 120 mmHg
spo2: 97 %
vasopressors: []
oxygen_device: room_air
ice: 10
neuro: normal
given: []
last_dose: {level: weekly, at: 2026-11-15T12:00:00Z}
"""
WAITS = "  - {id: any, when: crs >= 2, hold: until crs resolved for 72 h, because: x, source: ward}\n"
STOPS = "  - {id: four, when: crs >= 4 or icans >= 4, discontinue: true, because: x, source: ward}\n"


def action(folder: Path, rules: str, episodes: str) -> tuple[str, tuple[str, ...]]:
    path = folder / "ours.protocol.yaml"
    path.write_text(HEAD + rules)
    protocol = link_documents(path).protocol
    patient = (PATIENT + f"episodes: [{episodes}]\n").encode()
    plan = Evaluator(protocol).plan(read_patient(patient, "patient.yaml", protocol))
    return plan.bsab.action, plan.bsab.because


def episode(grade: int, end: str, type: str = "crs") -> str:
    return f"{{type: {type}, grade: {grade}, product: teclistamab, from: 2026-11-16T00:00:00Z, to: {end}}}"


@pytest.mark.parametrize(
    ("grade", "end", "expected"),
    [
        (2, "2026-11-20T06:00:00Z", ("hold", ("any-wait",))),
        (2, "2026-11-17T12:00:01Z", ("hold", ("any-wait",))),
        (2, "2026-11-17T12:00:00Z", ("continue", ())),
        (1, "2026-11-20T06:00:00Z", ("continue", ())),
    ],
)
def test_resolved_for_72_h_is_waited_for(
    tmp_path: Path, grade: int, end: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert action(tmp_path, WAITS, episode(grade, end)) == expected


def test_without_episodes_nothing_is_waited_for(tmp_path: Path) -> None:
    assert action(tmp_path, WAITS, "") == ("continue", ())


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (episode(4, "2026-11-17T00:00:00Z"), ("discontinue", ("four-before",))),
        (episode(4, "2026-11-17T00:00:00Z", "icans"), ("discontinue", ("four-before",))),
        (episode(3, "2026-11-17T00:00:00Z"), ("continue", ())),
        (episode(4, "2026-11-17T00:00:00Z").replace("teclistamab", "othermab"), ("continue", ())),
    ],
)
def test_stopped_stays_stopped(tmp_path: Path, ended: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert action(tmp_path, STOPS, ended) == expected


def test_an_episode_of_grade_4_that_has_come_down_stays_stopped() -> None:
    from leeward.library import find

    protocol = link_documents(find("asco-2021")).protocol
    open_episode = "{type: crs, grade: 4, product: teclistamab, from: 2026-11-16T00:00:00Z}"
    patient = PATIENT.replace("36.8", "38.4") + f"weight: 80 kg\nepisodes: [{open_episode}]\n"
    plan = Evaluator(protocol).plan(read_patient(patient.encode(), "patient.yaml", protocol))
    assert plan.bsab.action == "discontinue"
    assert "teclistamab-crs-4-came-down" in plan.bsab.because


def test_what_a_grade_owes_at_the_next_dose_is_still_owed_when_it_has_gone() -> None:
    from leeward.library import find

    protocol = link_documents(find("asco-2021")).protocol
    patient = PATIENT + f"weight: 80 kg\nepisodes: [{episode(2, '2026-11-18T00:00:00Z')}]\n"
    plan = Evaluator(protocol).plan(read_patient(patient.encode(), "patient.yaml", protocol))
    assert plan.bsab.action == "continue"
    assert {"premedicate", "admit 48 h"} <= {owed.text for owed in plan.next_dose}


@pytest.mark.parametrize(
    ("rule", "warned"),
    [
        (
            "{id: a, when: icans >= 3 and seizure = prolonged, discontinue: true, because: x, source: ward}",
            True,
        ),
        ("{id: a, when: crs >= 4, discontinue: true, because: x, source: ward}", False),
        ("{id: a, when: seizure_count >= 2, discontinue: true, because: x, source: ward}", False),
        ("{id: a, when: crs_grade3_hours >= 48 h, discontinue: true, because: x, source: ward}", False),
    ],
)
def test_a_stop_that_nothing_remembers_is_a_warning(tmp_path: Path, rule: str, warned: bool) -> None:
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(f"{HEAD}  - {rule}\n")
    assert [p.code for p in link_documents(path).warnings] == (["forgotten-stop"] if warned else [])
