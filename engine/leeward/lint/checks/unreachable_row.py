"""A row of a grade that is never the grade, because a worse row holds whenever it does.

The grade is the worst row that holds, so this row decides nothing.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject
from leeward.logic.implies import implies


def check(subject: Subject) -> Iterator[Finding]:
    places = {step.name: step.place for step in subject.our_steps}
    for grade in subject.our_grades:
        for number, row in grade.rows:
            worse = next(
                (
                    higher
                    for higher, other in grade.rows
                    if higher > number and implies(subject.conditions[row], subject.conditions[other])
                ),
                None,
            )
            if worse is not None and row in places:
                message = f"`{grade.name}` is never {number}: whenever row {number} holds, row {worse} does"
                yield Finding(row, message, places[row], "write what is true of the milder grade alone")
