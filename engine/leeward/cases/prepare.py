"""The cases of one file with their patients read, for those who look at all of them together."""

from datetime import UTC, datetime
from pathlib import Path

from leeward.cases.case import Case, Cases
from leeward.cases.from_yaml import read_cases
from leeward.library import SUFFIX, bundled, find_used
from leeward.link.gather import Gathered
from leeward.link.load import link_documents
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.patient.from_yaml import read_patient_node
from leeward.record import record
from leeward.text.nearest import did_you_mean
from leeward.text.problem import Problem, Refused

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
"""The time of a case that names none."""


@record
class Prepared:
    """One case and what is known of its patient."""

    case: Case
    state: State


@record
class Suite:
    """A document, those it uses, and its cases. A case whose patient is refused is not among them."""

    file: str
    protocol: ClinicalProtocol
    documents: tuple[Gathered, ...]
    cases: tuple[Prepared, ...]

    @property
    def document(self) -> Gathered:
        """The document under test."""
        return self.documents[-1]


def prepare(path: Path) -> Suite:
    """The cases of a file and the document they test.

    Raises:
        OSError: the file cannot be opened.
        Refused: it cannot be read, or the document cannot be linked.
    """
    cases = read_cases(path.read_bytes(), str(path))
    protocol, documents, _ = link_documents(tested_document(cases, path))
    return Suite(str(path), protocol, documents, tuple(_readable(cases, protocol)))


def _readable(cases: Cases, protocol: ClinicalProtocol) -> list[Prepared]:
    found = []
    for case in cases.cases:
        try:
            found.append(Prepared(case, state_of(case, protocol)))
        except Refused:
            continue  # `run_cases` reports it, and the case counts as failed there
    return found


def state_of(case: Case, protocol: ClinicalProtocol) -> State:
    """The patient of a case.

    Raises:
        Refused: with everything that is wrong with the patient.
    """
    return read_patient_node(case.patient, protocol, None if "at" in case.patient else WHEN)


def tested_document(cases: Cases, path: Path) -> Path:
    """Where the document lies that these cases are about.

    Raises:
        Refused: it is neither beside them nor in the library.
    """
    document = find_used(cases.of.text, path)
    if document is None:
        known = [file.name.removesuffix(SUFFIX) for file in bundled()]
        help = did_you_mean(cases.of.text, known) or "`protocol list` shows the bundled documents"
        message = f"no document `{cases.of.text}` beside these cases or in the library"
        raise Refused([Problem("unknown-document", message, cases.of.place, help)])
    return document
