"""All cases of a file, run through both engines."""

from pathlib import Path

from leeward.cases.answers import answers_of
from leeward.cases.case import Case, Mismatch
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


def run_cases(path: Path) -> Report:
    """Every case of one file; what cannot be read or linked is in the report.

    Raises:
        OSError: the file cannot be opened.
        EngineFault: the engines cannot be trusted with an answer.
    """
    data = path.read_bytes()
    try:
        cases = read_cases(data, str(path))
        protocol = load_protocol(tested_document(cases, path))
    except Refused as refused:
        return Report(str(path), document_named(data, path), problems=refused.problems)
    evaluator = Evaluator(protocol)
    results = tuple(_run(case, protocol, evaluator, data) for case in cases.cases)
    return Report(str(path), cases.of.text, results)


def _run(case: Case, protocol: ClinicalProtocol, evaluator: Evaluator, data: bytes) -> Result:
    problems = Problems()
    check_names(case, protocol, problems)
    if not problems.passed:
        return Result(case, problems=with_excerpts(problems, data))
    try:
        state = state_of(case, protocol)
    except Refused as refused:
        return Result(case, problems=refused.problems)
    return Result(case, tuple(compare(case, answers_of(evaluator.plan(state)))))
