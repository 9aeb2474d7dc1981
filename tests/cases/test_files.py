"""Cases files as people write them: read, run through both engines, and reported."""

import json
from pathlib import Path

import pytest

from leeward.cases.find import targets, without_cases
from leeward.cases.from_yaml import read_cases
from leeward.cases.run import Report, run_cases
from leeward.cases.to_json import to_json
from leeward.cases.to_text import to_text
from leeward.library import UnknownProtocol, find
from leeward.text.node import Scalar
from leeward.text.problem import Refused
from leeward_cli import exit_codes, main

HEAD = "leeward: 1\nkind: cases\nof: astct-2019\n"
WELL = (
    "bases:\n  well: {age: 60 a, temperature: 36.8 Cel, fever_this_episode: no,"
    " systolic_bp: '120 mm[Hg]', spo2: 97 %, vasopressors: [], oxygen_device: room_air,"
    " ice: 10, neuro: normal}\n"
)


def written(folder: Path, cases: str, head: str = HEAD + WELL) -> Path:
    path = folder / "cases.yaml"
    path.write_text(f"{head}cases:\n{cases}")
    return path


def messages(report: Report) -> list[str]:
    found = [*report.problems, *(problem for result in report.results for problem in result.problems)]
    return [f"{problem.place.line}: {problem.message} | {problem.help}" for problem in found]


def test_the_patient_is_laid_over_the_base_key_by_key() -> None:
    text = """bases: {b: {temperature: 36.8 Cel, ice: 10, spo2: 97 %}}
cases:
- {name: a, base: b, patient: {ice: 3, spo2: null, neuro: normal}, expect: {crs: 1}}
- {name: b, base: b, expect: {crs: 1}}
- {name: c, patient: {ice: 3}, expect: {crs: 1}}
"""
    cases = read_cases((HEAD + text).encode(), "cases.yaml").cases
    shown = [{k.text: n.text for k, n in case.patient if isinstance(n, Scalar)} for case in cases]
    assert shown == [
        {"temperature": "36.8 Cel", "ice": "3", "neuro": "normal"},
        {"temperature": "36.8 Cel", "ice": "10", "spo2": "97 %"},
        {"ice": "3"},
    ]
    assert cases[0].patient.entries[-1][0].place.line == 6


def test_cases_run_through_the_engines(tmp_path: Path) -> None:
    report = run_cases(
        written(
            tmp_path,
            "- {name: well, base: well, expect: {crs: 0, icans: 0, missing: []}}\n"
            "- {name: fever, base: well, patient: {temperature: 38.0 Cel}, expect: {crs: 1}}\n"
            "- {name: unknown, base: well, patient: {ice: null}, expect: {icans: 0 .. 3, missing: [ice]}}\n"
            "- {name: wrong, base: well, patient: {temperature: 38.0 Cel}, expect: {crs: 0, icans: 2}}\n",
        )
    )
    assert messages(report) == []
    assert [result.passed for result in report.results] == [True, True, True, False]
    text = to_text([report], [])
    assert (
        f"{tmp_path}/cases.yaml:10: wrong\n    crs: expected 0, got 1\n    icans: expected 2, got 0\n" in text
    )
    assert text.startswith("FAILED    astct-2019: 1 of 4 cases\n")
    assert text.endswith("4 cases in 1 file, 1 failed\n")
    data = json.loads(json.dumps(to_json([report], [])))
    assert data["format"] == "leeward.cases/1"
    assert [case["passed"] for case in data["files"][0]["cases"]] == [True, True, True, False]
    assert data["passed"] is False


