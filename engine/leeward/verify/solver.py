"""What is asked of a solver, and its three answers. Nothing else in `verify` knows which one it is."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from enum import Enum
from typing import Protocol

from leeward.record import record

SmtValue = bool | int


class Answer(Enum):
    """Whether some state fulfils what was asked. OPEN: no answer in the time given; neither yes nor no."""

    NONE = "none"
    SOME = "some"
    OPEN = "open"


@record
class Found:
    """The answer, and for SOME the values of the terms that were to be read."""

    answer: Answer
    values: tuple[SmtValue, ...] = ()


class Solver(Protocol):
    """Takes SMT-LIB text, as `to_smt` writes it."""

    def tell(self, text: str) -> None:
        """Declarations and definitions, which stay for good; each name once."""
        ...

    def facts(self, terms: Sequence[str]) -> AbstractContextManager[None]:
        """These terms hold until the context ends."""
        ...

    def search(self, term: str, read: Sequence[str], seconds: float) -> Found:
        """A state that fulfils the term and all facts; `read`: terms whose values in it are wanted.

        Raises:
            KeyboardInterrupt: the user has stopped it.
        """
        ...
