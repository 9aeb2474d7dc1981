"""Every row of the facts is in the library or says why not, and none claims more than was read."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from leeward.library import bundled
from leeward.text.from_yaml import read_yaml

TOP = Path(__file__).resolve().parents[2]
PARTS = ("counts", "tables", "rest")


@pytest.fixture(scope="module")
def coverage() -> dict[str, Any]:
    return runpy.run_path(str(TOP / "docs" / "coverage.py"))


def test_no_row_stands_twice() -> None:
    data = (TOP / "docs" / "coverage.yaml").read_bytes()
    read_yaml(data, "coverage.yaml")  # refuses a key that stands twice


def test_every_id_is_there_and_no_claim_is_better_than_the_reading(coverage: dict[str, Any]) -> None:
    assert coverage["faults"]() == []


def test_every_bundled_document_occurs(coverage: dict[str, Any]) -> None:
    occurring = {document for row in coverage["rows"]() for document in row.ids}
    assert occurring == {path.name.removesuffix(".protocol.yaml") for path in bundled()}


def test_the_counts_add_up(coverage: dict[str, Any]) -> None:
    table = coverage["counts"]()
    print(table)
    lines = [
        [int(cell) for cell in line.split(" | ")[1:]]
        for line in table.replace(" |\n", "\n").split("\n")[2:-1]
    ]
    total = [int(cell) for cell in table.splitlines()[-1].rstrip(" |").split(" | ")[1:]]
    assert [sum(column) for column in zip(*lines, strict=True)] == total
    rows, inside, read, secondary, memory, outside, _, _ = total
    assert inside + outside == rows == len(coverage["rows"]())
    assert read + secondary + memory == inside


@pytest.mark.parametrize("part", PARTS)
def test_the_page_is_current(coverage: dict[str, Any], part: str) -> None:
    page = (TOP / "docs" / "coverage.md").read_text(encoding="utf-8")
    written = coverage["part"](part)
    expected = f"<!-- begin: the coverage {part} -->\n{written}\n<!-- end: the coverage {part} -->"
    assert expected in page, "`make docs` writes it anew"


def test_rows_from_memory_are_from_memory_in_the_library(coverage: dict[str, Any]) -> None:
    checked = {
        (row.id, id): how
        for row in coverage["rows"]()
        if row.flag == "M" and not row.but
        for _, id, how in coverage["named"](row)
        if how is not None
    }
    assert len(checked) > 100
    assert set(checked.values()) == {"memory"}


def _row(coverage: dict[str, Any], flag: str, ids: dict[str, list[str]], **other: str) -> Any:
    return coverage["Row"]("s", "r", flag, "", ids, other.get("reason", ""), other.get("but", ""))


READ = {"teclistamab-us-2025": ["restart step-up-1 8-"]}
REMEMBERED = {"teclistamab-us-2025": ["teclistamab-crs-1"]}


@pytest.mark.parametrize(
    ("flag", "ids", "other", "said"),
    [
        ("R", READ, {}, None),
        ("R", REMEMBERED, {}, None),
        ("M", REMEMBERED, {}, None),
        ("M", READ, {"but": "seen later"}, None),
        ("R2", READ, {}, "flag R2, but better checked: teclistamab-us-2025: restart step-up-1 8-"),
        ("M", READ, {}, "flag M, but better checked: teclistamab-us-2025: restart step-up-1 8-"),
        ("R", READ, {"but": "seen later"}, "`but` explains nothing"),
        ("R", {}, {}, "either `in` or `not`"),
        ("R", READ, {"reason": "out"}, "either `in` or `not`"),
        ("NF", READ, {}, "`NF` is no flag"),
        ("R", {"teclistamab-us-2025": ["tec-*-nothing"]}, {}, "no `tec-*-nothing` in `teclistamab-us-2025`"),
        ("R", {"teclistamab": ["*"]}, {}, "no document `teclistamab`"),
        # what the linker writes, and what another document holds, is not there for a row to name
        (
            "R",
            {"teclistamab-us-2025": ["teclistamab-crs-at-least-hold"]},
            {},
            "no `teclistamab-crs-at-least-hold` in `teclistamab-us-2025`",
        ),
        ("R", {"astct-2019": ["crs.3"]}, {}, "no `crs.3` in `astct-2019`"),
    ],
)
def test_a_faulty_row_is_found(
    coverage: dict[str, Any], flag: str, ids: dict[str, list[str]], other: dict[str, str], said: str | None
) -> None:
    found = coverage["faults_of"](_row(coverage, flag, ids, **other))
    assert found == ([] if said is None else [f"s r: {said}"])
