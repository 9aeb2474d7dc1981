"""`protocol validate` and `protocol schema`: exit codes, folders, formats, and every problem once."""

import json
from pathlib import Path

import pytest

from leeward.library import UnknownProtocol, bundled_folder, find
from leeward.validate import documents_in, validate
from leeward_cli import exit_codes, main

VOCABULARY = """\
leeward: 1
kind: vocabulary
id: words
title: Words
version: "1.0.0"
status: draft
inputs:
  temperature: {title: Temperature, unit: Cel}
"""
PROTOCOL = VOCABULARY.replace("vocabulary", "protocol").replace("id: words", "id: ours").split("inputs")[0]
PROTOCOL += "products: []\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hospital's folder: a vocabulary, a protocol that uses it, and things that are no documents."""
    monkeypatch.chdir(tmp_path)
    for name in ("words", "ours", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "words" / "words.protocol.yaml").write_text(VOCABULARY)
    (tmp_path / "ours" / "ours.protocol.yaml").write_text(PROTOCOL + "uses: words\n")
    (tmp_path / ".hidden" / "old.protocol.yaml").write_text("x")
    (tmp_path / "notes.yaml").write_text("x: [")
    return tmp_path


def test_a_good_folder(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "."]) == exit_codes.COMPLETE
    assert capsys.readouterr() == ("0 errors, 0 warnings in 2 files\n", "")


def test_a_broken_document_is_told_once_and_those_that_rest_on_it_are_not_blamed(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "words" / "words.protocol.yaml").write_text(VOCABULARY.replace("unit: Cel", "unit: Celcius"))
    assert main(["validate", "ours", ".", str(house)]) == exit_codes.FINDINGS
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "words/words.protocol.yaml:8:43: `Celcius` is no value of `unit`",
        "    8 |   temperature: {title: Temperature, unit: Celcius}",
        "      |                                           ^^^^^^^",
        "   help: did you mean `Cel`?",
        "",
        "1 error, 0 warnings in 2 files",
    ]
    assert err == ""


def test_a_used_document_is_judged_though_nobody_named_it(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "words" / "words.protocol.yaml").write_text(VOCABULARY.replace("status: draft", "status: new"))
    assert main(["validate", "ours"]) == exit_codes.FINDINGS
    assert "words/words.protocol.yaml:6:9: `new` is no value of `status`" in capsys.readouterr().out


def test_what_only_linking_sees(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "ours" / "ours.protocol.yaml").write_text(PROTOCOL + "uses: wards\n")
    assert main(["validate", "."]) == exit_codes.FINDINGS
    out = capsys.readouterr().out
    assert "ours/ours.protocol.yaml:8:7: " in out
    assert out.endswith("1 error, 0 warnings in 2 files\n")


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_formats_for_machines(form: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "ours" / "ours.protocol.yaml").write_text("\tx: 1\n")
    assert main(["validate", ".", "--format", form]) == exit_codes.FINDINGS
    report = json.loads(capsys.readouterr().out)
    found = report["problems"] if form == "json" else report["runs"][0]["results"]
    assert len(found) == 1


def test_format_for_github(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "ours" / "ours.protocol.yaml").write_text("\tx: 1\n")
    assert main(["validate", ".", "--format", "github"]) == exit_codes.FINDINGS
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("::error file=ours/ours.protocol.yaml,line=1,col=1,")


@pytest.mark.parametrize("arguments", [["missing.yaml"], [".hidden/deeper"], [], [".", "--format", "xml"]])
def test_bad_usage(arguments: list[str], house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", *arguments]) == exit_codes.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err


def test_a_folder_without_documents_is_no_success(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "empty").mkdir()
    assert main(["validate", "empty"]) == exit_codes.USAGE
    assert "no *.protocol.yaml" in capsys.readouterr().err


def test_any_file_that_is_named_is_judged(house: Path) -> None:
    assert documents_in([house / "notes.yaml"]) == [house / "notes.yaml"]
    assert [problem.code for problem in validate([house / "notes.yaml"])] == ["syntax"]


def test_cases_are_held_against_their_shape(house: Path) -> None:
    cases = house / "ours" / "cases.yaml"
    cases.write_text("leeward: 1\nkind: cases\nof: ours\ncases: [{name: a, expect: {crs: 9}}]\n")
    assert [problem.code for problem in validate(documents_in([house]))] == ["out-of-range"]


def test_ten_megabytes_are_refused_at_once(house: Path) -> None:
    (house / "ours" / "ours.protocol.yaml").write_bytes(b"a: b\n" * 2_000_000)
    assert [problem.code for problem in validate(documents_in([house / "ours"]))] == ["too-large"]


def test_the_bundled_library_is_in_order() -> None:
    problems = validate(documents_in([bundled_folder()]))
    assert [f"{problem.place}: {problem.message}" for problem in problems] == []


def test_the_schema_of_patient_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "patient"]) == exit_codes.COMPLETE
    usual = json.loads(capsys.readouterr().out)
    assert usual["title"] == "A patient for asco-2021"
    assert "RA" in usual["properties"]["oxygen_device"]["anyOf"][0]["enum"]
    assert main(["schema", "patient", "--protocol", "crombie-2024"]) == exit_codes.COMPLETE
    assert json.loads(capsys.readouterr().out)["title"] == "A patient for crombie-2024"
    assert main(["schema", "--protocol", "crombie-2024"]) == exit_codes.USAGE
    assert "schema patient --protocol" in capsys.readouterr().err


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == exit_codes.COMPLETE
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_a_bundled_id_is_a_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "asco-2021"]) == exit_codes.COMPLETE
    assert main(["validate", "asco-2022"]) == exit_codes.USAGE
    assert "did you mean `asco-2021`?" in capsys.readouterr().err


def test_a_patient_file_is_no_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "patient.yaml"
    path.write_text("at: 2026-01-01T00:00:00Z\nproduct: teclistamab\ntemperature: 38.9 Cel\n")
    assert main(["validate", str(path)]) == exit_codes.FINDINGS
    said = capsys.readouterr().out
    assert "no document of a protocol" in said
    assert "protocol evaluate" in said
    assert "38.9" not in said


def test_of_two_documents_in_a_folder_the_protocol_is_meant(tmp_path: Path) -> None:
    for name, kind in (("ours", "protocol"), ("words", "vocabulary")):
        (tmp_path / f"{name}.protocol.yaml").write_text(f"leeward: 1\nkind: {kind}  # kind: protocol\n")
    assert find(str(tmp_path)).name == "ours.protocol.yaml"
    (tmp_path / "theirs.protocol.yaml").write_text("kind: protocol\n")
    with pytest.raises(UnknownProtocol):
        find(str(tmp_path))
