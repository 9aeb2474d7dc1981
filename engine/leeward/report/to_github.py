"""Problems as workflow commands, which GitHub shows beside the lines of a change."""

from collections.abc import Iterable

from leeward.report.summary import files_of, in_order, in_words, remedies
from leeward.text.problem import Problem


def to_github(problems: Iterable[Problem], files_checked: Iterable[str] | None = None) -> str:
    """One command per problem, and a last line that counts them."""
    ordered = in_order(problems)
    lines = [_command(problem) for problem in ordered]
    return "\n".join([*lines, in_words(ordered, len(files_of(ordered, files_checked)))]) + "\n"


def _command(problem: Problem) -> str:
    place = problem.place
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
        "title": problem.code,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    apart = "; ".join(f"{label}: {text}" for label, text in remedies(problem))
    message = problem.message + (f" ({apart})" if apart else "")
    return f"::{problem.severity} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
