"""Checks on what faulty protocols, written to try them, showed: what was missed, and which line was named."""

from pathlib import Path

import pytest

from leeward.validate import validate

HEAD = """\
leeward: 1
kind: {kind}
id: ours
title: A
version: "1"
status: {status}
uses: [bsab-vocabulary, astct-2019]
sources: {{ward: {{title: A note, checked: read}}, old: {{title: From memory, checked: memory}}}}
"""


def found(
    tmp_path: Path, body: str, kind: str = "protocol", status: str = "draft"
) -> list[tuple[str, int, str]]:
    head = HEAD.format(kind=kind, status=status)
    head += "products: [teclistamab-us-2025]\n" if kind == "protocol" else ""
    head += 'product: madeup\nregion: US\nrevised: "2026-01"\n' if kind == "product" else ""
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(head + body)
    problems = validate([path])
    assert [problem.message for problem in problems if problem.severity == "error"] == []
    return [(problem.code, problem.place.line, problem.message) for problem in problems]


def memory(name: str) -> str:
    return f"`{name}` of an approved document rests on memory"


ORDER = """\
rules:
  - id: a
    when: crs >= 1
    order: ferritin
    because: x
    source: old page 1
"""
DECISION = """\
bsab:
  - id: any
    when: crs >= 4
    discontinue: true
    because: x
    source: {id: ward, where: page 1, checked: memory}
"""
SETTING = """\
settings:
  warm:
    value: 37.5 Cel
    because: x
    source: old page 1
rules:
  - {id: a, when: temperature > warm, order: ferritin, because: x, source: ward page 1}
"""
GRADE = """\
grades:
  flush:
    title: Flushing
    1: temperature >= 38.0 Cel
    source: old page 1
"""
TABLE = """\
bsab:
  crs:
    source: old page 1
    1: {hold: until resolved, because: x}
"""
SCHEDULE = """\
schedule:
  source: ward page 1
  first: {day: 1, dose: 160 mcg, route: SC}
  full: {day: 2, dose: 48 mg, route: SC, source: old page 1}
"""
RESTART = """\
restart:
  source: ward page 1
  full:
    "<= 7 d": {give: full}
    "> 7 d": {give: full, source: old page 2}
"""


@pytest.mark.parametrize(
    ("kind", "body", "line", "name"),
    [
        ("protocol", ORDER, 15, "a"),
        ("protocol", DECISION, 15, "any"),
        ("protocol", SETTING, 11, "warm"),
        ("scale", GRADE, 10, "flush"),
        ("product", TABLE, 15, "madeup-crs-1"),
        ("product", SCHEDULE.replace("160 mcg", "1 mg"), 15, "full"),
        ("product", RESTART, 16, "full"),
    ],
)
def test_whatever_rests_on_memory(tmp_path: Path, kind: str, body: str, line: int, name: str) -> None:
    assert found(tmp_path, body, kind, "approved") == [("memory-in-approved", line, memory(name))]
    assert found(tmp_path, body, kind, "draft") == []
    read = body.replace("old page", "ward page").replace("checked: memory", "checked: read")
    assert found(tmp_path, read, kind, "approved") == []


def test_a_source_without_a_place_is_shown_where_it_is_named(tmp_path: Path) -> None:
    bare = ORDER.replace("old page 1", "ward")
    said = "`a` names `ward` and no place in it"
    assert found(tmp_path, bare) == [("source-without-place", 15, said)]


def test_two_units_in_the_schedule_of_a_label(tmp_path: Path) -> None:
    said = "`madeup` is written in `mg` here and in `ug` in line 14"
    cited = SCHEDULE.replace("old", "ward")
    assert found(tmp_path, cited, "product") == [("mixed-units", 15, said)]
    assert found(tmp_path, cited.replace("160 mcg", "0.16 mg"), "product") == []
    assert found(tmp_path, cited.replace("160 mcg", "0.16 mg/kg"), "product") == []


DOSES = """\
rules:
  - id: a
    when: crs >= 2
    give: dexamethasone
    dose: 10 mg
    because: x
    source: ward page 1
  - id: b
    when: icans >= 2
    give: dexamethasone
    dose: {} mg
    because: x
    source: ward page 1
"""


def test_two_units_of_a_dose_are_shown_at_the_dose(tmp_path: Path) -> None:
    said = "`dexamethasone` is written in `g` here and in `mg` in line 14"
    body = DOSES.replace("{} mg", "0.01 g")
    assert found(tmp_path, body) == [("mixed-units", 20, said)]
    assert found(tmp_path, DOSES.replace("{}", "20")) == []


@pytest.mark.parametrize(("unit", "mixed"), [("degF", True), ("°C", False)])
def test_two_spellings_of_one_unit_are_no_mix(tmp_path: Path, unit: str, mixed: bool) -> None:
    rule = '  - {{id: {}, when: "temperature >= {}", order: {}, because: x, source: ward page 1}}\n'
    body = "rules:\n" + rule.format("a", "38.0 Cel", "ferritin") + rule.format("b", f"104 {unit}", "eeg")
    body = body.replace("104 °C", "40 °C")
    assert [code for code, _, _ in found(tmp_path, body)] == (["mixed-units"] if mixed else [])


def test_a_decision_that_never_decides(tmp_path: Path) -> None:
    never = "bsab:\n  - {id: e, when: never, hold: until crs resolved, because: x, source: ward page 1}\n"
    said = "`e` never decides anything: no rule can call a decision"
    assert found(tmp_path, never) == [("never-called", 11, said)]
    assert found(tmp_path, never.replace("never", "crs >= 1")) == []


AGES = 'scope: {applies: age >= 18 a or age < 2 a, not_covered: ["children"]}\n'


@pytest.mark.parametrize(
    ("when", "outside"),
    [
        ("age < 2 a and crs >= 1", False),
        ("age >= 18 a and crs >= 1", False),
        ("age >= 2 a and age < 18 a and crs >= 1", True),
        ("crs >= 1", False),
    ],
)
def test_a_scope_of_two_groups_of_patients(tmp_path: Path, when: str, outside: bool) -> None:
    rule = f'rules:\n  - {{id: a, when: "{when}", order: ferritin, because: x, source: ward page 1}}\n'
    codes = [(code, line) for code, line, _ in found(tmp_path, AGES + rule)]
    assert codes == ([("scope-hole", 12)] if outside else [])


def test_a_scope_of_everybody_has_no_edge(tmp_path: Path) -> None:
    assert found(tmp_path, "scope: {applies: always}\n" + ORDER.replace("old", "ward")) == []
