"""The pytest plugin: `pytest protocols/` runs the cases and the laws of every document it meets.

Loaded in every project that has leeward installed, so it imports nothing but pytest until it meets a
document of leeward's. A `cases.yaml` of somebody else's is left alone.
"""

import re
from pathlib import Path

import pytest

_OURS = re.compile(rb"^leeward:", re.MULTILINE)
_HEAD = 4096
"""Bytes looked at for the first line of a document, which may stand below comments"""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("leeward", "protocols of leeward")
    group.addoption(
        "--leeward-examples", type=int, metavar="N", help="patients tried for each law (by default 25)"
    )
    group.addoption(
        "--leeward-save", type=Path, metavar="DIR", help="write the patients that break a law to files in DIR"
    )
    parser.addini("leeward_examples", "patients tried for each law", default="25")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The cases of a cases file, or the laws of a document."""
    name = file_path.name
    if name != "cases.yaml" and not name.endswith(".protocol.yaml"):
        return None
    if not _is_ours(file_path):
        return None
    from leeward.testing.collect import CasesFile, LawsFile

    kind = CasesFile if name == "cases.yaml" else LawsFile
    return kind.from_parent(parent, path=file_path)


def _is_ours(path: Path) -> bool:
    """Whether it is a document of leeward's; cases beside one are ours even if they forgot to say so."""
    beside = path.parent.glob("*.protocol.yaml") if path.name == "cases.yaml" else ()
    return any(_says_so(one) for one in (path, *beside))


def _says_so(path: Path) -> bool:
    with path.open("rb") as file:
        return _OURS.search(file.read(_HEAD)) is not None
