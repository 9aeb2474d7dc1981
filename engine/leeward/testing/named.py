"""A protocol meant by a name, loaded and built once."""

from functools import cache

import leeward
from leeward.model.protocol import ClinicalProtocol
from leeward.plan.model.plan import Plan
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest

Named = str | ClinicalProtocol
"""A protocol, or what `leeward.load` takes: a bundled id, a file, a folder"""


def protocol_named(named: Named) -> ClinicalProtocol:
    """The protocol itself.

    Raises:
        leeward.library.UnknownProtocol: there is no such document.
        Refused: the document cannot be used.
    """
    return _loaded(named) if isinstance(named, str) else named


def plan_of(named: Named, patient: PatientFile) -> Plan:
    """The plan that this patient gets, with both engines.

    Raises:
        Refused: the patient file, or the document, cannot be used.
        EngineFault: the engines cannot be trusted with an answer.
    """
    under = _built(named) if isinstance(named, str) else UnderTest(named)
    return under.plan(patient)


@cache
def _loaded(name: str) -> ClinicalProtocol:
    return leeward.load(name)


@cache
def _built(name: str) -> UnderTest:
    return UnderTest(_loaded(name))
