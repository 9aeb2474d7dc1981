"""Each check has one name for its file, its page and its findings; the examples of the page are run."""

import re
from pathlib import Path

import pytest

from leeward.lint.run import every_check
from leeward.validate import validate

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "lint"
CHECKS = every_check()
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
FORM = re.compile(
    r"# (?P<id>[a-z-]+)\n\n(?P<words>[^\n]+)\.\n\n## Avoid\n\n```yaml\n(?P<avoid>.+?)```\n\n"
    r"## Prefer\n\n```yaml\n(?P<prefer>.+?)```\n\n## Why\n\n(?P<why>.+)\n",
    re.DOTALL,
)


def page(id: str) -> re.Match[str]:
    match = FORM.fullmatch((PAGES / f"{id}.md").read_text())
    assert match is not None, f"docs/lint/{id}.md has not the form Avoid, Prefer, Why"
    return match


def findings(tmp_path: Path, body: str) -> list[str]:
    scale = body.startswith("grades:")
    head = (
        HEAD.replace("kind: protocol", "kind: scale").replace("products: [teclistamab-us-2025]\n", "")
        if scale
        else HEAD
    )
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(head + ("" if "status:" in body else "status: draft\n") + body)
    problems = validate([path])
    assert [problem for problem in problems if problem.severity == "error"] == []
    return [problem.code for problem in problems]


def test_every_check_has_a_page_and_every_page_a_check() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(CHECKS)
    folder = ROOT / "engine" / "leeward" / "lint" / "checks"
    assert {path.stem.replace("_", "-") for path in folder.glob("[!_]*.py")} == set(CHECKS)


@pytest.mark.parametrize("id", CHECKS)
def test_the_page_says_what_the_check_says(id: str) -> None:
    found = page(id)
    assert (found["id"], found["words"]) == (id, CHECKS[id].words)
    assert " ".join(found["why"].split()) == CHECKS[id].why


@pytest.mark.parametrize("id", CHECKS)
def test_what_is_to_be_avoided_is_found_and_nothing_else(id: str, tmp_path: Path) -> None:
    assert set(findings(tmp_path, page(id)["avoid"])) == {id}


@pytest.mark.parametrize("id", CHECKS)
def test_what_is_preferred_is_clean(id: str, tmp_path: Path) -> None:
    assert findings(tmp_path, page(id)["prefer"]) == []
