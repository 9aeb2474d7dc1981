"""The examples on the page on the language are documents, and they are valid."""

import re
from pathlib import Path

import pytest

from leeward.link.load import load_protocol
from leeward.validate import validate

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(leeward: 1\n.*?)```", PAGE, re.DOTALL)


def ids() -> list[str]:
    found = [re.search(r"^id: (\S+)$", text, re.MULTILINE) for text in EXAMPLES]
    return [match[1] for match in found if match]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for id, text in zip(ids(), EXAMPLES, strict=True):
        (tmp_path / f"{id}.protocol.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_there_are_a_protocol_a_deviation_and_a_vocabulary() -> None:
    assert ids() == ["st-elsewhere", "st-elsewhere-icu", "st-elsewhere-words"]
    assert 35 <= len(EXAMPLES[0].splitlines()) <= 50


@pytest.mark.parametrize("id", ids())
def test_they_are_valid(folder: Path, id: str) -> None:
    problems = validate([folder / f"{id}.protocol.yaml"])
    # the page shows `was` in words: its own examples would need a new print after every change of a word
    assert [(p.severity, p.message) for p in problems if p.code != "no-print"] == []


def test_they_say_what_the_page_says(folder: Path) -> None:
    ours = load_protocol(folder / "st-elsewhere.protocol.yaml")
    toci = next(rule for rule in ours.rules if rule.id == "crs-tocilizumab")
    assert toci.otherwise == "crs-second-agent"
    assert {"any-crs-wait", "worst-before"} <= {rule.id for rule in ours.bsab}
    assert any(rule.layer == "teclistamab-us-2025" for rule in ours.rules)
    unit = load_protocol(folder / "st-elsewhere-icu.protocol.yaml")
    assert [one.kind for one in unit.deviations] == ["replace", "remove", "add", "setting"]
    assert "cultures" not in {rule.id for rule in unit.rules}


def test_the_worked_protocol_comes_first_and_the_grammar_last() -> None:
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert headings[0] == "A protocol"
    assert headings[-1] == "Grammar of conditions"
