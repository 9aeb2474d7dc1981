"""Warnings on what is well written and hardly meant, beyond the example on the page of each check."""

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
    return "rules:\n" + "".join(f"  - {{{one}, because: x, source: ward page 1}}\n" for one in written)


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
    said = "scope: {applies: age >= 18 a, not_covered: [warm patients]}\n"
    assert warnings(tmp_path, body + said + ferritin("fever")) == unused, "words are no use of it"
    named = ferritin("fever").replace("id: a", "id: too-warm")
    assert warnings(tmp_path, body + named) == unused, "the name of a rule is no use of it"
    accepts = "accepts: [{check: unused-setting, finding: warm, because: for next year}]\n"
    assert warnings(tmp_path, body + ferritin("fever") + accepts) == []
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


def two(first: str, second: str) -> str:
    return rules(f'id: a, when: "{first}", order: ferritin', f'id: b, when: "{second}", order: ferritin')


@pytest.mark.parametrize(
    ("first", "second", "shadowed"),
    [
        ("crs >= 2", "crs >= 3", "b"),
        ("crs >= 2", "crs >= 2", "b"),
        ("crs >= 3", "crs >= 2", "a"),
        ("crs >= 2 or icans >= 1", "icans >= 2", "b"),
        ("crs >= 2", "crs >= 3 and fever", "b"),
        ("setting in {ward, icu}", "setting = icu", "b"),
        ("crs in 1 .. 3", "crs = 2", "b"),
    ],
)
def test_a_rule_that_adds_nothing(tmp_path: Path, first: str, second: str, shadowed: str) -> None:
    ((code, line, _),) = warnings(tmp_path, two(first, second))
    assert (code, line) == ("shadowed-rule", {"a": 11, "b": 12}[shadowed])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("crs >= 2", "icans >= 2"),
        ("crs >= 2", "crs < 3"),
        ("crs >= 2 and fever", "crs >= 3"),
        ("crs_hours >= 2 h", "not crs_hours < 3 h"),  # no CRS: the second holds, the first does not
        ("setting = icu", "setting in {ward, icu}"),
        ("crs in 1 .. 3", "crs >= 2"),
    ],
)
def test_a_rule_that_adds_something(tmp_path: Path, first: str, second: str) -> None:
    found = [line for code, line, _ in warnings(tmp_path, two(first, second)) if code == "shadowed-rule"]
    assert found == ([11] if second == "setting in {ward, icu}" else [])


@pytest.mark.parametrize("word", ["avoid", "caution"])
def test_a_second_reason_to_warn_is_no_shadow(tmp_path: Path, word: str) -> None:
    body = rules(f"id: a, when: crs >= 1, {word}: anakinra", f"id: b, when: crs >= 2, {word}: anakinra")
    assert warnings(tmp_path, body) == []


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("temperature >= 38.0 Cel", "temperature >= 38.05 Cel", True),
        ("temperature >= 38.0 Cel", "temperature >= 38.1 Cel", False),
        ("temperature >= 38.0 Cel", "temperature > 38.0 Cel", True),
        ("temperature >= 38.0 Cel", "temperature < 38.0 Cel", False),
        ("temperature > 38.0 Cel", "temperature <= 38.0 Cel", False),
        ("temperature >= 38.0 Cel", "temperature <= 38.0 Cel", True),
    ],
)
def test_thresholds_that_no_reading_tells_apart(tmp_path: Path, first: str, second: str, near: bool) -> None:
    body = rules(f'id: a, when: "{first}", order: ferritin', f'id: b, when: "{second}", order: eeg')
    assert [code for code, _, _ in warnings(tmp_path, body)] == (["near-thresholds"] if near else [])


def test_a_rule_outside_the_scope(tmp_path: Path) -> None:
    body = 'scope: {applies: age >= 18 a, not_covered: ["children"]}\n'
    child = rules("id: a, when: age < 12 a and crs >= 1, order: ferritin")
    said = "`age < 12 a` is outside the scope, which asks for `age >= 18 a`"
    assert warnings(tmp_path, body + child) == [("scope-hole", 12, said)]
    adult = rules("id: a, when: age < 30 a or crs >= 1, order: ferritin")
    assert warnings(tmp_path, body + adult) == []


ACCEPTED = """accepts:
  - check: shadowed-rule
    finding: {}
    because: the reason is another one
"""


def test_an_accepted_finding_is_not_shown(tmp_path: Path) -> None:
    assert warnings(tmp_path, two("crs >= 2", "crs >= 3") + ACCEPTED.format("b")) == []


def test_an_acceptance_that_nothing_needs_is_a_finding(tmp_path: Path) -> None:
    found = warnings(tmp_path, two("crs >= 2", "crs >= 3") + ACCEPTED.format("a"))
    assert [(code, line) for code, line, _ in found] == [("shadowed-rule", 12), ("idle-acceptance", 14)]


def test_nothing_in_the_library_is_left_open() -> None:
    """What is found in the bundled documents is mended, or accepted there with a reason."""
    assert [p.message for p in validate(bundled()) if p.severity == "warning"] == []


def test_an_acceptance_of_a_law_that_there_is_not(tmp_path: Path) -> None:
    accepts = "accepts: [{{law: {}, finding: ferritin, because: x}}]\n"
    (problem,) = warnings(tmp_path, ferritin("crs >= 1") + accepts.format("worse is nevr less"))
    assert problem[0] == "idle-acceptance"
    assert "no law `worse is nevr less`" in problem[2]
    assert warnings(tmp_path, ferritin("crs >= 1") + accepts.format("worse is never less")) == []
