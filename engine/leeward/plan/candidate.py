"""One rule that is wanted, as this patient would get it, before rules on the same intervention are merged."""

from dataclasses import dataclass

from leeward.model.protocol import Rule, Strength
from leeward.plan.model import Certainty, DoseShown


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wanted order. `number`: its place in the document; `conditions`: what is not known yet, in words."""

    rule: Rule
    number: int
    dose: DoseShown | None
    conditions: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        return not self.conditions

    @property
    def certainty(self) -> Certainty:
        return "certain" if self.certain else "conditional"

    @property
    def condition(self) -> str:
        return " and ".join(self.conditions)

    @property
    def gives(self) -> bool:
        return self.rule.strength is Strength.GIVE


@dataclass(frozen=True, slots=True)
class Merged:
    """All that speaks for one intervention. main is ordered; also is covered by it; more would exceed it."""

    main: Candidate
    also: tuple[Candidate, ...] = ()
    more: tuple[Candidate, ...] = ()
