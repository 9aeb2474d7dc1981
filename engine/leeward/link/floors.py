"""What a table decides for every grade that is still open is decided even while the grade is not known.

With CRS 2 to 3 both rows say hold; without a floor neither row would be certain.
"""

from collections.abc import Iterator

from leeward.link.from_bsab import BsabReader
from leeward.link.table import Added, Table, between
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import ALWAYS, NEVER_TRUE, And, Condition, Or, negate


def floors(table: Table, reader: BsabReader) -> list[Added]:
    """At most two rules, "at least hold" and "at least discontinue", never shown as a reason."""
    found: list[Added] = []
    for level in (Decision.HOLD, Decision.DISCONTINUE):
        ways = tuple(_ways(table, level, reader))
        if ways:
            id = f"{table.prefix}-{table.subject}-at-least-{level.word}"
            rule = BsabRule(id, level, "", table.citation, reader.document.id, table.place, floor=True)
            found.append((rule, Or(ways), f"{table.subject}: at least {level.word}"))
    return found


def _ways(table: Table, level: Decision, reader: BsabReader) -> Iterator[Condition]:
    """Every run of grades of which each row reaches the level; a run of one only where branches share it.

    One condition for each run, so that a floor is never possible where no row is.
    """
    rows = {row: _reaches(branches, level) for row, branches in table.branches.items()}
    top = max(rows, default=0)
    for first in rows:
        last = first
        while rows.get(last, NEVER_TRUE) != NEVER_TRUE:
            shared = last > first or sum(rule.decision >= level for rule, _ in table.branches[first]) > 1
            if shared:
                asked = [rows[row] for row in range(first, last + 1) if rows[row] != ALWAYS]
                span = between(table.subject, first, None if last == top else last, reader)
                yield And((*span, *asked))
            last += 1


def _reaches(branches: list[tuple[BsabRule, Condition]], level: Decision) -> Condition:
    """That the first branch that holds decides at least this; branches that both do so need no order."""
    condition: Condition = NEVER_TRUE
    for rule, own in reversed(branches):
        reaches = rule.decision >= level
        if own == ALWAYS:
            condition = ALWAYS if reaches else NEVER_TRUE
        elif reaches:
            condition = (
                own if condition == NEVER_TRUE else ALWAYS if condition == ALWAYS else Or((own, condition))
            )
        elif condition != NEVER_TRUE:
            condition = negate(own) if condition == ALWAYS else And((negate(own), condition))
    return condition
