"""Problems as JSON, for scripts; the format is `leeward.problems/1` and only gains keys."""

import json
from collections.abc import Iterable

from leeward.lint.pages import every_page
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
                **_if_there(problem),
            }
            for problem in ordered
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _if_there(problem: Problem) -> dict[str, str]:
    """The page that explains such problems, and the subject by which a document may accept this one."""
    page = every_page().get(problem.code)
    found = {"page": page.address if page is not None else "", "subject": problem.subject}
    return {key: text for key, text in found.items() if text}
