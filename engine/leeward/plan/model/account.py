"""The answer to a why."""

from typing import Literal, Protocol

from leeward.plan.model.grounds import Ground, SettingShown, SourceShown
from leeward.plan.model.not_ordered import Excluded
from leeward.plan.model.words import Action
from leeward.record import record
from leeward.text.place import Place


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
