"""The plan: what to do, in which order, on whose word, and for how long it is good.

A plan explains itself: it carries the titles, values and sources that its readers need,
so that no writer of text, JSON or a record system has to look into the protocol again.
"""

from dataclasses import field
from datetime import datetime

from leeward.plan.model.account import Explains
from leeward.plan.model.clock import Clock
from leeward.plan.model.decision import Bsab, Owed, Restart
from leeward.plan.model.knowledge import Assumed, Missing, Span
from leeward.plan.model.not_ordered import Avoided, Conflict, Excluded, NotNow
from leeward.plan.model.orders import Caution, Compared, Order, UnderWay
from leeward.record import record


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
