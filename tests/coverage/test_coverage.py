"""What the cases of a small document exercise, told by hand, and a patient for each thing they do not."""

import json
from pathlib import Path

import pytest
from tests.small_ward import CASES, CONFIRMED, write_ward

from leeward.cases.prepare import prepare
from leeward.cases.run import run_cases
from leeward.coverage.measure import measure
from leeward.coverage.to_text import missed
from leeward.coverage.witnesses import witnesses
from leeward.library import bundled, find
from leeward.witness.skeleton import to_cases
from leeward_cli import exit_codes, main


def test_what_is_not_exercised_is_named_with_its_line(tmp_path: Path) -> None:
    found = measure(prepare(write_ward(tmp_path)))
    assert [missed(target).removeprefix("small-ward.protocol.yaml:") for target in found.missed] == [
        "14: comparison `sedated` of cooling: never true",
        "22: rule old-age: never wanted",
        "23: comparison `age >= 65 a` of old-age: never true",
        "23: comparison `age >= 65 a` of old-age: never exactly at 65 a",
        "23: comparison `weight < 50 kg` of old-age: never true",
        "23: comparison `weight < 50 kg` of old-age: never exactly at 50 kg",
        "28: decision any-crs: never excluded",
        "29: comparison `crs >= 1` of any-crs: never false",
    ]


def test_how_many_cases_exercise_each_side(tmp_path: Path) -> None:
    found = measure(prepare(write_ward(tmp_path)))
    by = {(target.name, target.side): count for target, count in zip(found.targets, found.by, strict=True)}
    assert by["cooling", "wanted"] == 1
    assert by["cooling", "not wanted"] == 1
    assert by["`temperature >= warm` of cooling", "exactly at 38.5 Cel"] == 1
    assert by["any-crs", "certain"] == 2
    assert by["any-crs", "excluded"] == 0


def test_cases_that_exercise_everything(tmp_path: Path) -> None:
    assert measure(prepare(write_ward(tmp_path, CASES + CONFIRMED))).missed == ()


def test_every_witness_exercises_what_it_was_made_for(tmp_path: Path) -> None:
    path = write_ward(tmp_path)
    suite = prepare(path)
    before = measure(suite)
    found = list(witnesses(suite, before))
    assert all(one.skeleton is not None for one in found)
    text = to_cases("small-ward", [one.skeleton for one in found if one.skeleton is not None])
    assert text.startswith("# NOT CONFIRMED.")
    assert text.count("NOT CONFIRMED: the answer of the engines") == len(found)
    path.write_text(CASES + text.partition("\ncases:\n")[2])
    assert run_cases(path).passed  # on both engines, with the plan they gave
    assert measure(prepare(path)).missed == ()


def test_the_command_prints_a_table_and_writes_skeletons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_ward(tmp_path)
    folder = tmp_path / "w"
    assert main(["test", str(path), "--coverage", "--witness", str(folder)]) == exit_codes.COMPLETE
    said = capsys.readouterr().out
    assert "small-ward.protocol.yaml:22: rule old-age: never wanted" in said
    # of two rules, each wanted and not wanted, one side is never seen
    assert "rules             3 of    4  75 %" in " ".join(said.split("\n"))
    assert "NOT CONFIRMED" in (folder / "small-ward.witnesses.yaml").read_text()
    assert main(["test", str(path), "--coverage", "--format", "json"]) == exit_codes.COMPLETE
    (document,) = json.loads(capsys.readouterr().out)["coverage"]["documents"]
    (wanted,) = [one for one in document["targets"] if (one["name"], one["side"]) == ("old-age", "wanted")]
    assert (document["of"], wanted["kind"], wanted["line"], wanted["cases"]) == ("small-ward", "rule", 22, 0)


@pytest.mark.parametrize("id", [path.name.removesuffix(".protocol.yaml") for path in bundled()])
def test_the_cases_of_the_library_want_every_rule_and_reach_every_row(id: str) -> None:
    cases = find(id).parent / "cases.yaml"
    if not cases.is_file():
        assert id == "bsab-vocabulary"  # it decides nothing
        return
    found = measure(prepare(cases))
    assert [missed(one) for one in found.missed if one.kind in ("rule", "grade row")] == []
