"""The repository's own promises: documented commands, current pages, checks that run on any machine."""

import re
import runpy
from pathlib import Path
from pkgutil import iter_modules

import pytest

import leeward_cli.commands
from leeward.verify.law import laws

TOP = Path(__file__).resolve().parents[2]
VERBS = sorted(module.name for module in iter_modules(leeward_cli.commands.__path__))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented(verb: str) -> None:
    page = (TOP / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"\n## {verb}\n" in page
    assert f"<!-- begin: the help of protocol {verb} -->\n```\nUsage: protocol {verb} " in page


def test_generated_pages_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(TOP / "docs" / "generate.py"))["main"]
    assert main(check=True) == 0, capsys.readouterr().out


def test_make_help_lists_every_target() -> None:
    makefile = (TOP / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    targets = phony[1].split()
    assert len(targets) <= 10
    documented = re.findall(r"^([a-z]+):.* ## .+$", makefile, re.MULTILINE)
    assert sorted(documented) == sorted(targets)


def test_continuous_integration_runs_what_the_readme_says() -> None:
    run = (TOP / ".ci" / "run").read_text(encoding="utf-8")
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert "make test" in readme
    assert "\nmake test\n" in run
    assert not re.search(
        r"https?://|--index-url|--find-links|(?<![\w$*\"}])/(?!dev/null|usr/bin/env)\w+/\w", run
    )


def test_the_licence_is_the_one_the_package_names() -> None:
    licence = (TOP / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert 'license = "Apache-2.0"' in (TOP / "pyproject.toml").read_text(encoding="utf-8")


def test_every_law_names_a_test_that_is_there() -> None:
    page = (TOP / "docs" / "PROPERTIES.md").read_text(encoding="utf-8")
    tested = page.partition("## Proved of every patient")[0]
    laws = [line for line in tested.splitlines() if line.startswith("| ")][1:]
    assert len(laws) > 10
    for law in laws:
        named = re.findall(r"`(\w+/\w+\.py)::(test_\w+)`", law)
        assert named, law
        for file, name in named:
            assert f"\ndef {name}(" in (TOP / "tests" / file).read_text(encoding="utf-8"), law


def test_every_law_that_is_proved_stands_in_the_table_with_its_equation() -> None:
    page = (TOP / "docs" / "PROPERTIES.md").read_text(encoding="utf-8")
    proved = page.partition("## Proved of every patient")[2]
    rows = [line for line in proved.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(laws())
    for row, law in zip(rows, laws(), strict=True):
        assert row.startswith(f"| {law.name} |")
        assert row.endswith(f"| `{law.equation}` |")
    guide = (TOP / "docs" / "verify.md").read_text(encoding="utf-8")
    assert all(f"\n| {law.name} | " in guide for law in laws())


def test_every_decision_is_listed_and_has_one_form() -> None:
    folder = TOP / "docs" / "decisions"
    listed = re.findall(
        r"^- \[([\w-]+)\]\(\1\.md\): ", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(page.stem for page in folder.glob("*.md") if page.stem != "README")
    for name in listed:
        page = (folder / f"{name}.md").read_text(encoding="utf-8")
        assert page.startswith("# "), name
        assert "**Decided.**" in page, name
        assert "**Why.**" in page, name


def test_the_picture_names_every_folder_of_the_engine() -> None:
    picture = (TOP / "docs" / "how-it-works.md").read_text(encoding="utf-8").split("```")[1]
    package = TOP / "engine" / "leeward"
    folders = sorted(path.parent.name for path in package.glob("*/__init__.py"))
    assert folders
    assert [name for name in folders if f"{name}/" not in picture] == []


def test_every_file_that_a_page_names_is_there() -> None:
    places = (TOP, TOP / "engine" / "leeward", TOP / "tests")
    named = {
        (page.name, path)
        for page in (TOP / "README.md", *(TOP / "docs").rglob("*.md"))
        for path in re.findall(
            r"`((?:\w+/)+\w+\.(?:py|csv|lark))(?:::\w+)?`", page.read_text(encoding="utf-8")
        )
    }
    assert len(named) > 10
    assert [one for one in sorted(named) if not any((place / one[1]).is_file() for place in places)] == []
