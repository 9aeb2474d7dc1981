"""What became of the cases, for another program: `leeward.cases/1`."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from leeward.cases.run import Report, Result
from leeward.text.problem import Problem

FORMAT = "leeward.cases/1"


def to_json(reports: Sequence[Report], untested: Sequence[Path]) -> dict[str, Any]:
    """The same as the text says, without its layout."""
    return {
        "format": FORMAT,
        "passed": bool(reports) and all(report.passed for report in reports),
        "files": [_report(report) for report in reports],
        "without_cases": [document.name for document in untested],
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "file": report.file,
        "of": report.of,
        "passed": report.passed,
        "problems": [_problem(problem) for problem in report.problems],
        "cases": [_result(result) for result in report.results],
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "name": result.case.name,
        "line": result.case.place.line,
        "passed": result.passed,
        "problems": [_problem(problem) for problem in result.problems],
        "mismatches": [asdict(mismatch) for mismatch in result.mismatches],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return asdict(problem)
