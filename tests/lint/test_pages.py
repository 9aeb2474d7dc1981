"""Each page of `docs/lint` explains the findings or the refusals of its name; its two examples are run."""

import importlib
import json
from pathlib import Path

import pytest

from leeward.lint import pages
from leeward.lint.pages import FOLDER, REFUSAL, NotAPage, every_page, read_page
from leeward.lint.run import every_check
from leeward.report.to_github import to_github
from leeward.report.to_json import to_json
from leeward.report.to_sarif import to_sarif
from leeward.report.to_text import to_text
from leeward.text.place import Place
from leeward.text.problem import Problem
from leeward.validate import validate

ROOT = Path(__file__).parents[2]
PAGES = every_page()
CHECKS = every_check()
REFUSALS = [code for code, page in PAGES.items() if page.refusal]
HEAD = """\
leeward: 1
kind: protocol
id: ours
title: A
version: "1"
uses: [bsab-vocabulary, astct-2019]
products: [teclistamab-us-2025]
sources: {ward: {title: A ward's own note, checked: read}}
"""


def written(tmp_path: Path, body: str) -> list[Problem]:
    """The problems of a document with this body, a scale when it is one of grades."""
    scale = body.startswith("grades:")
    head = (
        HEAD.replace("kind: protocol", "kind: scale").replace("products: [teclistamab-us-2025]\n", "")
        if scale
        else HEAD
    )
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(head + ("" if "status:" in body else "status: draft\n") + body)
    return validate([path])


def test_every_page_stands_in_the_folder_that_people_are_told_of() -> None:
    assert {path.stem for path in (ROOT / FOLDER).iterdir()} == set(PAGES)
    assert all((ROOT / page.address).is_file() for page in PAGES.values())


def test_every_check_has_a_page_and_every_other_page_is_of_a_refusal() -> None:
    assert {code for code, page in PAGES.items() if not page.refusal} == set(CHECKS)
    folder = ROOT / "engine" / "leeward" / "lint" / "checks"
    assert {path.stem.replace("_", "-") for path in folder.glob("[!_]*.py")} == set(CHECKS)
    assert {"no-source", "hold-without-until"} <= set(REFUSALS)


@pytest.mark.parametrize("id", CHECKS)
def test_the_page_says_what_the_check_says(id: str) -> None:
    module = importlib.import_module(f"leeward.lint.checks.{id.replace('-', '_')}")
    words, _, why = (module.__doc__ or "").strip().partition("\n")
    assert (PAGES[id].words + ".", PAGES[id].why) == (words, " ".join(why.split()))


@pytest.mark.parametrize("code", PAGES)
def test_what_is_to_be_avoided_is_found_and_nothing_else(code: str, tmp_path: Path) -> None:
    problems = written(tmp_path, PAGES[code].avoid)
    severity = "error" if PAGES[code].refusal else "warning"
    assert {(problem.code, problem.severity) for problem in problems} == {(code, severity)}
    assert all(problem.help for problem in problems)


@pytest.mark.parametrize("code", PAGES)
def test_what_is_preferred_is_clean(code: str, tmp_path: Path) -> None:
    assert written(tmp_path, PAGES[code].prefer) == []


@pytest.mark.parametrize("code", PAGES)
def test_what_the_page_says_of_accepting_is_so(code: str, tmp_path: Path) -> None:
    body = PAGES[code].avoid
    found = written(tmp_path, body)
    if PAGES[code].refusal:
        accepts = f"accepts: [{{check: {code}, finding: any-crs, because: meant}}]\n"
        assert {problem.code for problem in written(tmp_path, body + accepts)} == {code}
        assert "if it is meant so" not in to_text(found)
        return
    lines = [line.partition("accepts: ")[2] for line in to_text(found).splitlines() if "meant so" in line]
    assert len(lines) == len(found) > 0
    items = sorted({f"  - {line[1:-1].replace('…', 'meant')}\n" for line in lines})
    assert written(tmp_path, f"{body}accepts:\n{''.join(items)}") == []


@pytest.mark.parametrize("code", PAGES)
def test_the_reader_of_any_report_is_told_of_the_page(code: str) -> None:
    page = PAGES[code]
    problem = Problem(code, "m", Place("f.yaml", 1, 1, 1), "h")
    assert to_text([problem]).splitlines()[1:3] == ["   help: h", f"   page: docs/lint/{code}.md"]
    assert to_github([problem]).splitlines()[0].endswith(f"::m (help: h; page: docs/lint/{code}.md)")
    assert json.loads(to_json([problem]))["problems"][0]["page"] == f"docs/lint/{code}.md"
    (rule,) = json.loads(to_sarif([problem]))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == page.words
    assert rule["help"]["text"].endswith(f"{page.why} See docs/lint/{code}.md.")
    for shown in (page.avoid, page.prefer, page.why, page.address):
        assert shown in rule["help"]["markdown"]
    assert (REFUSAL in rule["fullDescription"]["text"]) == page.refusal


PAGE = """\
# unknown-key

A key that the language does not have.

This is an error: the document is refused until it is mended, and `accepts:` cannot accept it.

## Avoid

```yaml
a
```

## Prefer

```yaml
b
```

## Why

Because
of that.
"""


def test_a_page_needs_nothing_but_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "unknown-key.md").write_text(PAGE)
    monkeypatch.setattr(pages, "_folder", lambda: tmp_path)
    every_page.cache_clear()
    try:
        assert to_text([Problem("unknown-key", "m", Place("f", 1))]).splitlines()[1] == (
            "   page: docs/lint/unknown-key.md"
        )
        assert "page:" not in to_text([Problem("no-source", "m", Place("f", 1))])
        assert every_page()["unknown-key"].why == "Because of that."
    finally:
        every_page.cache_clear()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("unknown-keys", "", ""),
        ("unknown-key", "## Prefer", "## Preferred"),
        ("unknown-key", "## Why\n\nBecause\nof that.\n", ""),
        ("unknown-key", "cannot accept it.", "can accept it."),
        ("unknown-key", "have.\n", "have\n"),
    ],
)
def test_what_has_not_the_form_of_a_page_is_none(tmp_path: Path, name: str, old: str, new: str) -> None:
    path = tmp_path / f"{name}.md"
    path.write_text(PAGE.replace(old, new) if old else PAGE)
    with pytest.raises(NotAPage, match=f"docs/lint/{name}.md"):
        read_page(path)
