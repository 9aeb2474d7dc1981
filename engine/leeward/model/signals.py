"""What an engine answers: two planes over all propositions, and an interval for each grade."""

from leeward.model.decision import Decision
from leeward.record import record


@record
class Signals:
    """certain ⊆ possible. A proposition in neither is excluded.

    INVARIANT: lowest <= highest in every interval.
    """

    certain: frozenset[str]
    possible: frozenset[str]
    grades: tuple[tuple[str, int, int], ...]
    decision: tuple[Decision, Decision]

    def grade(self, name: str) -> tuple[int, int]:
        """Lowest and highest possible value of one grade.

        Raises:
            KeyError: the protocol has no such grade.
        """
        for grade, lowest, highest in self.grades:
            if grade == name:
                return lowest, highest
        raise KeyError(name)
