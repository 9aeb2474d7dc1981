"""Every document here is wrong, and says at its top which problems must be found: all of them, no others.

Run this file as a script to write what is found now into the documents; see README.md.
"""

import os
import sys
from pathlib import Path

import pytest

from leeward.link.load import load_protocol
from leeward.text.problem import Refused
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


@pytest.mark.parametrize("path", sorted(HERE.glob("text-*.yaml")), ids=lambda path: path.name)
def test_what_cannot_even_be_read_is_refused_and_is_no_fault_of_the_program(path: Path) -> None:
    with pytest.raises(Refused):
        load_protocol(path)


def test_a_document_that_rests_on_one_that_cannot_be_read_is_not_blamed_for_it(tmp_path: Path) -> None:
    head = 'leeward: 1\nkind: {kind}\nid: {id}\ntitle: A\nversion: "1.0.0"\nstatus: draft\n'
    words, ours = tmp_path / "words.protocol.yaml", tmp_path / "ours.protocol.yaml"
    words.write_text(head.format(kind="vocabulary", id="words") + "inputs: {fever: {title: *x}}\n")
    ours.write_text(head.format(kind="protocol", id="ours") + "uses: [words]\nfindings: {hot: fever}\n")
    with pytest.raises(Refused) as refused:
        load_protocol(ours)
    assert {Path(problem.place.file).name for problem in refused.value.problems} == {"words.protocol.yaml"}


CHAIN = """\
leeward: 1
kind: scale
id: chain
title: A
version: "1.0.0"
status: draft
uses: [bsab-vocabulary]
sources: {bedside: {title: A, checked: memory}}
grades: {crs: {title: CRS, source: bedside page 1, 1: always}}
findings:
  f0: pregnant
"""


@pytest.mark.parametrize(("length", "refused"), [(40, False), (60, True), (1500, True)])
def test_findings_that_rest_on_each_other_without_end(tmp_path: Path, length: int, refused: bool) -> None:
    path = tmp_path / "chain.protocol.yaml"
    path.write_text(CHAIN + "".join(f"  f{n}: f{n - 1} or sedated\n" for n in range(1, length)))
    codes = [p.code for p in validate([path]) if p.severity == "error" and p.code != "no-source"]
    assert codes == (["too-deep"] if refused else [])


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