def test_a_case_without_a_time_has_one_and_a_time_of_its_own_wins(tmp_path: Path) -> None:
    cases = (
        "- {name: old, base: well, patient: {temperature: {value: 36.8 Cel, at: 2025-06-01T00:00:00Z}},"
        " expect: {missing: [temperature]}}\n"
        "- {name: own, base: well, patient: {at: '2025-06-01T00:00:00Z',"
        " temperature: {value: 36.8 Cel, at: 2025-06-01T00:00:00Z}}, expect: {missing: []}}\n"
    )
    assert run_cases(written(tmp_path, cases)).passed


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("{name: a, base: wel, expect: {crs: 0}}", "no base `wel` in this file | did you mean `well`?"),
        (
            "{name: a, base: well, expect: {crss: 0}}",
            "nothing in a plan is called `crss` | did you mean `crs`?",
        ),
        ("{name: a, base: well, expect: {missing: [spo]}}", "no input `spo`"),
        ("{name: a, base: well, expect: {give: [tocilizumb]}}", "did you mean `tocilizumab`?"),
        ("{name: a, base: well, expect: {not_ordered: [tocilizumb]}}", "did you mean `tocilizumab`?"),
        ("{name: a, base: well, expect: {dose: {tocilizumb: 8 mg}}}", "did you mean `tocilizumab`?"),
        ("{name: a, base: well, expect: {because: [grade-4]}}", "no decision rule `grade-4`"),
        ("{name: a, base: well, expect: {next_dose: [premedicat 4 h]}}", "no intervention `premedicat`"),
        ("{name: a, base: well, expect: {restart: step-up-9}}", "no word `step-up-9`"),
        ("{name: a, base: well, expect: {not_ordered: []}}", "tests nothing"),
        ("{name: a, base: well, expect: {crs: 4 .. 1}}", "the expected grade of `crs` cannot be read"),
        ("{name: a, base: well, expect: {}}", "expect"),
        ("{name: a, base: well}", "expect"),
        ("{name: a, base: well, patience: {}, expect: {crs: 0}}", "did you mean `patient`?"),
        ("{name: a, base: well, patient: {temperatur: 38.0 Cel}, expect: {crs: 0}}", "`temperature`"),
        ("{name: a, base: well, patient: {temperature: 380 Cel}, expect: {crs: 0}}", "temperature"),
    ],
)
def test_a_case_that_would_test_nothing_is_refused(case: str, says: str, tmp_path: Path) -> None:
    report = run_cases(written(tmp_path, f"- {case}\n"))
    assert not report.passed
    (message,) = messages(report)
    assert says in message
    assert message.startswith("7: ")


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    one = "- {name: a, base: well, expect: {crs: 0}}\n"
    (message,) = messages(run_cases(written(tmp_path, one + one)))
    assert message == "8: a second case named `a` | the first is in line 7"


@pytest.mark.parametrize(
    ("head", "cases", "says"),
    [
        (HEAD, "", "case"),
        (HEAD.replace("astct-2019", "astct-2091"), "- {name: a, expect: {crs: 0}}\n", "`astct-2019`"),
        (HEAD.replace("of: astct-2019\n", ""), "- {name: a, expect: {crs: 0}}\n", "`of`"),
        (HEAD.replace("kind: cases", "kind: scale"), "- {name: a, expect: {crs: 0}}\n", "`cases`"),
    ],
)
def test_a_file_that_cannot_be_run_is_said_loudly(head: str, cases: str, says: str, tmp_path: Path) -> None:
    report = run_cases(written(tmp_path, cases, head))
    assert not report.passed
    assert any(says in message for message in messages(report))
    text = to_text([report], [])
    assert text.startswith("REFUSED ")
    assert "1 file refused" in text


