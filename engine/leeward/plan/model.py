"""The plan: what to do, in which order, on whose word, and for how long it is good.

A plan explains itself: it carries the titles, values and sources that its readers need,
so that no writer of text, JSON or a record system has to look into the protocol again.
"""

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import Literal, Protocol

from leeward.model.source import Checked
from leeward.record import record
from leeward.text.place import Place

FORMAT = "leeward.plan/1"

Certainty = Literal["certain", "conditional"]
Action = Literal["continue", "hold", "discontinue"]
Raise = Literal["strength", "dose", "urgency"]


@record
class Stamp:
    """Which protocol made the plan, down to its bytes. `label` names the product's label, if there is one."""

    id: str
    title: str
    version: str
    status: str
    sha256: str
    label: str = ""


@record
class EnginesUsed:
    """The engines that gave the same answer, by version."""

    durable: str
    kernel: str
    agree: bool = True


@record
class SourceShown:
    """A place in a publication, and whether anybody has read it there."""

    id: str
    where: str
    checked: Checked
    title: str = ""


@record
class SettingShown:
    """A setting on which an answer turns: its value as written, and on whose word."""

    name: str
    value: str
    source: SourceShown


@record
class Ground:
    """One fact the plan rests on. `text` is what the protocol asks of it, `place` where it does so."""

    fact: str
    value: str
    at: datetime | None = None
    text: str = ""
    place: Place | None = None
    title: str = ""


Support = Callable[[], tuple[Ground, ...]]
"""The grounds of something in the plan, worked out when a reader asks for them."""


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
    """When an order with an interval may be given again. last: the newest dose listed.

    due: the earliest time, latest: the last one; None where that dose was less than the one ordered now, and
    a person decides whether to wait. text: all of it in words.
    """

    last: datetime
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


@record
class Span:
    """A grade, as an interval. `doubt`: what speaks for another cause of it, in words."""

    name: str
    title: str
    lowest: int
    highest: int
    doubt: str = ""


@record
class Answer:
    """What the plan would say if a missing input had this value."""

    value: str
    in_scope: bool | None
    lowest: Action
    highest: Action
    grades: tuple[Span, ...]


@record
class Missing:
    """An input that is not known, what knowing it would help to settle, and what each answer would change.

    written_under: the list of the patient file that would give it (`given`, `episodes`, `last_dose`).
    derived: it follows from other inputs, and need not be asked for when those are.
    bedside: it is measured or examined; what is not is looked up or asked.
    hidden_by: what makes it impossible to judge now (`sedated`), so that asking is of no use.
    """

    input: str
    title: str
    settles: tuple[str, ...]
    why: str = ""
    answers: tuple[Answer, ...] = ()
    written_under: str = ""
    derived: bool = False
    bedside: bool = False
    hidden_by: str = ""


@record
class Assumed:
    """A judgement that nobody wrote down and that is therefore taken as the vocabulary says."""

    input: str
    title: str
    value: str


@record
class Owed:
    """Something owed at the next dose of the antibody; durations in millionths of an hour.

    perhaps: a longer time that may be owed, depending on what is missing.
    """

    order: str
    title: str
    duration: int | None
    text: str
    certainty: Certainty
    because: tuple[str, ...]
    perhaps: int | None = None


@record
class Restart:
    """The row of the label's restart table. Advice for the day the antibody may be given again, no more."""

    level: str
    days: int
    action: str
    text: str
    sources: tuple[SourceShown, ...]


@record
class Change:
    """What time alone will do, and when.

    becomes: lowest and highest decision from then on, when that changes; stale: titles of what goes stale.
    """

    at: datetime
    what: str
    kind: Literal["decision", "order", "limit", "stale", "restart", "taper", "due"]
    becomes: tuple[Action, Action] | None = None
    stale: tuple[str, ...] = ()


@record
class Look:
    """When to look at the patient again, and at what."""

    at: datetime
    what: str


@record
class Clock:
    """valid_until: the first moment at which this plan may be wrong if nothing is looked at again.

    turn: the first change of the decision, however many other changes come before it.
    """

    valid_until: datetime | None
    changes: tuple[Change, ...] = ()
    next_look: tuple[Look, ...] = ()
    turn: Change | None = None


@record
class DecisionReason:
    """A rule about the antibody that speaks for the shown action, or may yet do so."""

    rule: str
    decision: Action
    certainty: Certainty
    reason: str
    condition: str
    support: Support = field(repr=False, compare=False)
    sources: tuple[SourceShown, ...]
    layer: str
    place: Place

    @property
    def because(self) -> tuple[Ground, ...]:
        """The facts that make it so."""
        return self.support()


