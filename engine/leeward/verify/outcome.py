"""What came of one law: proven, refuted, or not proven in the time given; the last is never a pass."""

from typing import Literal

from leeward.record import record
from leeward.text.place import Place
from leeward.verify.law import Law

Verdict = Literal["proven", "refuted", "not proven"]


@record
class Culprit:
    """A rule, row or setting that takes part in a fault: where it stands, and what it says."""

    name: str
    place: Place
    text: str = ""


@record
class Finding:
    """One way in which a law is broken.

    patients: files that show it, none when no patient is needed or none exists; both engines were asked
    about each, and `said` is what they answered, one entry for each file.
    accepted: the document's reason for living with it; empty: it has none.
    """

    law: str
    subject: str
    message: str
    culprits: tuple[Culprit, ...] = ()
    patients: tuple[str, ...] = ()
    said: tuple[tuple[str, ...], ...] = ()
    accepted: str = ""


@record
class NotProven:
    """One thing that is neither proven nor refuted, and why."""

    subject: str
    reason: str


@record
class Outcome:
    """One law over one protocol. asked: how many questions it came down to. notes: what was not asked."""

    law: Law
    asked: int
    findings: tuple[Finding, ...]
    not_proven: tuple[NotProven, ...]
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def refuted(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if not finding.accepted)

    @property
    def verdict(self) -> Verdict:
        return "refuted" if self.refuted else "not proven" if self.not_proven else "proven"


@record
class Verification:
    """All laws over one protocol. interrupted: it was stopped before all laws were asked.

    idle: acceptances of the document that no finding needed.
    """

    protocol: str
    outcomes: tuple[Outcome, ...]
    interrupted: bool = False
    idle: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether every law is proven, apart from what the documents accept."""
        return (
            not self.interrupted
            and not self.idle
            and all(outcome.verdict == "proven" for outcome in self.outcomes)
        )
