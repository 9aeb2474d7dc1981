"""The inputs of a vocabulary that follow from the episodes of one kind of toxicity."""

from collections.abc import Mapping

from leeward.model.vocabulary import FromHistory, Input


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
