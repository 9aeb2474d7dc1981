"""What a decision of a protocol still means when the toxicity has gone.

A rule speaks while its condition holds. "Discontinue for good" must not end with the fever, and "hold until
resolved for 72 h" must not end when it has just resolved; so the linker adds what remembers them.
"""

from collections.abc import Mapping
from dataclasses import replace

from leeward.language.durations import hours_to_text
from leeward.language.quantity import MILLION
from leeward.link.from_bsab import BsabReader
from leeward.link.histories import measuring, only_counts
from leeward.link.untils import Wait, waiting_time
from leeward.link.waits import low_text, since_low, uncounted_wait
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import And, Compare, Condition, GradeIs, Literal, Or, atoms
from leeward.model.vocabulary import Input
from leeward.text.node import Scalar
from leeward.text.place import Place

Added = tuple[BsabRule, Condition, str]


def lasting_decisions(
    rule: BsabRule, condition: Condition, hold: Scalar | None, place: Place, reader: BsabReader
) -> list[Added]:
    """The rules that carry a decision on after its grade has gone."""
    if rule.decision is Decision.DISCONTINUE:
        return _stays_stopped(rule, condition, reader)
    return _wait(rule, condition, hold, place, reader)


def _stays_stopped(rule: BsabRule, condition: Condition, reader: BsabReader) -> list[Added]:
    """An episode of a grade that stops the antibody keeps it stopped, come down or ended."""
    found = [_remembered(part, reader.conditions.names.inputs) for part in _alternatives(condition)]
    ways = tuple(way for way in found if way is not None)
    if not ways:
        return []
    because = f"{rule.because}; that was so before, and stopped is stopped"
    stopped = replace(rule, id=f"{rule.id}-before", because=because)
    return [(stopped, Or(ways), " or ".join(atom.text for way in ways for atom in atoms(way)))]


def is_forgotten(condition: Condition, inputs: Mapping[str, Input]) -> bool:
    """Whether some way of fulfilling the condition leaves nothing behind that the history tells."""
    return any(
        _remembered(part, inputs) is None and not only_counts(part, inputs)
        for part in _alternatives(condition)
    )


def _alternatives(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, Or) else (condition,)


def _remembered(part: Condition, inputs: Mapping[str, Input]) -> Condition | None:
    """The same asked of the history: of episodes that were of this grade, or of the longest of them."""
    match part:
        case Literal(GradeIs(grade, ">=" | "=", number), True):
            count = measuring(grade, "count", inputs, number)
            if count is not None:
                ended = Literal(Compare(((1, count.name),), ">=", MILLION, f"{count.name} >= 1"))
                return Or((ended, *_not_ended(grade, number, inputs)))
        case Literal(Compare(((1, clock),), ">=" | ">" as op, bound), True):
            history = inputs[clock].from_history
            if history is not None and history.measure == "hours":
                longest = measuring(history.type, "longest", inputs, history.grade)
                if longest is not None:
                    return Literal(Compare(((1, longest.name),), op, bound, f"{clock}, ended or not"))
        case _:
            pass
    return None


def _not_ended(grade: str, number: int, inputs: Mapping[str, Input]) -> tuple[Condition, ...]:
    """The same of an episode that has come down and goes on, which no count of ended ones holds yet."""
    worst = measuring(grade, "worst", inputs)
    if worst is None:
        return ()
    return (Literal(Compare(((1, worst.name),), ">=", number * MILLION, f"{worst.name} >= {number}")),)


def _wait(
    rule: BsabRule, condition: Condition, hold: Scalar | None, place: Place, reader: BsabReader
) -> list[Added]:
    """`until crs resolved for 72 h` holds until the clock since the end of the episode has run out.

    `until crs grade 1 or less for 72 h` is the same from the moment at which it came down to grade 1.
    """
    subject, wait = waiting_time(hold) or (None, Wait(0, 0))
    if subject is None:
        return []
    inputs = reader.conditions.names.inputs
    worst, since = measuring(subject, "worst", inputs), since_low(subject, wait, inputs)
    if worst is None or since is None or subject not in reader.conditions.names.grades:
        uncounted_wait(subject, wait, place, reader)
        return []
    asked = (atom for atom in atoms(condition) if isinstance(atom, GradeIs) and atom.grade == subject)
    lowest = max(min((atom.number for atom in asked if atom.op in (">=", "=")), default=1), wait.grade + 1)
    over = Compare(((1, since.name),), ">=", wait.time, f"{since.name} >= {hours_to_text(wait.time)}")
    low = f"{subject} <= {wait.grade}" if wait.grade else f"{subject} = 0"
    parts: tuple[Condition, ...] = (
        Literal(GradeIs(subject, "<=" if wait.grade else "=", wait.grade, low)),
        Literal(Compare(((1, worst.name),), ">=", lowest * MILLION, f"{worst.name} >= {lowest}")),
        Literal(over, False),
    )
    title = reader.titles.get(subject, subject)
    because = f"{title} must be {low_text(wait)} for {hours_to_text(wait.time)}"
    later = replace(rule, id=f"{rule.id}-wait", because=because, next_dose=())
    return [(later, And(parts), f"{subject} {low_text(wait)} for less than {hours_to_text(wait.time)}")]
