"""What the reports share: the problems in order, what to do about each, and how many there are."""

import unicodedata
from collections.abc import Iterable

from leeward.lint.pages import every_page
from leeward.text.problem import Problem


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of the files and lines."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.message))


def files_of(problems: Iterable[Problem], files_checked: Iterable[str] | None) -> list[str]:
    """The files that were looked at; when nobody says which, those with problems."""
    if files_checked is None:
        files_checked = (problem.place.file for problem in problems)
    return sorted(set(files_checked))


def count(problems: Iterable[Problem], severity: str) -> int:
    """How many problems are of one severity."""
    return sum(problem.severity == severity for problem in problems)


def in_words(problems: list[Problem], files: int) -> str:
    """`2 errors, 0 warnings in 1 file`."""
    parts = ((count(problems, "error"), "error"), (count(problems, "warning"), "warning"), (files, "file"))
    errors, warnings, of_files = (f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts)
    return f"{errors}, {warnings} in {of_files}"


def remedies(problem: Problem) -> list[tuple[str, str]]:
    """What a reader can do about it, each with its label: the help, the page, and how to accept it."""
    page = every_page().get(problem.code)
    accept = f"accepts: [{{check: {problem.code}, finding: {problem.subject}, because: …}}]"
    found = (
        ("help", problem.help),
        ("page", page.address if page is not None else ""),
        ("if it is meant so", accept if problem.subject else ""),
    )
    return [(label, text) for label, text in found if text]


def on_one_line(text: str) -> str:
    """The text without anything that could move a cursor, hide a word or begin a line."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)
