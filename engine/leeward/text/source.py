"""The lines of a text, as every editor counts them, and the excerpts that errors quote."""

import re
from collections.abc import Iterable
from dataclasses import replace

from leeward.text.problem import Problem

BYTE_ORDER_MARK = "\ufeff"

ABOUT_THE_FILE = frozenset({"empty", "not-text", "too-large"})
"""Problems of a whole file, for which no line is to be shown."""

_LINE_END = re.compile(r"\r\n|\n|\r")


def lines_of(text: str) -> list[str]:
    """The lines without their ends; only CR and LF end a line."""
    return _LINE_END.split(text)


def with_excerpts(problems: Iterable[Problem], data: bytes) -> tuple[Problem, ...]:
    """The problems of one file, each with the source line it points at.

    Not for patient files: their contents are never repeated.
    """
    lines = lines_of(data.decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK))
    return tuple(_with_excerpt(problem, lines) for problem in problems)


def _with_excerpt(problem: Problem, lines: list[str]) -> Problem:
    if problem.code in ABOUT_THE_FILE or not 1 <= problem.place.line <= len(lines):
        return problem
    return replace(problem, excerpt=lines[problem.place.line - 1])
