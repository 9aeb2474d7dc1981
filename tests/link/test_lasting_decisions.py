"""A decision outlasts the toxicity it was made for: stopped stays stopped, and a wait is waited for."""

from pathlib import Path

import pytest

from leeward.evaluate import Evaluator
from leeward.link.load import link_documents
from leeward.patient.from_yaml import read_patient
from leeward.text.problem import Refused

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


LOW = (
    "  - {id: any, when: icans >= 2, hold: until icans grade 1 or less for 72 h, because: x, source: ward}\n"
)


def icans(grade: int, since: str = "", end: str = "") -> str:
    more = (f", grade_1_since: {since}" if since else "") + (f", to: {end}" if end else "")
    return f"{{type: icans, grade: {grade}, product: teclistamab, from: 2026-11-16T00:00:00Z{more}}}"


@pytest.mark.parametrize(
    ("episode", "expected"),
    [
        (icans(2, "2026-11-17T12:00:01Z"), ("hold", ("any-wait",))),
        (icans(2, "2026-11-17T12:00:00Z"), ("continue", ())),
        (icans(3, "2026-11-17T12:00:01Z", "2026-11-19T00:00:00Z"), ("hold", ("any-wait",))),
        (icans(3, "2026-11-17T12:00:00Z", "2026-11-19T00:00:00Z"), ("continue", ())),
        (icans(2, "", "2026-11-17T12:00:01Z"), ("hold", ("any-wait",))),
        (icans(2, "", "2026-11-17T12:00:00Z"), ("continue", ())),
        (icans(1, "", "2026-11-20T06:00:00Z"), ("continue", ())),
        (icans(2), ("hold", ("any-wait",))),
    ],
)
def test_grade_1_or_less_for_72_h_is_waited_for(
    tmp_path: Path, episode: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert action(tmp_path, LOW, episode) == expected


def test_since_when_it_is_grade_1_may_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "ours.protocol.yaml").write_text(HEAD + LOW)
    protocol = link_documents(tmp_path / "ours.protocol.yaml").protocol
    patient = (PATIENT + f"episodes: [{icans(2)}]\n").encode()
    plan = Evaluator(protocol).plan(read_patient(patient, "patient.yaml", protocol))
    assert not plan.bsab.settled
    assert "hours_since_icans_grade1" in plan.bsab.needs


@pytest.mark.parametrize(
    "episode",
    [
        icans(1, "2026-11-17T00:00:00Z"),
        icans(2, "2026-11-15T00:00:00Z"),
        icans(2, "2026-11-19T00:00:00Z", "2026-11-18T00:00:00Z"),
    ],
)
def test_an_impossible_coming_down_is_refused(tmp_path: Path, episode: str) -> None:
    with pytest.raises(Refused) as refused:
        action(tmp_path, LOW, episode)
    assert "came down to grade 1 outside of its time" in str(refused.value)


@pytest.mark.parametrize(
    ("until", "fault"),
    [
        ("until ill resolved", ""),
        ("until ill resolved for 72 h", "`ill` is a finding"),
        ("until ill grade 1 or less", "`ill` is a finding"),
        ("until il resolved", "no grade or finding `il`"),
        ("until crs grade 1 or less for 72 h", "came down to grade 1"),
    ],
)
def test_a_hold_may_wait_for_a_finding(tmp_path: Path, until: str, fault: str) -> None:
    finding = "findings: {ill: {is: temperature >= 37 Cel, title: Feeling ill, source: ward}}\n"
    rule = f"  - {{id: a, when: ill, hold: {until}, because: x, source: ward}}\n"
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(HEAD.replace("bsab:", finding + "bsab:") + rule)
    if fault:
        with pytest.raises(Refused) as refused:
            link_documents(path)
        assert fault in str(refused.value)
    else:
        assert link_documents(path).protocol.bsab[0].until == "feeling ill has resolved"


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
            "{id: a, when: icans >= 3 and seizure = prolonged, discontinue: true, because: x, "
            "source: ward 1}",
            True,
        ),
        ("{id: a, when: crs >= 4, discontinue: true, because: x, source: ward 1}", False),
        ("{id: a, when: seizure_count >= 2, discontinue: true, because: x, source: ward 1}", False),
        ("{id: a, when: crs_grade3_hours >= 48 h, discontinue: true, because: x, source: ward 1}", False),
    ],
)
def test_a_stop_that_nothing_remembers_is_a_warning(tmp_path: Path, rule: str, warned: bool) -> None:
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(f"{HEAD}  - {rule}\n")
    assert [p.code for p in link_documents(path).warnings] == (["forgotten-stop"] if warned else [])


PRODUCT = """leeward: 1
kind: product
id: made-up
title: Made up
version: "1"
status: draft
product: madeup
region: US
revised: 2026-01
uses: [bsab-vocabulary, astct-2019]
sources: {leaf: {title: A leaflet, checked: read}}
bsab:
  crs:
    source: leaf
    1: {hold: until resolved, next_dose: [monitor], because: one}
    2:
      - {when: prior_crs_grade2 >= 1, hold: until resolved, next_dose: [admit], because: again}
      - {hold: until resolved, next_dose: [premedicate], because: first}
    3:
      - {when: crs_grade3_hours >= 48 h, hold: until resolved, next_dose: [admit], because: long}
      - {hold: until resolved, next_dose: [premedicate], because: short}
"""


def owed(folder: Path, *episodes: str, temperature: str = "36.8") -> set[str]:
    (folder / "made-up.protocol.yaml").write_text(PRODUCT)
    path = folder / "ours.protocol.yaml"
    path.write_text(HEAD.replace("products: []", "products: [made-up]").replace("bsab:\n", ""))
    protocol = link_documents(path).protocol
    text = PATIENT.replace("product: teclistamab", "product: madeup").replace("36.8", temperature)
    text = text.replace("level: weekly, ", "") + f"episodes: [{', '.join(episodes)}]\n"
    plan = Evaluator(protocol).plan(read_patient(text.encode(), "patient.yaml", protocol))
    assert all(one.certainty == "certain" for one in plan.next_dose)
    return {one.order for one in plan.next_dose}


def made_up(grade: int, day: int, days: int | None = 1) -> str:
    to = "" if days is None else f", to: 2026-11-{day + days}T00:00:00Z"
    return f"{{type: crs, grade: {grade}, product: madeup, from: 2026-11-{day}T00:00:00Z{to}}}"


def test_of_several_branches_only_the_one_that_it_was_is_owed(tmp_path: Path) -> None:
    assert owed(tmp_path, made_up(2, 17)) == {"premedicate"}
    assert owed(tmp_path, made_up(2, 10), made_up(2, 17)) == {"admit"}


def test_where_the_past_does_not_tell_the_branch_all_is_owed(tmp_path: Path) -> None:
    assert owed(tmp_path, made_up(3, 17)) == {"premedicate", "admit"}


def test_what_a_worse_grade_owes_is_owed_when_it_has_come_down(tmp_path: Path) -> None:
    both = {"monitor", "premedicate"}
    assert owed(tmp_path, made_up(2, 17, None), temperature="38.5") == both
    assert owed(tmp_path, made_up(2, 10), made_up(2, 17, None), temperature="38.5") == {"monitor", "admit"}
