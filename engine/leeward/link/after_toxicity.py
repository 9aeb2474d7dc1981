"""After the toxicity has gone: what is still owed at the next dose, and how long to wait for it.

A row speaks while its grade is there. Once the grade is lower, the worst grade since the last dose tells
which row it was: its obligations are carried over, and a hold "until resolved for 72 h", or "until grade 1
or less for 72 h", lasts until the clock of it has run out.
"""

from collections.abc import Iterator
from dataclasses import replace

from leeward.language.durations import hours_to_text
from leeward.link.from_bsab import BsabReader
from leeward.link.histories import counting_one_more, measuring, only_counts
from leeward.link.table import Added, Table, at_least, compared
from leeward.link.untils import Wait, wait_of
from leeward.link.waits import low_text, since_low, uncounted_wait
from leeward.model.decision import BsabRule, Decision, Obligation
from leeward.model.expression import And, Compare, Comparison, Condition, Literal, Or


def carry_over(table: Table, reader: BsabReader) -> list[Added]:
    """One rule for each row that owes something at the next dose, also when the grade has only come down.

    Branches that owe different things each get their own, where counts of the past tell which it was.
    """
    inputs = reader.conditions.names.inputs
    worst = measuring(table.subject, "worst", inputs)
    found: list[Added] = []
    for row, branches in table.rows.items():
        holding = [(rule, own) for rule, own in branches if rule.decision is Decision.HOLD and rule.next_dose]
        if worst is None or not holding:
            continue
        was = (compared(table.subject, "<", row, reader), compared(worst.name, "=", row, reader))
        title = reader.titles[table.subject]
        for id, owed, rule, own in _owed(f"{table.prefix}-{table.subject}-{row}", holding, table, reader):
            later = BsabRule(
                f"{id}-resolved",
                Decision.CONTINUE,
                f"{title} was grade {row} since the last dose",
                rule.citation,
                reader.document.id,
                rule.place,
                next_dose=owed,
            )
            found.append((later, And((*was, own)), f"{table.subject} was {row}"))
    return found


Owing = tuple[str, tuple[Obligation, ...], BsabRule, Condition]


def _owed(
    id: str, holding: list[tuple[BsabRule, Condition]], table: Table, reader: BsabReader
) -> list[Owing]:
    """What is owed under which condition: all of it, unless branches differ and the past tells them apart."""
    inputs = reader.conditions.names.inputs
    together = tuple(dict.fromkeys(owed for rule, _ in holding for owed in rule.next_dose))
    alike = len({frozenset(rule.next_dose) for rule, _ in holding}) == 1
    if alike or not all(only_counts(own, inputs) for _, own in holding):
        return [(id, together, holding[0][0], And(()))]
    lasting = measuring(table.subject, "hours", inputs, 1)
    if lasting is None:
        return [(id, together, holding[0][0], And(()))]
    still = Compare(((1, lasting.name),), ">=", 0, f"{reader.titles[table.subject]} has not ended")
    found: list[Owing] = []
    for rule, own in holding:
        ended = counting_one_more(own, table.subject, inputs)
        open_or_ended = Or((And((Literal(still), own)), And((Literal(still, False), ended))))
        found.append((rule.id, rule.next_dose, rule, open_or_ended))
    return found


def came_down(table: Table, reader: BsabReader) -> list[Added]:
    """What stops the antibody at a grade still stops it when the same episode has come down from it.

    Only where a row stops it outright or on counts of the past: clocks have run on since.
    """
    inputs = reader.conditions.names.inputs
    worst = measuring(table.subject, "worst", inputs)
    found: list[Added] = []
    for row in table.rows:
        # an earlier episode of this grade is counted already: this one must have been at the grade itself
        at_grade = measuring(table.subject, "hours", inputs, row)
        lasting = at_grade or measuring(table.subject, "hours", inputs, 1)
        stops = [(rule, own) for rule, own in _stops(table, row) if only_counts(own, inputs)]
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
            compared(worst.name, "=" if row < max(table.rows) else ">=", row, reader),
            Literal(Compare(((1, lasting.name),), ">=", 0, f"{title} has not ended")),
            Or(tuple(own for _, own in stops)),
        )
        text = f"{table.subject} came down from {row}"
        found.append((rule, And(parts), text))
        # While the grade is not known it may be `row` again or less, and either way the antibody is stopped.
        floor = replace(rule, id=f"{rule.id}-at-least", because="", floor=True)
        op: Comparison = ">=" if _worse_stops(table, row) else "="
        found.append((floor, And((compared(worst.name, op, row, reader), *parts[2:])), text))
    return found


