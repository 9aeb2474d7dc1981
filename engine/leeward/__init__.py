"""leeward: a hospital's own CRS and ICANS protocol, compiled and run.

protocol = leeward.load("asco-2021")
patient = leeward.read_patient(data, "patient.yaml", protocol)
plan = leeward.Evaluator(protocol).plan(patient)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leeward.evaluate import Evaluator
    from leeward.link.load import load_protocol
    from leeward.model.decision import Decision
    from leeward.model.protocol import ClinicalProtocol
    from leeward.model.signals import Signals
    from leeward.model.state import NEVER, State
    from leeward.patient.from_yaml import read_patient
    from leeward.plan.model.plan import Plan
    from leeward.text.problem import Problem, Refused

__version__ = "0.1.0"

_PLACES = {
    "ClinicalProtocol": "leeward.model.protocol",
    "Decision": "leeward.model.decision",
    "Evaluator": "leeward.evaluate",
    "NEVER": "leeward.model.state",
    "Plan": "leeward.plan.model.plan",
    "Problem": "leeward.text.problem",
    "Refused": "leeward.text.problem",
    "Signals": "leeward.model.signals",
    "State": "leeward.model.state",
    "load_protocol": "leeward.link.load",
    "read_patient": "leeward.patient.from_yaml",
}

__all__ = [
    "NEVER",
    "ClinicalProtocol",
    "Decision",
    "Evaluator",
    "Plan",
    "Problem",
    "Refused",
    "Signals",
    "State",
    "__version__",
    "load",
    "load_protocol",
    "read_patient",
]


def load(name_or_path: str) -> "ClinicalProtocol":
    """The protocol meant by a bundled id, a file, or a folder.

    Raises:
        leeward.library.UnknownProtocol: there is no such document.
        Refused: the document cannot be used; every problem is in it.
    """
    from leeward.library import find
    from leeward.remembered.load import load_remembered

    return load_remembered(find(name_or_path))


def __getattr__(name: str) -> Any:
    """Public names are imported when first used, so that `import leeward` stays light."""
    if name not in _PLACES:
        raise AttributeError(f"module `leeward` has no attribute `{name}`")
    return getattr(import_module(_PLACES[name]), name)
