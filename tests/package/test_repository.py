"""The repository's own promises: documented commands, current pages, checks that run on any machine."""

import re
import runpy
from pathlib import Path
from pkgutil import iter_modules

import pytest

import leeward_cli.commands

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