def _stops(table: Table, row: int) -> Iterator[tuple[BsabRule, Condition]]:
    """The branches that stop the antibody; that none before holds is left out while all of those stop it."""
    only_stops = True
    for (rule, own), (_, written) in zip(table.rows[row], table.branches.get(row, ()), strict=True):
        if rule.decision is not Decision.DISCONTINUE:
            only_stops = False
        else:
            yield rule, written if only_stops else own


def _worse_stops(table: Table, row: int) -> bool:
    """Whether every worse row stops the antibody outright."""
    return all(
        at_least(Decision.DISCONTINUE, branches) for number, branches in table.rows.items() if number > row
    )


def wait(table: Table, reader: BsabReader) -> list[Added]:
    """One rule for each row whose hold outlasts the toxicity, or its worse grades.

    A vocabulary that cannot tell how long it has been so is a problem: the wait would be lost.
    """
    inputs = reader.conditions.names.inputs
    worst = measuring(table.subject, "worst", inputs)
    found: list[Added] = []
    for row, branches in table.rows.items():
        waits = ((rule, wait_of(rule.until)) for rule, _ in branches)
        rule, asked = next(((rule, one) for rule, one in waits if one is not None), (None, None))
        if rule is None or asked is None or row <= asked.grade:
            continue
        since = since_low(table.subject, asked, inputs)
        if worst is None or since is None:
            uncounted_wait(table.subject, asked, rule.place, reader)
            continue
        time = hours_to_text(asked.time)
        over = Compare(((1, since.name),), ">=", asked.time, f"{since.name} >= {time}")
        parts: tuple[Condition, ...] = (
            compared(table.subject, "<=" if asked.grade else "=", asked.grade, reader),
            compared(worst.name, "=", row, reader),
            Literal(over, False),
        )
        waiting = BsabRule(
            f"{table.prefix}-{table.subject}-{row}-wait",
            Decision.HOLD,
            f"{reader.titles[table.subject]} of grade {row} must be {low_text(asked)} for {time}",
            rule.citation,
            reader.document.id,
            rule.place,
            rule.until,
        )
        text = f"{table.subject} {low_text(asked)} for less than {time}"
        found.append((waiting, And(parts), text))
        if _holds_above(table, asked.grade):
            # While it is not known whether the grade is low already, either its row or the wait holds.
            floor = replace(waiting, id=f"{waiting.id}-at-least", because="", until="", floor=True)
            op: Comparison = ">=" if _worse_waits_as_long(table, row, asked) else "="
            found.append((floor, And((compared(worst.name, op, row, reader), parts[2])), text))
    return found


def _holds_above(table: Table, grade: int) -> bool:
    """Whether every grade above this one has a row, and every row of those at least holds."""
    above = {row: branches for row, branches in table.rows.items() if row > grade}
    return set(above) == set(range(grade + 1, max(table.rows) + 1)) and all(
        at_least(Decision.HOLD, branches) for branches in above.values()
    )


def _worse_waits_as_long(table: Table, row: int, asked: Wait) -> bool:
    """Whether every worse row stops the antibody, or waits at least this long for the same."""
    worse = [rule for number, branches in table.rows.items() if number > row for rule, _ in branches]
    return all(
        rule.decision is Decision.DISCONTINUE or _waits_as_long(wait_of(rule.until), asked) for rule in worse
    )


def _waits_as_long(one: Wait | None, other: Wait) -> bool:
    return one is not None and one.grade <= other.grade and one.time >= other.time
