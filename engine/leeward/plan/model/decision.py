"""The decision on the antibody, what is owed at its next dose, and how it restarts."""

from dataclasses import field

from leeward.plan.model.grounds import Ground, SourceShown, Support
from leeward.plan.model.words import Action, Certainty
from leeward.record import record
from leeward.text.place import Place


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
