"""One rule that is wanted, as this patient would get it, before rules on the same intervention are merged."""

from leeward.model.regimen import Regimen
from leeward.model.rule import Rule, Strength
from leeward.plan.model.orders import DoseShown, Taper
from leeward.plan.model.words import Certainty
from leeward.record import record


@record
class Candidate:
    """A wanted order. `number`: its place in the document; `conditions`: what is not known yet, in words.

    regimen: what is given now: what is done first, or the present phase of a course.

    scope: why it is not known whether the protocol covers the patient at all. That makes everything equally
    unsure, so it does not count when orders are compared, merged or arranged.
    taper: where the patient stands in an order of several phases; `dose` is that of the present one.
    """

    rule: Rule
    number: int
    regimen: Regimen
    dose: DoseShown | None
    conditions: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    taper: Taper | None = None

    @property
    def certain(self) -> bool:
        """Whether the rules leave nothing open about it."""
        return not self.conditions

    @property
    def certainty(self) -> Certainty:
        return "conditional" if self.conditions or self.scope else "certain"

    @property
    def condition(self) -> str:
        return " and ".join((*self.scope, *self.conditions))

    @property
    def gives(self) -> bool:
        return self.rule.strength is Strength.GIVE


@record
class Merged:
    """All that speaks for one intervention. main is ordered; also is covered by it; more would exceed it."""

    main: Candidate
    also: tuple[Candidate, ...] = ()
    more: tuple[Candidate, ...] = ()
