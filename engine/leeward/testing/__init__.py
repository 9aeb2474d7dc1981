"""For QA: patients built from a protocol's own thresholds, and the laws every protocol keeps.

from hypothesis import given
from leeward.testing import patients, plan_of

@given(patients("asco-2021"))
def test_ours(patient):
    plan = plan_of("asco-2021", patient)

Loads hypothesis, which nothing else in leeward does.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leeward.testing.break_of_a_law import Broken
    from leeward.testing.law import Law, all_laws, laws_for
    from leeward.testing.named import plan_of
    from leeward.testing.patient_file import PatientFile
    from leeward.testing.registered import register
    from leeward.testing.run_law import hold
    from leeward.testing.to_patients import patients, states
    from leeward.testing.under_test import UnderTest

_PLACES = {
    "Broken": "leeward.testing.break_of_a_law",
    "Law": "leeward.testing.law",
    "PatientFile": "leeward.testing.patient_file",
    "UnderTest": "leeward.testing.under_test",
    "all_laws": "leeward.testing.law",
    "hold": "leeward.testing.run_law",
    "laws_for": "leeward.testing.law",
    "patients": "leeward.testing.to_patients",
    "plan_of": "leeward.testing.named",
    "register": "leeward.testing.registered",
    "states": "leeward.testing.to_patients",
}

__all__ = [
    "Broken",
    "Law",
    "PatientFile",
    "UnderTest",
    "all_laws",
    "hold",
    "laws_for",
    "patients",
    "plan_of",
    "register",
    "states",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when first used: the pytest plugin lives here and must load nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module `leeward.testing` has no attribute `{name}`")
    return getattr(import_module(_PLACES[name]), name)
