"""Why a condition holds, or may hold: the facts that make it so."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from leeward.language.to_expression import literal_text
from leeward.logic.case import Case
from leeward.logic.kleene import FALSE
from leeward.logic.values import grade_text, input_text
from leeward.model.expression import And, Condition, GradeIs, Holds, Literal, Or, Stated, inputs_of, negate
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.steps import Proposition
from leeward.record import record
from leeward.text.place import NOWHERE, Place


@record
class Reason:
    """One fact: `temperature` is `38.9 Cel`, since `at`, and `text` asked for it at `place`.

    fact: an input or a grade. value: as people read it; `not known` when the answer is only possible.
    """

    fact: str
    value: str
    at: datetime | None
    text: str
    place: Place


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
    return _each_once(_reasons(condition, Case.of(protocol, state, signals), place))


def support_of(name: str, case: Case) -> tuple[Reason, ...]:
    """The same for a proposition; each is looked into once for a case."""
    return _each_once(_of_proposition(name, True, case))


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    found: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        found.setdefault((reason.fact, reason.text), reason)
    return tuple(found.values())


def _of_proposition(name: str, positive: bool, case: Case) -> tuple[Reason, ...]:
    """Why a proposition holds, or does not."""
    key = name, positive
    if key not in case.reasons_of:
        proposition = case.propositions[name]
        condition = proposition.condition if positive else denied(proposition, case)
        case.reasons_of[key] = tuple(_reasons(condition, case, proposition.place))
    return case.reasons_of[key]


def denied(proposition: Proposition, case: Case) -> Condition:
    """What is so when a proposition is not."""
    return case.kept.answer("denied", proposition, lambda: negate(proposition.condition))


def _reasons(condition: Condition, case: Case, place: Place) -> Iterator[Reason]:
    if case.truth(condition) is FALSE:
        return
    match condition:
        case And(parts):
            for part in parts:
                yield from _reasons(part, case, place)
        case Or(parts):
            # max keeps the first of equals: the first certain branch, else the first possible one
            yield from _reasons(max(parts, key=case.truth), case, place)
        case Literal():
            yield from _of_literal(condition, case, place)


def _of_literal(literal: Literal, case: Case, place: Place) -> Iterator[Reason]:
    atom = literal.atom
    match atom:
        case Holds(name):
            yield from _of_proposition(name, literal.positive, case)
        case GradeIs(name):
            yield Reason(name, grade_text(name, case), _grade_since(name, case), _asked(literal, case), place)
        case Stated():
            return
        case _:
            for name in inputs_of(atom):
                fact = case.state.facts.get(name)
                since = None if fact is None else fact.at
                yield Reason(name, input_text(name, case), since, _asked(literal, case), place)


def _asked(literal: Literal, case: Case) -> str:
    if literal.positive and literal.atom.text:
        return literal.atom.text
    return case.kept.answer("asked", literal, lambda: literal_text(literal, case.inputs))


def _grade_since(name: str, case: Case) -> datetime | None:
    """The time of the newest fact behind the row that certainly holds."""
    if name not in case.since_of:
        lowest, _ = case.signals.grade(name)
        row = next((row for number, row in case.grades[name].rows if number == lowest), None)
        reasons = _of_proposition(row, True, case) if row is not None else ()
        case.since_of[name] = max((one.at for one in reasons if one.at is not None), default=None)
    return case.since_of[name]
