"""All cases of a file, run through both engines."""

from pathlib import Path

from leeward.cases.answers import answers_of
from leeward.cases.case import Case, Cases, Mismatch
from leeward.cases.check import compare
from leeward.cases.from_yaml import document_named, read_cases
from leeward.cases.names import check_names
from leeward.cases.prepare import state_of, tested_document
from leeward.evaluate import Evaluator
from leeward.link.load import load_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.record import record
from leeward.text.problem import Problem, Problems, Refused
from leeward.text.source import with_excerpts


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
    protocol = load_protocol(tested_document(cases, path))
    return Ready(cases, protocol, Evaluator(protocol), data)


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
        state = state_of(case, ready.protocol)
    except Refused as refused:
        return Result(case, problems=refused.problems)
    return Result(case, tuple(compare(case, answers_of(ready.evaluator.plan(state)))))