@record
class Bsab:
    """What to do with the bispecific antibody.

    action: never `continue` unless nothing that is missing could make it anything else.
    until: what ends the hold, as a sentence part; ends: the same without what must first be known;
    needs: inputs that must be known first.
    resume: how the next dose is given. layers: the documents whose rules won, the first one first.
    """

    product: str
    action: Action
    lowest: Action
    highest: Action
    settled: bool
    until: str
    needs: tuple[str, ...]
    resume: str
    because: tuple[str, ...]
    reasons: tuple[DecisionReason, ...]
    layers: tuple[str, ...]
    ends: str = ""


@record
class Subject:
    """One thing a reader may ask about. `not ordered`: an intervention of which no rule speaks."""

    kind: Literal["rule", "intervention", "not ordered", "grade", "finding", "input"]
    name: str


@record
class Limb:
    """One part of a condition. holds: None when not known; values: of what it reads, or what is missing.

    depth: how many groups of alternatives it stands in.
    """

    text: str
    holds: bool | None
    values: str
    depth: int


@record
class Account:
    """A finding or one row of a grade, taken apart. `number`: the row; 0 for a finding."""

    title: str
    number: int
    holds: bool | None
    limbs: tuple[Limb, ...]
    place: Place
    sources: tuple[SourceShown, ...]
    settings: tuple[SettingShown, ...] = ()


class Explains(Protocol):
    """What a plan can be asked about single rules, by id; answered only when asked."""

    def subjects(self, word: str) -> tuple[Subject, ...]:
        """What a word may mean, whatever its case; nothing when the protocol does not know it."""
        ...

    def names(self) -> set[str]:
        """Every word that is understood."""
        ...

    def about(self, intervention: str) -> tuple[str, ...]:
        """The rules that speak of one intervention."""
        ...

    def decisions(self, decision: Action) -> tuple[str, ...]:
        """The rules that ask for one decision on the antibody."""
        ...

    def holds(self, rule: str) -> bool | None:
        """Whether a rule holds; None when that is open."""
        ...

    def open(self, rule: str) -> str:
        """What an open rule depends on, in words."""
        ...

    def accounts(self, name: str) -> tuple[Account, ...]:
        """The rows of a grade, worst first, or the one account of a finding."""
        ...

    def known(self, input: str) -> str:
        """One input with its value and where it comes from, or that it is not known."""
        ...

    def excluded(self) -> tuple[Excluded, ...]:
        """Every rule that does not apply."""
        ...

    def ways_in(self, rule: str) -> tuple[str, ...]:
        """The ways in which a rule that is not certain would come in, the shortest first."""
        ...

    def because(self, rule: str) -> tuple[Ground, ...]:
        """The facts behind a rule that is certain or possible."""
        ...

    def settings(self, rule: str) -> tuple[SettingShown, ...]:
        """The settings that make a rule hold, fail, or stay open."""
        ...

    def written(self, rule: str) -> tuple[str, Place, tuple[SourceShown, ...]]:
        """A rule's reason, where it stands, and its sources."""
        ...


@record
class Patient:
    """The few words that identify the patient's data on a plan; empty where nothing is known."""

    product: str
    age: str
    weight: str


@record
class Plan:
    """Everything a reader needs at the bedside, the decision on the antibody first.

    in_scope: None when it is not known whether the protocol covers this patient.
    scope: why the patient is not covered; or what would have to be so, and is not known.
    cautions: those about what is neither ordered nor waiting.
    warnings: about the documents, to be said loudly.
    under_way: courses begun earlier whose rule no longer applies.
    compared: drugs of one class that stand beside each other.
    data_notes: those of the notes that are about this patient's data, not about the label.
    """

    protocol: Stamp
    patient: Patient
    at: datetime
    in_scope: bool | None
    scope: tuple[str, ...]
    grades: tuple[Span, ...]
    bsab: Bsab
    conflicts: tuple[Conflict, ...]
    actions: tuple[Order, ...]
    not_now: tuple[NotNow, ...]
    avoid: tuple[Avoided, ...]
    cautions: tuple[Caution, ...]
    missing: tuple[Missing, ...]
    assumed: tuple[Assumed, ...]
    next_dose: tuple[Owed, ...]
    restart: Restart | None
    clock: Clock
    notes: tuple[str, ...]
    not_covered: tuple[str, ...]
    engines: EnginesUsed
    explain: Explains = field(repr=False, compare=False)
    data_notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    under_way: tuple[UnderWay, ...] = ()
    compared: tuple[Compared, ...] = ()

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """Every rule that does not apply, and why; worked out when asked for, since few readers ask."""
        return self.explain.excluded()

    @property
    def settled(self) -> bool:
        """Whether the decision on the antibody is settled for a patient this protocol covers."""
        return self.bsab.settled and self.in_scope is True
