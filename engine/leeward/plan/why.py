"""Why a rule is not in the plan: the smallest change that would bring it in, in words."""

from collections.abc import Iterable

from leeward.logic.changes import Change
from leeward.logic.why_not import smallest_change, ways
from leeward.plan.model import Excluded
from leeward.plan.reading import Reading

NEVER = "nothing that can still be stated would bring it in"


def excluded_rules(reading: Reading) -> tuple[Excluded, ...]:
    """Every rule that is not possible, decision rules included, with its smallest change."""
    protocol = reading.protocol
    orders = [(rule.id, rule.intervention) for rule in protocol.rules]
    decisions = [(rule.id, rule.decision.word) for rule in protocol.bsab if not rule.floor]
    return tuple(
        Excluded(id, order, why_not(id, reading))
        for id, order in (*orders, *decisions)
        if reading.of(id) is False
    )


def why_not(name: str, reading: Reading) -> str:
    """The smallest change, as one line."""
    condition = reading.propositions[name].condition
    change = smallest_change(condition, reading.protocol, reading.state, reading.signals)
    return way_text(change) or NEVER


def ways_in(name: str, reading: Reading) -> tuple[str, ...]:
    """All the ways an excluded or undecided rule would come in, the shortest first."""
    condition = reading.propositions[name].condition
    found = ways(condition, reading.protocol, reading.state, reading.signals)
    return tuple(way_text(way) for way in found if way)


def way_text(way: Iterable[Change]) -> str:
    return " and ".join(change.text for change in way)