@pytest.mark.parametrize(
    "text", [HEAD + "cases:\n- {name: a, at: 2026-01-01T00:00:00Z, expect: {crs: 0}}\n", HEAD + "cases: [\n"]
)
def test_a_refused_file_is_still_about_its_document(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "astct-2019"
    folder.mkdir()
    (folder / "cases.yaml").write_text(text, encoding="utf-8")
    report = run_cases(folder / "cases.yaml")
    assert report.problems
    assert without_cases([find("astct-2019")], {report.of}) == []


def test_what_belongs_to_the_patient_is_told_so(tmp_path: Path) -> None:
    for key in ("at", "given", "episodes", "last_dose"):
        path = written(tmp_path, f"- {{name: a, {key}: x, patient: {{}}, expect: {{crs: 0}}}}\n")
        assert [problem.help for problem in run_cases(path).problems] == ["write it under `patient:`"]


def test_an_empty_list_of_cases_is_refused() -> None:
    with pytest.raises(Refused):
        read_cases((HEAD + "cases: []\n").encode(), "cases.yaml")


def test_the_document_beside_the_cases_comes_before_the_bundled_one(tmp_path: Path) -> None:
    scale = find("astct-2019-crs").read_text(encoding="utf-8")
    assert "temperature >= fever_from" in scale
    stricter = scale.replace("temperature >= fever_from", "temperature >= 39.0 Cel")
    (tmp_path / "astct-2019-crs.protocol.yaml").write_text(stricter, encoding="utf-8")
    case = "- {name: a, base: well, patient: {temperature: 38.5 Cel}, expect: {crs: 0}}\n"
    head = (HEAD + WELL).replace("of: astct-2019", "of: astct-2019-crs")
    assert run_cases(written(tmp_path, case, head)).passed


def test_what_is_meant_by_a_path(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    folder = tmp_path / "mine"
    empty.mkdir()
    folder.mkdir()
    cases = written(folder, "- {name: a, base: well, expect: {crs: 0}}\n")
    document = folder / "lonely.protocol.yaml"
    document.write_text("leeward: 1\nkind: scale\nid: lonely\n")
    hidden = tmp_path / ".hidden"
    hidden.mkdir()
    written(hidden, "")
    assert targets([str(cases)], empty) == ([cases], [])
    assert targets([str(folder)], empty) == ([cases], [document])
    assert targets([str(document)], empty) == ([cases], [document])
    assert targets([str(cases), str(folder)], empty) == ([cases], [document])
    assert targets([], tmp_path) == ([cases], [document])
    assert targets([], folder) == ([cases], [document])
    bundled, documents = targets([], empty)
    assert find("astct-2019") in documents
    assert find("astct-2019").parent / "cases.yaml" in bundled
    assert targets(["astct-2019"], tmp_path)[1] == [find("astct-2019")]
    with pytest.raises(UnknownProtocol):
        targets(["astct-2091"], tmp_path)
    assert without_cases([document, find("bsab-vocabulary")], {"astct-2019"}) == [document]
    assert without_cases([document], {"lonely"}) == []


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(written(tmp_path, "- {name: a, base: well, expect: {crs: 0}}\n"))
    assert main(["test", good]) == exit_codes.COMPLETE
    assert capsys.readouterr().out == "passed    astct-2019: 1 case\n1 case in 1 file, 0 failed\n"
    bad = str(written(tmp_path, "- {name: a, base: well, expect: {crs: 1}}\n"))
    assert main(["test", bad, "--format", "json"]) == exit_codes.FINDINGS
    assert json.loads(capsys.readouterr().out)["passed"] is False
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "x.protocol.yaml").write_text("leeward: 1\nkind: scale\nid: x\n")
    assert main(["test", str(empty)]) == exit_codes.FINDINGS
    shown = capsys.readouterr().out
    assert "NO CASES  x.protocol.yaml" in shown
    assert "NO CASES: nothing was tested" in shown


def test_a_document_that_is_refused_is_explained_as_by_validate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = 'leeward: 1\nkind: protocol\nid: ours\ntitle: A\nversion: "1"\nstatus: draft\n'
    rule = "rules: [{id: a, when: always, order: ferritin, because: x}]\n"
    (tmp_path / "ours.protocol.yaml").write_text(f"{head}uses: [bsab-vocabulary]\n{rule}")
    written(
        tmp_path,
        "- {name: a, patient: {ice: 3}, expect: {missing: []}}\n",
        HEAD.replace("astct-2019", "ours"),
    )
    assert main(["test", str(tmp_path)]) == exit_codes.FINDINGS
    assert "      page: docs/lint/no-source.md\n" in capsys.readouterr().out
