"""Problems for a terminal: place and message, the source line with its fault underlined, the remedies."""

import unicodedata
from collections.abc import Iterable

from leeward.report.summary import files_of, in_order, in_words, on_one_line, remedies
from leeward.text.problem import Problem

_WIDEST = 96
_BEFORE = 40


def to_text(problems: Iterable[Problem], files_checked: Iterable[str] | None = None) -> str:
    """All problems, and a last line that counts them."""
    ordered = in_order(problems)
    blocks = [_block(problem) for problem in ordered]
    blocks.append(in_words(ordered, len(files_of(ordered, files_checked))))
    return "\n\n".join(blocks) + "\n"


def _block(problem: Problem) -> str:
    warning = "warning: " if problem.severity == "warning" else ""
    lines = [f"{on_one_line(str(problem.place))}: {warning}{on_one_line(problem.message)}"]
    if problem.excerpt.strip():
        lines.extend(_excerpt(problem))
    lines += (f"   {label}: {on_one_line(text)}" for label, text in remedies(problem))
    return "\n".join(lines)


def _excerpt(problem: Problem) -> list[str]:
    line = on_one_line(problem.excerpt.replace("\t", " ")).rstrip()
    start = min(problem.place.column - 1, len(line))
    length = max(1, min(problem.place.length, len(line) - start))
    if len(line) > _WIDEST:
        cut = max(0, start - _BEFORE)
        line = ("…" if cut else "") + line[cut : cut + _WIDEST] + ("…" if cut + _WIDEST < len(line) else "")
        start += (1 if cut else 0) - cut
        length = min(length, len(line) - start)
    before, fault = line[:start], line[start : start + length]
    margin = f"{problem.place.line:>5} | "
    rule = " " * len(f"{problem.place.line:>5} ") + "| "
    return [margin + line, rule + " " * _columns(before) + "^" * max(1, _columns(fault))]


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
