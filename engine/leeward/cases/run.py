"""All cases of a file, run through both engines."""

from datetime import UTC, datetime
from pathlib import Path

from leeward.cases.case import Case, Cases, Mismatch
from leeward.cases.check import compare
from leeward.cases.from_yaml import document_named, read_cases
from leeward.cases.names import check_names
from leeward.evaluate import Evaluator
from leeward.library import SUFFIX, bundled, find_used
from leeward.link.load import load_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.patient.from_yaml import read_patient_node
from leeward.plan.to_json import to_mapping
from leeward.record import record
from leeward.text.nearest import did_you_mean
from leeward.text.problem import Problem, Problems, Refused
from leeward.text.source import with_excerpts

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
"""The time of a case that names none."""


@record
class Result:
    """One case, run. `problems`: why it could not be, such as a patient that is refused."""

    case: Case
    mismatches: tuple[Mismatch, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.mismatches and not self.problems


@record
class Report:
    """One file, run. `problems`: what is wrong with the file itself, or with the document it tests."""

    file: str
    of: str
    results: tuple[Result, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if not result.passed)

    @property
    def passed(self) -> bool:
        return bool(self.results) and not self.failed and not self.problems


@record
class Ready:
    """A cases file that can be run: its cases, the document they test, and the bytes it was read from."""

    cases: Cases
    protocol: ClinicalProtocol
    evaluator: Evaluator
    data: bytes


def run_cases(path: Path) -> Report:
    """Every case of one file; what cannot be read or linked is in the report.

    Raises:
        OSError: the file cannot be opened.
        EngineFault: the engines cannot be trusted with an answer.
    """
    try:
        ready = make_ready(path)
    except Refused as refused:
        return Report(str(path), document_named(path.read_bytes(), path), problems=refused.problems)
    results = tuple(run_case(case, ready) for case in ready.cases.cases)
    return Report(str(path), ready.cases.of.text, results)


def make_ready(path: Path) -> Ready:
    """The file read, and the document it tests linked and compiled.

    Raises:
        OSError: the file cannot be opened.
        Refused: the file, or the document, cannot be used.
    """
    data = path.read_bytes()
    cases = read_cases(data, str(path))
    protocol = _protocol(cases, path)
    return Ready(cases, protocol, Evaluator(protocol), data)


def _protocol(cases: Cases, path: Path) -> ClinicalProtocol:
    document = find_used(cases.of.text, path)
    if document is None:
        known = [file.name.removesuffix(SUFFIX) for file in bundled()]
        help = did_you_mean(cases.of.text, known) or "`protocol list` shows the bundled documents"
        message = f"no document `{cases.of.text}` beside these cases or in the library"
        raise Refused([Problem("unknown-document", message, cases.of.place, help)])
    return load_protocol(document)


def run_case(case: Case, ready: Ready) -> Result:
    """One case; a patient that is refused is in the result.

    Raises:
        EngineFault: the engines cannot be trusted with an answer.
    """
    problems = Problems()
    check_names(case, ready.protocol, problems)
    if not problems.passed:
        return Result(case, problems=with_excerpts(problems, ready.data))
    try:
        state = read_patient_node(case.patient, ready.protocol, None if "at" in case.patient else WHEN)
    except Refused as refused:
        return Result(case, problems=refused.problems)
    return Result(case, tuple(compare(case, to_mapping(ready.evaluator.plan(state)))))
