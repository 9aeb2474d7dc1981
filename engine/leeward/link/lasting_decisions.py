"""What a decision of a protocol still means when the toxicity has gone.

A rule speaks while its condition holds. "Discontinue for good" must not end with the fever, and "hold until
resolved for 72 h" must not end when it has just resolved; so the linker adds what remembers them.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from leeward.language.durations import hours_to_text
from leeward.language.quantity import MILLION
from leeward.link.histories import measuring, only_counts
from leeward.link.untils import waiting_time
from leeward.model.expression import And, Compare, Condition, GradeIs, Literal, Or, atoms
from leeward.model.protocol import BsabRule, Decision
from leeward.text.node import Scalar
from leeward.text.place import Place

if TYPE_CHECKING:
    from leeward.link.from_bsab import BsabReader

Added = tuple[BsabRule, Condition, str]


def lasting_decisions(
    rule: BsabRule, condition: Condition, hold: Scalar | None, place: Place, reader: "BsabReader"
) -> list[Added]:
    """The rules that carry a decision on after its grade has gone."""
    if rule.decision is Decision.DISCONTINUE:
        return _stays_stopped(rule, condition, place, reader)
    return _wait(rule, condition, hold, place, reader)


def _stays_stopped(rule: BsabRule, condition: Condition, place: Place, reader: "BsabReader") -> list[Added]:
    """An ended episode of a grade that stops the antibody keeps it stopped."""
    inputs = reader.conditions.names.inputs
    ways: list[Condition] = []
    forgotten = False
    for part in condition.parts if isinstance(condition, Or) else (condition,):
        match part:
            case Literal(GradeIs(grade, ">=" | "=", number), True):
                count = measuring(grade, "count", inputs, number)
                if count is None:
                    forgotten = True
                else:
                    text = f"{count.name} >= 1"
                    ways.append(Literal(Compare(((1, count.name),), ">=", MILLION, text)))
            case Literal(Compare(((1, clock),), ">=" | ">" as op, bound), True) if _longest(clock, reader):
                longest = Compare(((1, _longest(clock, reader)),), op, bound, f"{clock}, ended or not")
                ways.append(Literal(longest))
            case _:
                forgotten = forgotten or not only_counts(part, reader.conditions.names.inputs)
    if forgotten:
        reader.forgotten.append((rule, place))
    if not ways:
        return []
    because = f"{rule.because}; that was so before, and stopped is stopped"
    stopped = replace(rule, id=f"{rule.id}-before", because=because)
    return [(stopped, Or(tuple(ways)), " or ".join(atom.text for way in ways for atom in atoms(way)))]


def _longest(clock: str, reader: "BsabReader") -> str:
    """For the hours of an open episode, the input that holds the longest of any; else nothing."""
    inputs = reader.conditions.names.inputs
    history = inputs[clock].from_history
    if history is None or history.measure != "hours":
        return ""
    longest = measuring(history.type, "longest", inputs, history.grade)
    return longest.name if longest else ""


def _wait(
    rule: BsabRule, condition: Condition, hold: Scalar | None, place: Place, reader: "BsabReader"
) -> list[Added]:
    """`until crs resolved for 72 h` holds until the clock since the end of the episode has run out."""
    subject, time = waiting_time(hold) or (None, 0)
    if subject is None:
        return []
    inputs = reader.conditions.names.inputs
    worst, ended = measuring(subject, "worst", inputs), measuring(subject, "hours_since_end", inputs)
    if worst is None or ended is None or subject not in reader.conditions.names.grades:
        message = f"no input of the vocabulary says how long ago `{subject}` ended"
        help = "add inputs with `from_history: {worst: episodes}` and `{hours_since_end: episodes}`"
        reader.conditions.problems.add("uncounted-wait", message, place, help)
        return []
    asked = (atom for atom in atoms(condition) if isinstance(atom, GradeIs) and atom.grade == subject)
    lowest = min((atom.number for atom in asked if atom.op in (">=", "=")), default=1)
    over = Compare(((1, ended.name),), ">=", time, f"{ended.name} >= {hours_to_text(time)}")
    parts: tuple[Condition, ...] = (
        Literal(GradeIs(subject, "=", 0, f"{subject} = 0")),
        Literal(Compare(((1, worst.name),), ">=", lowest * MILLION, f"{worst.name} >= {lowest}")),
        Literal(over, False),
    )
    because = f"{reader.titles.get(subject, subject)} must be gone for {hours_to_text(time)}"
    later = replace(rule, id=f"{rule.id}-wait", because=because, next_dose=())
    return [(later, And(parts), f"{subject} ended less than {hours_to_text(time)} ago")]
