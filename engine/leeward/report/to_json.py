"""Problems as JSON, for scripts; the format is `leeward.problems/1` and only gains keys."""

import json
from collections.abc import Iterable

from leeward.report.summary import count, files_of, in_order
from leeward.text.problem import Problem


def to_json(problems: Iterable[Problem], files_checked: Iterable[str] | None = None) -> str:
    """All problems with their places, and how many there are."""
    ordered = in_order(problems)
    report = {
        "format": "leeward.problems/1",
        "files": files_of(ordered, files_checked),
        "errors": count(ordered, "error"),
        "warnings": count(ordered, "warning"),
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "message": problem.message,
                "help": problem.help,
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "length": problem.place.length,
                "excerpt": problem.excerpt,
            }
            for problem in ordered
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"
