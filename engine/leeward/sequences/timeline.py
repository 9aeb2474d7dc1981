"""One path of a patient: what was known at each look, what the plan ordered, and what was then given."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from leeward.plan.model.words import Action, Certainty
from leeward.record import record
from leeward.text.node import Mapping

FORMAT = "leeward.timeline/1"

Kind = Literal["past a limit", "too soon", "above the cap", "dose without a weight", "resumed"]


@record
class Ordered:
    """One drug order of a plan. amount: the largest the order allows, in `unit`; None: no dose is shown."""

    drug: str
    rule: str
    strength: Literal["give", "consider"]
    certainty: Certainty
    amount: Decimal | None
    unit: str


@record
class Step:
    """One look at the patient.

    patient: the patient file of that moment, as text. action, settled: the decision on the antibody and
    whether it hangs on missing data. given: drugs given at this look, exactly as ordered.
    """

    at: datetime
    patient: str
    action: Action
    settled: bool
    ordered: tuple[Ordered, ...]
    given: tuple[str, ...] = ()


@record
class Violation:
    """What is wrong at one step, by number from 0. subject: the drug or the antibody; text: in a sentence."""

    step: int
    kind: Kind
    subject: str
    text: str


@record
class Timeline:
    """A path that can be replayed. protocol: the id; sha256: of its documents, when the path was found.

    patients: the same patient files as read, one for each step; empty for a path not read from a file.
    """

    protocol: str
    sha256: str
    found: tuple[Violation, ...]
    steps: tuple[Step, ...]
    patients: tuple[Mapping, ...] = ()
