"""After the toxicity has gone: what is still owed at the next dose, and how long to wait for it.

A row speaks while its grade is there. Once the grade is 0 again, the worst grade since the last dose tells
which row it was: its obligations are carried over, and a hold "until resolved for 72 h" lasts until the
clock since the end of the episode has run out.
"""

from leeward.language.durations import hours_to_text
from leeward.link.from_bsab import BsabReader
from leeward.link.histories import measuring, only_counts
from leeward.link.table import Added, Table, compared
from leeward.link.untils import resolved_for
from leeward.model.expression import And, Compare, Condition, Literal, Or
from leeward.model.protocol import BsabRule, Decision


def carry_over(table: Table, reader: BsabReader) -> list[Added]:
    """One rule for each row that owes something at the next dose."""
    inputs = reader.conditions.names.inputs
    worst = measuring(table.subject, "worst", inputs)
    found: list[Added] = []
    for row, branches in table.rows.items():
        holding = [rule for rule, _ in branches if rule.decision is Decision.HOLD and rule.next_dose]
        if worst is None or not holding:
            continue
        owed = tuple(dict.fromkeys(obligation for rule in holding for obligation in rule.next_dose))
        first = holding[0]
        rule = BsabRule(
            f"{table.prefix}-{table.subject}-{row}-resolved",
            Decision.CONTINUE,
            f"{reader.titles[table.subject]} was grade {row} since the last dose",
            first.citation,
            reader.document.id,
            first.place,
            next_dose=owed,
        )
        gone = compared(table.subject, "=", 0, reader)
        found.append(
            (rule, And((gone, compared(worst.name, "=", row, reader))), f"{table.subject} was {row}")
        )
    return found


def came_down(table: Table, reader: BsabReader) -> list[Added]:
    """What stops the antibody at a grade still stops it when the same episode has come down from it.

    Only where a row stops it outright or on counts of the past: clocks have run on since.
    """
    inputs = reader.conditions.names.inputs
    worst = measuring(table.subject, "worst", inputs)
    lasting = measuring(table.subject, "hours", inputs, 1)
    found: list[Added] = []
    for row, branches in table.rows.items():
        stops = [
            (rule, own)
            for rule, own in branches
            if rule.decision is Decision.DISCONTINUE and only_counts(own, inputs)
        ]
        if worst is None or lasting is None or not stops:
            continue
        first = stops[0][0]
        title = reader.titles[table.subject]
        rule = BsabRule(
            f"{table.prefix}-{table.subject}-{row}-came-down",
            Decision.DISCONTINUE,
            f"{first.because}; this {title} was grade {row} and has come down",
            first.citation,
            reader.document.id,
            first.place,
        )
        parts: tuple[Condition, ...] = (
            compared(table.subject, "<", row, reader),
            compared(worst.name, "=", row, reader),
            Literal(Compare(((1, lasting.name),), ">=", 0, f"{title} has not ended")),
            Or(tuple(own for _, own in stops)),
        )
        found.append((rule, And(parts), f"{table.subject} came down from {row}"))
    return found


def wait(table: Table, reader: BsabReader) -> list[Added]:
    """One rule for each row whose hold outlasts the toxicity.

    A vocabulary that cannot tell how long ago the toxicity ended is a problem: the wait would be lost.
    """
    inputs = reader.conditions.names.inputs
    worst = measuring(table.subject, "worst", inputs)
    ended = measuring(table.subject, "hours_since_end", inputs)
    found: list[Added] = []
    for row, branches in table.rows.items():
        for rule, _ in branches:
            time = resolved_for(rule.until)
            if time is None:
                continue
            if worst is None or ended is None:
                message = f"no input of the vocabulary says how long ago `{table.subject}` ended"
                help = "add inputs with `from_history: {worst: episodes}` and `{hours_since_end: episodes}`"
                reader.conditions.problems.add("uncounted-wait", message, rule.place, help)
                break
            over = Compare(((1, ended.name),), ">=", time, f"{ended.name} >= {hours_to_text(time)}")
            parts: tuple[Condition, ...] = (
                compared(table.subject, "=", 0, reader),
                compared(worst.name, "=", row, reader),
                Literal(over, False),
            )
            waiting = BsabRule(
                f"{table.prefix}-{table.subject}-{row}-wait",
                Decision.HOLD,
                f"{reader.titles[table.subject]} of grade {row} must be gone for {hours_to_text(time)}",
                rule.citation,
                reader.document.id,
                rule.place,
                rule.until,
            )
            found.append((waiting, And(parts), f"{table.subject} ended less than {hours_to_text(time)} ago"))
            break
    return found
