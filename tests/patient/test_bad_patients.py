"""Every file in `tests/bad_patients` is refused with exactly the problems that its first lines expect."""

import re
from pathlib import Path

import pytest

from leeward.model.protocol import ClinicalProtocol
from leeward.patient.from_yaml import read_patient
from leeward.text.problem import Problem, Refused

FOLDER = Path(__file__).parents[1] / "bad_patients"
FILES = sorted(FOLDER.glob("*.yaml"), key=lambda path: path.name)

LANGUAGE = {"yes", "no", "true", "false", "null", "unknown", "never", "none", "now", "~", ""}
"""Values that are words of the language; a remedy may use them."""


def expected(text: str) -> list[tuple[str, str]]:
    """(problem, help) for each `# expect:` line and the `#   help:` line that may follow it."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line.startswith("# expect: "):
            found.append((line.removeprefix("# expect: "), ""))
        elif line.startswith("#   help: "):
            found[-1] = (found[-1][0], line.removeprefix("#   help: "))
    return found


def problems_of(data: bytes, protocol: ClinicalProtocol) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        read_patient(data, "patient.yaml", protocol)
    return refused.value.problems


def line_of(problem: Problem) -> str:
    return f"{problem.code} {problem.place.line}:{problem.place.column} {problem.message}"


def words_of(protocol: ClinicalProtocol) -> set[str]:
    """Names that the vocabulary itself brings into a message."""
    vocabulary = protocol.vocabulary
    words = set(vocabulary.inputs) | set(vocabulary.panels) | set(vocabulary.interventions)
    for input in vocabulary.inputs.values():
        words |= set(input.options)
    words |= {word for choices in vocabulary.panels.values() for word in choices}
    return words | {grade.name for grade in protocol.grades}


TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9T:Z+.-]*"


def values_in(text: str) -> set[str]:
    """Every value of the file, and each number in a value that is not a time."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    body = body.replace("mm[Hg]", "mmHg")
    keys = set(re.findall(r"([A-Za-z_][A-Za-z0-9_]*):", body))
    times = set(re.findall(TIME, body))
    pieces = re.split(r"[\n\[\]{},]|: |^- |:$", re.sub(TIME, "", body), flags=re.MULTILINE)
    values = {piece.strip(" \"'-") for piece in pieces}
    numbers = set(re.findall(r"[0-9][0-9.,]*[0-9]|[0-9]", " ".join(values)))
    return (times | values | numbers) - keys


def says(text: str, value: str) -> bool:
    """Whether the text has the value as words of its own, not as a part of longer ones."""
    return re.search(rf"(?<![\w.]){re.escape(value)}(?![\w.]*\w)", text) is not None


def test_there_are_enough_bad_patients() -> None:
    assert len(FILES) >= 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_problems_and_nothing_else(path: Path, protocol: ClinicalProtocol) -> None:
    data = path.read_bytes()
    got = [(line_of(problem), problem.help) for problem in problems_of(data, protocol)]
    assert got == expected(data.decode())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_bundled_protocol_refuses_them_alike(path: Path, bundled: ClinicalProtocol) -> None:
    data = path.read_bytes()
    got = [line_of(problem) for problem in problems_of(data, bundled)]
    assert got == [problem for problem, _ in expected(data.decode())]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_value_is_repeated(path: Path, protocol: ClinicalProtocol) -> None:
    data = path.read_bytes()
    values = values_in(data.decode()) - LANGUAGE - words_of(protocol)
    for problem in problems_of(data, protocol):
        # The range is the vocabulary's, whatever the patient has.
        said = re.sub(r"plausible range, .*", "", problem.message) + " " + problem.help
        assert {value for value in values if says(said, value)} == set()
        assert problem.excerpt == ""


def test_the_search_for_values_finds_them() -> None:
    assert {"38.9 Cel", "38.9", "82 kg", "82"} <= values_in("temperature: 38.9 Cel\nx: [82 kg]")
    assert says("write `38.9 Cel`", "38.9")
    assert not says("did you mean `norepinephrine`?", "norepinephrin")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_house_form_of_messages(path: Path, protocol: ClinicalProtocol) -> None:
    for problem in problems_of(path.read_bytes(), protocol):
        assert problem.message[0] in "`" or problem.message[0].islower()
        assert not problem.message.endswith(".")
        assert "\n" not in problem.message + problem.help
        assert problem.help, "every problem has a remedy"
        assert problem.severity == "error"
