"""One thing to do: its dose, its variants, its course, and when it is due again."""

from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from leeward.plan.model.grounds import Ground, SourceShown, Support
from leeward.plan.model.words import Certainty, Raise
from leeward.record import record
from leeward.text.place import Place


@record
class DoseShown:
    """A dose for this patient, exact or rounded down. `text`: how it was found, or what is lacking.

    amount None: it cannot be known yet, because `needs` is not known.
    highest: the other end of a range.
    """

    amount: Decimal | None
    unit: str
    text: str
    highest: Decimal | None = None
    needs: str = ""


@record
class Variant:
    """Another rule that speaks of the same intervention, and what it would order.

    lasting, steps, note: what ends it, the phases that follow, and what the document says beside it.
    raises: in what it goes beyond the order it stands with, for one that may yet do so.
    """

    rule: str
    certainty: Certainty
    strength: str
    text: str
    condition: str
    reason: str
    sources: tuple[SourceShown, ...]
    layer: str
    lasting: str = ""
    steps: tuple[str, ...] = ()
    urgency: str = ""
    urgency_rank: int = 0
    note: str = ""
    raises: Raise | None = None


@record
class Caution:
    """A warning about one order, or about one that may come in its place. `order`: of what."""

    rule: str
    certainty: Certainty
    text: str
    condition: str = ""
    sources: tuple[SourceShown, ...] = ()
    order: str = ""


@record
class Taper:
    """Where the patient stands in a course of phases, by the doses that the chart lists.

    status: `not begun`, `under way`, `over` (its time has run), `broken off` (the last dose is too long
    ago), or `unknown`. day: of 24 hours, the first dose begins day 1; phase: from 1 to `phases`.
    until: when this phase ends, None where time alone does not; following: the next phase, in words.
    last: the newest dose listed; due: the earliest time of the next one. text: all of it in words.
    doubts: doses listed that do not fit the phases.
    """

    status: Literal["not begun", "under way", "over", "broken off", "unknown"]
    phases: int
    text: str
    phase: int | None = None
    day: int | None = None
    began: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    following: str = ""
    last: datetime | None = None
    due: datetime | None = None
    doubts: tuple[str, ...] = ()


@record
class Repeat:
    """When an order with an interval may be given again.

    last: the newest dose listed; None when no list of doses is there. due: the earliest time, latest: the
    last one; None where the dose listed was less than the one ordered now, and a person decides whether to
    wait. text: all of it in words.
    """

    last: datetime | None
    due: datetime | None
    latest: datetime | None
    text: str


@record
class UnderWay:
    """A course that the chart shows and that no rule of this plan orders any more.

    order: the drug; how: dose, route and interval of the present phase; steps: the phases that follow.
    """

    rule: str
    order: str
    title: str
    dose: DoseShown | None
    how: str
    steps: tuple[str, ...]
    taper: Taper
    reason: str
    sources: tuple[SourceShown, ...]
    layer: str

    @property
    def text(self) -> str:
        """`methylprednisolone 250 mg IV, every 12 h`."""
        return " ".join(part for part in (self.title, self.how) if part)


@record
class Compared:
    """Two drugs of one class in one plan. stronger: the drug that is, None when alike or not compared."""

    orders: tuple[str, str]
    rules: tuple[str, str]
    stronger: str | None
    text: str
    sources: tuple[SourceShown, ...]


@record
class Order:
    """One thing to do. `condition` says in words when, for an order that hangs on missing data.

    how: dose, route, interval, duration in words; lasting: what ends it, a part of `how`;
    steps: the phases of a taper that follow; taper: where the patient stands in it;
    standing: where its limits stand (`dose 1 of at most 3 in 24 h`).
    repeat: when it is due again, by its interval and the newest dose listed.
    """

    rank: int
    rule: str
    order: str
    title: str
    kind: str
    strength: Literal["give", "consider"]
    certainty: Certainty
    urgency: str
    urgency_rank: int
    phase: str
    dose: DoseShown | None
    route: str
    how: str
    reason: str
    support: Support = field(repr=False, compare=False)
    sources: tuple[SourceShown, ...]
    layer: str
    place: Place
    condition: str = ""
    lasting: str = ""
    steps: tuple[str, ...] = ()
    note: str = ""
    instead_of: tuple[str, ...] = ()
    also_from: tuple[Variant, ...] = ()
    if_more: tuple[Variant, ...] = ()
    cautions: tuple[Caution, ...] = ()
    standing: str = ""
    taper: Taper | None = None
    repeat: Repeat | None = None

    @property
    def because(self) -> tuple[Ground, ...]:
        """The facts that make it so."""
        return self.support()

    @property
    def due(self) -> datetime | None:
        """The earliest time of the next dose, where the chart lists one and its interval is known."""
        if self.taper is not None and self.taper.due is not None:
            return self.taper.due
        return None if self.repeat is None else self.repeat.due

    @property
    def text(self) -> str:
        """The order as one line: `tocilizumab 656 mg IV over 60 min`."""
        return " ".join(part for part in (self.title, self.how) if part)
