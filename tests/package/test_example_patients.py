"""Every example patient of the facts has its case, and none is marked better than it was seen."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from leeward.cases.from_yaml import read_cases
from leeward.library import bundled

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    return runpy.run_path(str(TOP / "docs" / "example_patients.py"))


def test_every_patient_has_a_case_and_no_case_claims_too_much(page: dict[str, Any]) -> None:
    assert page["faults"]() == []
    assert len(page["patients"]()) == 17 + 16


def test_every_case_named_is_one_that_runs(page: dict[str, Any]) -> None:
    """The page reads the files as YAML; what `protocol test` runs is read otherwise."""
    names = {
        (path.parent.name, case.name)
        for path in bundled()
        if (file := path.with_name("cases.yaml")).is_file()
        for case in read_cases(file.read_bytes(), str(file)).cases
    }
    named = {(case.document, case.name) for case in page["cases"]()}
    assert named <= names
    assert len(named) > 100


def test_the_page_is_current(page: dict[str, Any]) -> None:
    text = (TOP / "docs" / "example-patients.md").read_text(encoding="utf-8")
    written = f"<!-- begin: the example patients -->\n{page['part']('')}\n<!-- end: the example patients -->"
    assert written in text, "`make docs` writes it anew"


@pytest.mark.parametrize(
    ("seen", "kind", "checked", "good"),
    [
        ("read", "protocol", "read", True),
        ("secondary", "protocol", "read", False),
        ("secondary", "product", "secondary", True),
        ("grade", "protocol", "memory", True),
        ("grade", "protocol", "secondary", False),
        ("grade", "scale", "secondary", True),
        ("grade", "scale", "read", False),
        ("memory", "scale", "secondary", False),
        ("memory", "product", "memory", True),
    ],
)
def test_what_a_case_may_claim(page: dict[str, Any], seen: str, kind: str, checked: str, good: bool) -> None:
    patient = page["Patient"]("label patient", "1", "", seen)
    case = page["Case"]("asco-2021", kind, "one", checked, ("label patient 1",))
    assert (page["faults_of"](patient, [case]) == []) is good


def test_a_patient_without_a_case_is_a_fault(page: dict[str, Any]) -> None:
    assert page["faults_of"](page["Patient"]("label patient", "9", "", "read"), []) == [
        "label patient 9: no case"
    ]
