"""The four reports of one list of problems."""

import json
from pathlib import Path

import pytest

from leeward.report.to_github import to_github
from leeward.report.to_json import to_json
from leeward.report.to_sarif import to_sarif
from leeward.report.to_text import to_text
from leeward.text.place import Place
from leeward.text.problem import Problem

UNIT = Problem(
    "missing-unit",
    "the unit of `temperature` is missing",
    Place("st-elsewhere.protocol.yaml", 14, 24, 4),
    "write `38.0 Cel` (or `100.4 degF`)",
    excerpt="  fever: temperature >= 38.0",
)
DEAD = Problem("dead-rule", "the rule `a` never holds", Place("a b.yaml", 3, 1, 2), severity="warning")
RENDERERS = [to_text, to_json, to_sarif, to_github]


def test_text() -> None:
    assert to_text([UNIT, DEAD], ["st-elsewhere.protocol.yaml", "a b.yaml", "c.yaml"]) == (
        "a b.yaml:3:1: warning: the rule `a` never holds\n"
        "\n"
        "st-elsewhere.protocol.yaml:14:24: the unit of `temperature` is missing\n"
        "   14 |   fever: temperature >= 38.0\n"
        "      |                         ^^^^\n"
        "   help: write `38.0 Cel` (or `100.4 degF`)\n"
        "\n"
        "1 error, 1 warning in 3 files\n"
    ).replace(" " * 25 + "^^^^", " " * 24 + "^^^^")


@pytest.mark.parametrize(
    ("problems", "files", "last"),
    [
        ([], [], "0 errors, 0 warnings in 0 files"),
        ([], ["a"], "0 errors, 0 warnings in 1 file"),
        ([UNIT, UNIT], None, "1 error, 0 warnings in 1 file"),
        ([UNIT, DEAD], None, "1 error, 1 warning in 2 files"),
    ],
)
def test_the_count(problems: list[Problem], files: list[str] | None, last: str) -> None:
    assert to_text(problems, files).splitlines()[-1] == last
    assert to_github(problems, files).splitlines()[-1] == last


def underlined(excerpt: str, column: int, length: int) -> tuple[str, str]:
    problem = Problem("c", "m", Place("f", 1, column, length), excerpt=excerpt)
    line, marks = to_text([problem]).splitlines()[1:3]
    return line[8:], marks[8:]


@pytest.mark.parametrize(
    ("excerpt", "column", "length", "marks"),
    [
        ("abc", 2, 1, " ^"),
        ("abc", 2, 99, " ^^"),
        ("abc", 99, 5, "   ^"),
        ("a\tb", 3, 1, "  ^"),
        ("老老 x", 4, 1, "     ^"),
        ("e\u0301x", 3, 1, " ^"),
        ("老 x", 1, 1, "^^"),
    ],
)
def test_the_underline_is_below_the_fault(excerpt: str, column: int, length: int, marks: str) -> None:
    assert underlined(excerpt, column, length)[1] == marks


@pytest.mark.parametrize("column", [1, 50, 300, 580])
def test_a_long_line_is_cut_around_the_fault(column: int) -> None:
    excerpt = "x" * (column - 1) + "FAULT" + "x" * 600
    line, marks = underlined(excerpt, column, 5)
    assert len(line) <= 98
    assert line[marks.index("^") : marks.index("^") + 5] == "FAULT"
    assert marks.strip() == "^" * 5


def test_nothing_in_a_report_can_move_a_cursor() -> None:
    evil = "\x1b[2J\u202e\r\n::error::x"
    problem = Problem("c", f"m{evil}", Place(f"f{evil}", 1), f"h{evil}", excerpt=f"e{evil}")
    for render in (to_text, to_github):
        for line in render([problem]).splitlines():
            assert not line.startswith("::error::")
    assert "\x1b" not in to_text([problem])
    assert "\u202e" not in to_text([problem])


def test_json() -> None:
    report = json.loads(to_json([UNIT, DEAD], ["c.yaml"]))
    assert report["format"] == "leeward.problems/1"
    assert (report["errors"], report["warnings"], report["files"]) == (1, 1, ["c.yaml"])
    assert report["problems"][1] == {
        "code": "missing-unit",
        "severity": "error",
        "message": UNIT.message,
        "help": UNIT.help,
        "file": "st-elsewhere.protocol.yaml",
        "line": 14,
        "column": 24,
        "length": 4,
        "excerpt": UNIT.excerpt,
    }


def test_github() -> None:
    assert to_github([Problem("c", "50 % a\nb", Place("a:b,c.yaml", 2, 3, 4), "d")]).splitlines()[0] == (
        "::error file=a%3Ab%2Cc.yaml,line=2,col=3,endColumn=7,title=c::50 %25 a%0Ab (help: d)"
    )


def test_github_keeps_what_a_writer_typed_out_of_its_own_marks() -> None:
    odd = Problem("a:b,c", "x\r::error::y, 5 %0A", Place("f%2C\nz.yaml", 1, 1, 1), severity="warning")
    assert to_github([odd]).splitlines()[0] == (
        "::warning file=f%252C%0Az.yaml,line=1,col=1,endColumn=2,title=a%3Ab%2Cc::x%0D::error::y, 5 %250A"
    )


def test_sarif() -> None:
    run = json.loads(to_sarif([UNIT, DEAD], ["c.yaml"]))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["dead-rule", "missing-unit"]
    warning, error = run["results"]
    assert (warning["level"], warning["ruleId"], warning["ruleIndex"]) == ("warning", "dead-rule", 0)
    location = error["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 14, "startColumn": 24, "endColumn": 28}
    assert warning["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "a%20b.yaml",
        "uriBaseId": "%SRCROOT%",
        "index": 0,
    }
    files = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert files == ["a%20b.yaml", "c.yaml", "st-elsewhere.protocol.yaml"]


def prints(*problems: Problem) -> list[str]:
    results = json.loads(to_sarif(problems))["runs"][0]["results"]
    return [result["partialFingerprints"]["leeward/v1"] for result in results]


def at(line: int, message: str = "m", excerpt: str = "  a: b") -> Problem:
    return Problem("c", message, Place("f", line), excerpt=excerpt)


def test_a_fingerprint_survives_lines_that_come_and_go() -> None:
    assert prints(at(3)) == prints(at(30, excerpt="      a: b"))
    assert prints(at(3)) != prints(at(3, message="n"))
    assert prints(at(3)) != prints(at(3, excerpt="a: c"))
    assert len(set(prints(at(3), at(4), at(5)))) == 3


def test_an_absolute_path_is_a_uri() -> None:
    file = str(Path("/tmp/a b.yaml").absolute())
    assert json.loads(to_sarif([], [file]))["runs"][0]["artifacts"][0]["location"]["uri"].startswith(
        "file:///"
    )


@pytest.mark.parametrize("render", RENDERERS)
def test_order_and_repetition_do_not_matter(render: object) -> None:
    assert callable(render)
    assert render([UNIT, DEAD, UNIT]) == render([DEAD, UNIT])
