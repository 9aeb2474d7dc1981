"""The page for QA: its Python is run, its commands are tried, its exception is one that is read."""

import re
import shlex
from pathlib import Path

import pytest
from tests.testing.installed import TOP, pytest_in, python

from leeward.language.check_shape import check_shape
from leeward.text.from_yaml import read_yaml

pytestmark = pytest.mark.skipif(not (TOP / "docs").is_dir(), reason="the page is in the repository")
PAGE = (TOP / "docs" / "testing.md").read_text(encoding="utf-8") if (TOP / "docs").is_dir() else ""


def test_the_python_of_the_page_runs(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 3
    place = tmp_path / "page"
    place.mkdir()
    (place / "test_page.py").write_text(blocks[0])
    assert "1 passed" in pytest_in(place).stdout
    for block in blocks[1:]:
        run = python(place, "-c", block)
        assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("row", re.findall(r"^\| `(pytest protocols [^`]+)` \|", PAGE, re.MULTILINE))
def test_each_command_is_understood(row: str, tmp_path: Path) -> None:
    words = shlex.split(row)[2:]
    if "-n" in words:
        pytest.importorskip("xdist")
    run = pytest_in(tmp_path, "--collect-only", *words)
    assert "no tests" in run.stdout, run.stderr


def test_the_exception_of_the_page_is_one_that_is_read() -> None:
    (block,) = re.findall(r"```yaml\n(accepted:\n.*?)```", PAGE, re.DOTALL)
    head = "leeward: 1\nkind: cases\nof: ours\ncases:\n  - {name: one, expect: {crs: 0}}\n"
    assert list(check_shape(read_yaml((head + block).encode(), "cases.yaml"))) == []
