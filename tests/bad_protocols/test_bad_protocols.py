"""Every document here is wrong, and says at its top which problems must be found: all of them, no others.

Run this file as a script to write what is found now into the documents; see README.md.
"""

import os
import sys
from pathlib import Path

import pytest

from leeward.validate import validate

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
MARK = "# expect: "
DOCUMENTS = sorted(HERE.glob("*.yaml"))


def found(path: Path) -> list[str]:
    """The problems as lines of the form `<code> <line>:<column> <message>`."""
    lines = []
    for problem in validate([Path(path.name)]):
        place = problem.place
        elsewhere = "" if place.file == path.name else f"{Path(place.file).name}:"
        message = problem.message.replace(f"{REPOSITORY}{os.sep}", "")
        lines.append(f"{problem.code} {elsewhere}{place.line}:{place.column} {message}")
    return lines


def split(data: bytes) -> tuple[list[str], bytes]:
    """The expectations at the top, and the document below them."""
    lines = data.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith(MARK.encode())), len(lines))
    expected = [line.decode().removeprefix(MARK).rstrip("\r\n") for line in lines[:count]]
    return expected, b"".join(lines[count:])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_exactly_these_problems_are_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    expected, _ = split(path.read_bytes())
    assert expected, "a bad document says what is bad about it"
    assert found(path) == expected


def test_there_is_a_table_to_test() -> None:
    assert len(DOCUMENTS) >= 35


def record(path: Path) -> None:
    _, body = split(path.read_bytes())
    path.write_bytes("".join(f"{MARK}{line}\n" for line in found(path)).encode() + body)


if __name__ == "__main__":
    os.chdir(HERE)
    named = [HERE / Path(name).name for name in sys.argv[1:]]
    for _ in range(2):  # the lines written move the lines that are pointed at
        for document in named or DOCUMENTS:
            record(document)
