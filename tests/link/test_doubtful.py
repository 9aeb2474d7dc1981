"""Warnings on what is well written and hardly meant."""

from pathlib import Path

import pytest

from leeward.library import bundled
from leeward.validate import validate

HEAD = """\
leeward: 1
kind: protocol
id: ours
title: A
version: "1"
status: draft
uses: [bsab-vocabulary, astct-2019]
products: [teclistamab-us-2025]
sources: {ward: {title: A ward's own note, checked: read}}
"""


def warnings(tmp_path: Path, body: str) -> list[tuple[str, int, str]]:
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(HEAD + body)
    problems = validate([path])
    assert {problem.severity for problem in problems} <= {"warning"}
    assert all(problem.help for problem in problems)
    return [(problem.code, problem.place.line, problem.message) for problem in problems]


def rules(*written: str) -> str:
    return "rules:\n" + "".join(f"  - {{{one}, because: x, source: ward}}\n" for one in written)


def ferritin(when: str) -> str:
    return rules(f'id: a, when: "{when}", order: ferritin')


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("crs >= 3 and crs < 2", "`crs >= 3` and `crs < 2` never hold together"),
        (
            "fever and temperature > 39 Cel and temperature < 38 Cel",
            "`temperature > 39 Cel` and `temperature < 38 Cel` never hold together",
        ),
        ("sedated and (fever and not sedated)", "`sedated` and `not sedated` never hold together"),
        ("icans >= 1 or (crs = 1 and crs = 2)", "`crs = 1` and `crs = 2` never hold together"),
    ],
)
def test_a_condition_that_contradicts_itself(tmp_path: Path, when: str, said: str) -> None:
    assert warnings(tmp_path, ferritin(when)) == [("never-holds", 11, said)]


@pytest.mark.parametrize(
    "when", ["crs >= 2 and crs < 3", "crs >= 3 or crs < 2", "crs >= 3 and icans < 2", "crs in 1 .. 2"]
)
def test_a_condition_that_can_hold(tmp_path: Path, when: str) -> None:
    assert warnings(tmp_path, ferritin(when)) == []


def test_a_rule_that_nothing_calls(tmp_path: Path) -> None:
    never = "id: b, when: never, consider: anakinra"
    said = "`b` is never wanted: no rule names it in its `otherwise`"
    assert warnings(tmp_path, rules(never)) == [("never-called", 11, said)]
    caller = "id: a, when: crs >= 2, give: tocilizumab, limits: [3 in 24 h], otherwise: b"
    assert warnings(tmp_path, rules(caller, never)) == []


def test_a_setting_that_nothing_uses(tmp_path: Path) -> None:
    body = "settings: {warm: {value: 37.5 Cel, because: warm, source: ward}}\n"
    unused = [("unused-setting", 10, "no condition uses the setting `warm`")]
    assert warnings(tmp_path, body + ferritin("fever")) == unused
    assert warnings(tmp_path, body + ferritin("temperature > warm")) == []


def test_a_phase_without_an_end(tmp_path: Path) -> None:
    taper = "id: a, when: crs >= 3, give: anakinra, dose: 100 mg, for: 1 d, taper: "
    said = "a phase of the taper of `a` does not say when the next one begins"
    endless = "[{dose: 50 mg, every: 12 h}, {dose: 25 mg, for: 1 d}]"
    assert warnings(tmp_path, rules(taper + endless)) == [("endless-phase", 11, said)]
    for end in ("for: 2 d", "times: 3", "until: better"):
        ended = f"[{{dose: 50 mg, every: 12 h, {end}}}, {{dose: 25 mg}}]"
        assert warnings(tmp_path, rules(taper + ended)) == []


def test_two_courses_of_one_drug(tmp_path: Path) -> None:
    def course(id: str, when: str, days: int) -> str:
        return f"id: {id}, when: {when}, give: anakinra, dose: 100 mg, every: 8 h, for: {days} d"

    said = "`b` and `a` order `anakinra` for different times"
    one, other = course("a", "crs >= 2", 1), course("b", "icans >= 2", 2)
    assert warnings(tmp_path, rules(one, other)) == [("unlike-courses", 12, said)]
    assert warnings(tmp_path, rules(one, course("b", "icans >= 2", 1))) == []
    assert warnings(tmp_path, rules(one, course("b", "crs = 1", 2))) == []


def test_a_course_that_differs_from_the_label(tmp_path: Path) -> None:
    ours = "id: a, when: icans >= 2, give: dexamethasone, dose: 10 mg, every: 6 h, for: 9 d"
    ((code, line, message),) = warnings(tmp_path, rules(ours))
    assert (code, line) == ("unlike-courses", 11)
    assert message == "`a` and `tec-icans-dexamethasone` order `dexamethasone` for different times"


def test_the_library_has_no_other_doubts() -> None:
    found = {p.code for p in validate(bundled())}
    assert found & {"never-holds", "never-called", "unused-setting", "endless-phase"} == set()
