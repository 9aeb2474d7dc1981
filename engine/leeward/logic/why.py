"""Why a condition holds, or may hold: the facts that make it so."""

from collections.abc import Iterator
from datetime import datetime

from leeward.language.to_expression import literal_text
from leeward.logic.case import Case
from leeward.logic.kleene import Truth
from leeward.logic.values import grade_text, input_text
from leeward.model.expression import And, Condition, GradeIs, Holds, Literal, Or, Stated, inputs_of, negate
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.record import record
from leeward.text.place import NOWHERE, Place


@record
class Reason:
    """One fact: `temperature` is `38.9 Cel`, since `at`, and `text` asked for it at `place`.

    fact: an input or a grade. value: as people read it; `not known` when the answer is only possible.
    through: the findings and derived inputs the fact was asked through, outermost first.
    """

    fact: str
    value: str
    at: datetime | None
    text: str
    place: Place
    through: tuple[str, ...] = ()


def support(
    condition: Condition,
    protocol: ClinicalProtocol,
    state: State,
    signals: Signals,
    *,
    place: Place = NOWHERE,
) -> tuple[Reason, ...]:
    """The facts behind a condition that is certain or possible; none when it is excluded.

    Of alternatives the first that holds is told, of parts all. `place` is where the condition stands.
    """
    case = Case.of(protocol, state, signals)
    found: dict[tuple[str, str], Reason] = {}
    for reason in _reasons(condition, case, place, ()):
        found.setdefault((reason.fact, reason.text), reason)
    return tuple(found.values())


def _reasons(condition: Condition, case: Case, place: Place, through: tuple[str, ...]) -> Iterator[Reason]:
    if case.truth(condition) is Truth.FALSE:
        return
    match condition:
        case And(parts):
            for part in parts:
                yield from _reasons(part, case, place, through)
        case Or(parts):
            # max keeps the first of equals: the first certain branch, else the first possible one
            yield from _reasons(max(parts, key=case.truth), case, place, through)
        case Literal():
            yield from _of_literal(condition, case, place, through)


def _of_literal(literal: Literal, case: Case, place: Place, through: tuple[str, ...]) -> Iterator[Reason]:
    atom = literal.atom
    text = atom.text if literal.positive and atom.text else literal_text(literal, case.inputs)
    match atom:
        case Holds(name):
            proposition = case.propositions[name]
            inner = proposition.condition if literal.positive else negate(proposition.condition)
            yield from _reasons(inner, case, proposition.place, (*through, name))
        case GradeIs(name):
            yield Reason(name, grade_text(name, case), _grade_since(name, case), text, place, through)
        case Stated():
            return
        case _:
            for name in inputs_of(atom):
                fact = case.state.facts.get(name)
                since = None if fact is None else fact.at
                yield Reason(name, input_text(name, case), since, text, place, through)


def _grade_since(name: str, case: Case) -> datetime | None:
    """The time of the newest fact behind the row that certainly holds."""
    grade = case.grades[name]
    lowest, _ = case.signals.grade(name)
    row = next((row for number, row in grade.rows if number == lowest), None)
    if row is None:
        return None
    times = [
        r.at for r in _reasons(case.propositions[row].condition, case, grade.place, ()) if r.at is not None
    ]
    return max(times, default=None)
