"""Why, and why not, for every rule of the protocol; worked out when somebody asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from leeward.model.protocol import BsabRule, Rule
from leeward.plan.explain.grounds import of_proposition
from leeward.plan.model import Excluded, Ground, SourceShown
from leeward.plan.reading import Reading
from leeward.plan.sources import shown
from leeward.record import record
from leeward.text.place import Place

if TYPE_CHECKING:
    from leeward.logic.changes import Change

NEVER = "nothing that can still be stated would bring it in"


@record
class Explanations:
    """The answers for one patient; see `leeward.plan.model.Explains`."""

    reading: Reading
    scope: bool | None

    def excluded(self) -> tuple[Excluded, ...]:
        if self.scope is False:
            return ()
        protocol = self.reading.protocol
        orders = [(rule.id, rule.intervention) for rule in protocol.rules]
        decisions = [(rule.id, rule.decision.word) for rule in protocol.bsab if not rule.floor]
        return tuple(
            Excluded(id, order, self._why_not(id))
            for id, order in (*orders, *decisions)
            if self.reading.of(id) is False
        )

    def ways_in(self, rule: str) -> tuple[str, ...]:
        from leeward.logic.why_not import ways  # loaded for the few readers who ask

        reading = self.reading
        condition = reading.propositions[rule].condition
        found = ways(condition, reading.protocol, reading.state, reading.signals)
        return tuple(way_text(way) for way in found if way)

    def because(self, rule: str) -> tuple[Ground, ...]:
        return of_proposition(rule, self.reading)

    def written(self, rule: str) -> tuple[str, Place, tuple[SourceShown, ...]]:
        protocol = self.reading.protocol
        written: list[Rule | BsabRule] = [*protocol.rules, *protocol.bsab]
        found = next(one for one in written if one.id == rule)
        return found.because, found.place, (shown(found.citation, protocol),)

    def _why_not(self, name: str) -> str:
        """The smallest change, as one line."""
        from leeward.logic.why_not import smallest_change

        reading = self.reading
        condition = reading.propositions[name].condition
        return way_text(smallest_change(condition, reading.protocol, reading.state, reading.signals)) or NEVER


def way_text(way: "Iterable[Change]") -> str:
    """All changes of one way, on one line."""
    return " and ".join(change.text for change in way)
