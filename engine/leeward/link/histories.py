"""The inputs of a vocabulary that follow from the episodes of one kind of toxicity."""

from collections.abc import Mapping

from leeward.model.expression import Condition, GradeIs, Holds, atoms, inputs_of
from leeward.model.vocabulary import FromHistory, Input, Kind


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
    """Whether every question asks for a count of the past, or the longest of it, which never falls."""
    for atom in atoms(condition):
        if isinstance(atom, GradeIs | Holds):
            return False
        for name in inputs_of(atom):
            history = inputs[name].from_history
            if history is None and inputs[name].kind is not Kind.NUMBER:
                return False
            if history is None:
                continue
            if history.measure not in ("count", "longest") or history.within is not None:
                return False
    return True
