"""What became of the cases, for a terminal: a line for each file, the details only where one failed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from leeward.cases.run import Report, Result
from leeward.report.summary import on_one_line, remedies
from leeward.text.problem import Problem


def to_text(reports: Sequence[Report], untested: Sequence[Path]) -> str:
    """All reports, then the documents that no case tests, then the sum."""
    lines = [line for report in reports for line in report_lines(report)]
    lines += [f"NO CASES  {document.name}: nothing tests this document" for document in untested]
    return "\n".join([*lines, _sum(reports, untested)]) + "\n"


def report_lines(report: Report) -> Iterator[str]:
    """What became of one file."""
    of = report.of or report.file
    if report.problems:
        yield f"REFUSED   {of}: its cases were not run"
    elif report.failed:
        yield f"FAILED    {of}: {len(report.failed)} of {_count(len(report.results), 'case')}"
    else:
        yield f"passed    {of}: {_count(len(report.results), 'case')}"
    for problem in report.problems:
        yield from _problem(problem)
    for result in report.failed:
        yield from result_lines(result)


def result_lines(result: Result) -> Iterator[str]:
    """What is wrong with one case, with its place."""
    place = result.case.place
    yield f"  {place.file}:{place.line}: {result.case.name}"
    for problem in result.problems:
        yield from _problem(problem)
    for mismatch in result.mismatches:
        yield f"    {mismatch.key}: expected {mismatch.expected}, got {mismatch.got}"


def _problem(problem: Problem) -> Iterator[str]:
    yield f"    {on_one_line(str(problem.place))}: {on_one_line(problem.message)}"
    for label, text in remedies(problem):
        yield f"      {label}: {on_one_line(text)}"


def _sum(reports: Sequence[Report], untested: Sequence[Path]) -> str:
    cases = sum(len(report.results) for report in reports)
    failed = sum(len(report.failed) for report in reports)
    refused = sum(1 for report in reports if report.problems)
    parts = [f"{_count(cases, 'case')} in {_count(len(reports), 'file')}", f"{failed} failed"]
    if refused:
        parts.append(f"{_count(refused, 'file')} refused")
    if untested:
        parts.append(f"{_count(len(untested), 'document')} without cases")
    return ", ".join(parts) if cases or refused else "NO CASES: nothing was tested"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
