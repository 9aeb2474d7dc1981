"""What is not ordered now, what is to be avoided, and what a person must decide."""

from dataclasses import field
from datetime import datetime

from leeward.plan.model.grounds import Ground, SourceShown, Support
from leeward.plan.model.orders import Caution
from leeward.plan.model.words import Certainty
from leeward.record import record


@record
class NotNow:
    """An order that is wanted and must wait. opens_at None: never, or not to be known from this data."""

    rule: str
    order: str
    title: str
    reason: str
    opens_at: datetime | None
    certainty: Certainty
    condition: str
    sources: tuple[SourceShown, ...]
    instead: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()


@record
class Avoided:
    """Something not to do."""

    rule: str
    order: str
    title: str
    certainty: Certainty
    condition: str
    reason: str
    note: str
    support: Support = field(repr=False, compare=False)
    sources: tuple[SourceShown, ...]

    @property
    def because(self) -> tuple[Ground, ...]:
        """The facts that make it so."""
        return self.support()


@record
class Conflict:
    """Two rules that a person must choose between."""

    order: str
    certainty: Certainty
    rules: tuple[str, ...]
    text: str


@record
class Excluded:
    """A rule that does not apply, and the smallest change that would bring it in."""

    rule: str
    order: str
    why_not: str
