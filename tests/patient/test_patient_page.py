"""The page on patient files: its table is current, and its examples are read."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from leeward.model.protocol import ClinicalProtocol
from leeward.patient.from_yaml import read_patient

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "patient-file.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def regenerate() -> ModuleType:
    spec = spec_from_file_location("regenerate", DOCS / "regenerate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_current(regenerate: ModuleType, bundled: ClinicalProtocol) -> None:
    assert regenerate.regenerated(PAGE) == PAGE, "run `python docs/regenerate.py`"
    for name in bundled.vocabulary.inputs:
        assert f"\n| `{name}` |" in PAGE


def test_a_changed_table_is_seen(regenerate: ModuleType) -> None:
    changed = PAGE.replace("Body temperature", "Something else")
    assert changed != PAGE
    assert regenerate.regenerated(changed) == PAGE


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_the_examples_are_read(example: str, bundled: ClinicalProtocol) -> None:
    assert read_patient(example.encode(), "patient.yaml", bundled).facts["product"].value == "teclistamab"


ROWS = re.findall(r"\| `([a-z_0-9]+: [^`]*)` \|", PAGE)


def test_the_lines_on_unknown_are_read(bundled: ClinicalProtocol) -> None:
    lines = [row for row in ROWS if "unknown" not in row]
    assert len(lines) == 4
    for line in lines:
        assert read_patient(f"at: 2026-11-20T14:00:00Z\n{line}".encode(), "patient.yaml", bundled).at
