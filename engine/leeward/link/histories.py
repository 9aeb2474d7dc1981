"""The inputs of a vocabulary that follow from the episodes of one kind of toxicity."""

from collections.abc import Mapping

from leeward.language.quantity import MILLION
from leeward.model.expression import And, Compare, Condition, GradeIs, Holds, Literal, Or, atoms, inputs_of
from leeward.model.vocabulary import FromHistory, Input, Kind

_NEVER_FALLING = ("count", "longest", "slowest", "slowest_at_most")


def measuring(
    subject: str, measure: str, inputs: Mapping[str, Input], grade: int | None = None
) -> Input | None:
    """The input that measures this of the episodes of a grade (or of a graded input `<type>_grade`)."""
    types = (subject, subject.removesuffix("_grade"))

    def fits(history: FromHistory | None) -> bool:
        if history is None or (history.measure, history.of) != (measure, "episodes"):
            return False
        return history.type in types and grade in (None, history.grade)

    return next((input for input in inputs.values() if fits(input.from_history)), None)


def only_counts(condition: Condition, inputs: Mapping[str, Input]) -> bool:
    """Whether every question asks for a count of the past, or the longest of it. Neither ever falls."""
    for atom in atoms(condition):
        if isinstance(atom, GradeIs | Holds):
            return False
        for name in inputs_of(atom):
            history = inputs[name].from_history
            if history is None and inputs[name].kind is not Kind.NUMBER:
                return False
            if history is None:
                continue
            if history.measure not in _NEVER_FALLING or history.within is not None:
                return False
    return True


def counting_one_more(condition: Condition, subject: str, inputs: Mapping[str, Input]) -> Condition:
    """The same question once the present episode has ended, and is among those that are counted."""
    types = (subject, subject.removesuffix("_grade"))

    def counts_it(name: str) -> bool:
        history = inputs[name].from_history
        ended = history is not None and (history.measure, history.of) == ("count", "episodes")
        return ended and history is not None and history.type in types

    match condition:
        case Literal(Compare(terms, op, bound, text) as atom, positive):
            more = sum(factor for factor, name in terms if counts_it(name)) * MILLION
            return (
                Literal(Compare(terms, op, bound + more, text), positive) if more else Literal(atom, positive)
            )
        case And(parts):
            return And(tuple(counting_one_more(part, subject, inputs) for part in parts))
        case Or(parts):
            return Or(tuple(counting_one_more(part, subject, inputs) for part in parts))
        case _:
            return condition
