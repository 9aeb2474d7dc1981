"""What a search answers: what it looked at, how far it came, and what it found."""

from typing import Literal

from leeward.record import record
from leeward.sequences.timeline import Timeline

Question = Literal["drug", "drug among others", "stopped stays stopped"]

End = Literal["closed", "bound", "time"]
"""closed: no deeper path shows the protocol anything new · bound: every path up to the depth asked for was
walked · time: the time or the number of states ran out before that."""


@record
class Explored:
    """One question that was asked of every path.

    subject: the drug, or the toxicities. asked: the depth wanted; depth: the deepest level walked in full.
    product: of the patients ("": the protocol names none). states: charts that differ in what matters;
    looks: plans read.
    """

    question: Question
    subject: str
    product: str
    asked: int
    depth: int
    end: End
    states: int
    looks: int


@record
class Searched:
    """The answer of a search for one protocol and each of its products.

    found: each replayed through both engines. unreached: pictures that were wanted and not found.
    uncounted: drugs that rules order a number of times and without `limits`; no plan counts their doses, so
    that number is not asked.
    """

    protocol: str
    explored: tuple[Explored, ...]
    found: tuple[Timeline, ...]
    unreached: tuple[str, ...]
    uncounted: tuple[str, ...]

    @property
    def exhausted(self) -> bool:
        """Whether every question was asked of every path within the bound. If not, nothing is proven."""
        return all(one.end != "time" for one in self.explored)

    @property
    def passed(self) -> bool:
        """Nothing found, and nothing left out within the bound."""
        return not self.found and self.exhausted
