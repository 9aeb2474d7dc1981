"""What is wrong with a text, as data: place, message, remedy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from leeward.record import record
from leeward.text.place import Place

Severity = Literal["error", "warning"]


@record
class Problem:
    """One fault, found in one pass with all the others.

    `message` is one sentence: lower case, no full stop, the writer's words in backticks.
    `help` is the remedy. `excerpt` is the source line, and is empty for a patient file,
    whose contents are never repeated in an error. `subject` is the rule, row, setting or drug
    by which a document may accept it; empty for what no document can accept.
    """

    code: str
    message: str
    place: Place
    help: str = ""
    severity: Severity = "error"
    excerpt: str = ""
    subject: str = ""


@dataclass(slots=True)
class Problems:
    """A growing list of problems; passing means that none of them is an error."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self, code: str, message: str, place: Place, help: str = "", severity: Severity = "error"
    ) -> None:
        self.found.append(Problem(code, message, place, help, severity))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.found.extend(problems)

    @property
    def passed(self) -> bool:
        return not any(problem.severity == "error" for problem in self.found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self.found, key=lambda p: (p.place, p.code, p.message)))

    def __len__(self) -> int:
        return len(self.found)


class Refused(Exception):
    """The text cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.place}: {p.message}" for p in self.problems))
