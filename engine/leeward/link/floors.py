"""What a table decides for a whole run of grades is decided even while the grade is not.

With CRS 2 to 3 both rows say hold; without a floor neither row would be certain.
"""

from leeward.link.from_bsab import BsabReader
from leeward.link.table import Added, Table, at_least, between
from leeward.model.expression import And, Condition, Or
from leeward.model.protocol import BsabRule, Decision


def floors(table: Table, reader: BsabReader) -> list[Added]:
    """At most two rules, "at least hold" and "at least discontinue", never shown as a reason."""
    found: list[Added] = []
    for level in (Decision.HOLD, Decision.DISCONTINUE):
        ways = _ways(table, level, reader)
        if ways:
            id = f"{table.prefix}-{table.subject}-at-least-{level.word}"
            rule = BsabRule(id, level, "", table.citation, reader.document.id, table.place, floor=True)
            found.append((rule, Or(tuple(ways)), f"{table.subject}: at least {level.word}"))
    return found


def _ways(table: Table, level: Decision, reader: BsabReader) -> list[Condition]:
    ways: list[Condition] = []
    top = max(table.rows)
    for row, branches in table.rows.items():
        end = row
        while end + 1 in table.rows and at_least(level, table.rows[end + 1]):
            end += 1
        if end == row:
            continue
        span = between(table.subject, row, None if end == top else end, reader)
        if at_least(level, branches):
            ways.append(And(span))
        else:
            ways.extend(And((*span, own)) for rule, own in branches if rule.decision >= level)
    return ways
