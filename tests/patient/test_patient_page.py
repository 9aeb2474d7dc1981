"""The page on patient files: it has every input, and its examples are read."""

import re
from pathlib import Path

import pytest

from leeward.model.protocol import ClinicalProtocol
from leeward.patient.from_yaml import read_patient

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "patient-file.md").read_text(encoding="utf-8")


def test_every_input_has_its_row(bundled: ClinicalProtocol) -> None:
    for name in bundled.vocabulary.inputs:
        assert f"\n| `{name}` |" in PAGE


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_the_examples_are_read(example: str, bundled: ClinicalProtocol) -> None:
    assert read_patient(example.encode(), "patient.yaml", bundled).facts["product"].value == "teclistamab"


ROWS = re.findall(r"\| `([a-z_0-9]+: [^`]*)` \|", PAGE)


def test_the_lines_on_unknown_are_read(bundled: ClinicalProtocol) -> None:
    lines = [row for row in ROWS if "unknown" not in row]
    assert len(lines) == 4
    for line in lines:
        assert read_patient(f"at: 2026-11-20T14:00:00Z\n{line}".encode(), "patient.yaml", bundled).at
