"""What the SARIF 2.1.0 standard asks of a log, in our words; the logs were once held against its schema too.

Not here: the schema itself, whose licence is not one under which we may pass it on.
"""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from leeward import __version__
from leeward.report.to_sarif import to_sarif
from leeward.text.place import Place
from leeward.text.problem import Problem
from leeward.validate import validate

BAD = sorted((Path(__file__).parents[1] / "bad_protocols").glob("*.yaml"))


def run_of(problems: list[Problem], files: list[str] | None = None) -> dict[str, Any]:
    """The one run of a log whose outermost form is right."""
    log = json.loads(to_sarif(problems, files))
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    assert urlsplit(log["$schema"]).path.endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    return run


def test_the_run_names_its_tool_and_how_it_counts() -> None:
    run = run_of([])
    assert run["tool"]["driver"] == {"name": "leeward", "version": __version__, "rules": []}
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    assert run["results"] == [], "no `results` at all would mean that nothing was looked for"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_the_form_of_every_result(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    run = run_of(validate([Path(path.name)]), [path.name])
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert len(set(uris)) == len(uris)
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert uris[place["artifactLocation"]["index"]] == place["artifactLocation"]["uri"]
        assert_inside(place["region"], unquote(place["artifactLocation"]["uri"]).removeprefix("file://"))


def assert_inside(region: dict[str, int], file: str) -> None:
    """Lines and columns count from 1; the end is the first column that does not belong to it any more."""
    assert region["startLine"] >= 1
    assert 1 <= region["startColumn"] < region["endColumn"]
    try:
        lines = Path(file).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return
    assert region["endColumn"] <= len(lines[region["startLine"] - 1]) + 1


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_columns_are_code_points_and_a_byte_order_mark_is_none(tmp_path: Path, mark: str) -> None:
    text = '{leeward: 1, kind: scale, id: a, title: "\U0001f600", version: "1", status: drafty}'
    path = tmp_path / "a.protocol.yaml"
    path.write_text(mark + text, encoding="utf-8")
    (result,) = [one for one in run_of(validate([path]))["results"] if one["ruleId"] == "not-listed"]
    region = result["locations"][0]["physicalLocation"]["region"]
    start = text.index("drafty") + 1
    assert region == {"startLine": 1, "startColumn": start, "endColumn": start + len("drafty")}


def location(file: str) -> dict[str, Any]:
    run = run_of([Problem("c", "m", Place(file))], [])
    (result,) = run["results"]
    found = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert found == {**run["artifacts"][0]["location"], "index": 0}
    assert set(run["originalUriBaseIds"]) == {"%SRCROOT%"}
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"], "no path of the machine in the log"
    return found


def test_a_relative_path_names_its_base_and_an_absolute_one_does_not(tmp_path: Path) -> None:
    assert location("a/b c:d.yaml") == {"uri": "a/b%20c%3Ad.yaml", "uriBaseId": "%SRCROOT%", "index": 0}
    assert location(str(tmp_path / "ä.yaml")) == {"uri": (tmp_path / "ä.yaml").as_uri(), "index": 0}


def test_no_path_climbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    climbing = os.path.join("..", "a.yaml")
    assert location(climbing) == {"uri": (tmp_path / "a.yaml").resolve().as_uri(), "index": 0}
