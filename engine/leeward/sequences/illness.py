"""What a ward writes down of toxicity from look to look: the list of episodes, complete at every moment."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from leeward.model.decision import Decision
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Episode
from leeward.model.vocabulary import Kind
from leeward.record import record
from leeward.sequences.reads import read_by, read_in

_HUNDREDTH = timedelta(hours=1) / 100  # of an hour: as finely as `worst_for` is written here


@record
class Open:
    """An episode that goes on.

    reached: when it came to its worst grade; left: when it came down from it. low: since when it has been
    grade 1, after worse.
    """

    type: str
    worst: int
    start: datetime
    reached: datetime
    left: datetime | None = None
    low: datetime | None = None


@record
class Illness:
    """All episodes of one patient.

    timed: whether the ward writes how long the worst grade lasted, and since when it has been grade 1.
    """

    product: str
    timed: bool
    ended: tuple[Episode, ...] = ()
    open: tuple[Open, ...] = ()

    def seen(self, grades: Mapping[str, int], at: datetime) -> "Illness":
        """The list after a look: an episode begins, gets worse, comes down from its worst, or ends."""
        ended, going_on = list(self.ended), []
        known = {one.type: one for one in self.open}
        for type, grade in grades.items():
            one = known.get(type)
            if one is None and grade:
                going_on.append(Open(type, grade, at, at))
            elif one is not None and not grade:
                ended.append(self._written(one, at, end=at))
            elif one is not None:
                going_on.append(_goes_on(one, grade, at))
        return Illness(self.product, self.timed, tuple(ended), tuple(going_on))

    def episodes(self, at: datetime) -> tuple[Episode, ...]:
        """The list as the patient file states it."""
        every = (*self.ended, *(self._written(one, at, end=None) for one in self.open))
        return tuple(sorted(every, key=lambda one: (one.start, one.type)))

    def _written(self, one: Open, at: datetime, end: datetime | None) -> Episode:
        lasted = ((one.left or at) - one.reached) // _HUNDREDTH * 10_000 if self.timed else None
        low = (one.low or end) if self.timed and one.worst > 1 else None
        return Episode(one.type, one.worst, self.product, one.start, end, lasted, low)


def _goes_on(one: Open, grade: int, at: datetime) -> Open:
    if grade > one.worst:
        return Open(one.type, grade, one.start, at)
    left = at if grade < one.worst and one.left is None else one.left
    low = (one.low or at) if grade == 1 < one.worst else None
    return Open(one.type, one.worst, one.start, one.reached, left, low)


def counted(protocol: ClinicalProtocol) -> frozenset[str]:
    """Counts that a chart states and no list gives, such as seizures so far: on a path they never fall.

    A score rises and falls; a grade reads it, or it is a grade itself, and that tells it from a count.
    """
    graded = set(types_of(protocol).values()).union(*(read_by(protocol, one.name) for one in protocol.grades))
    stopping = {one.id for one in protocol.bsab if one.decision is Decision.DISCONTINUE}
    inputs = protocol.vocabulary.inputs
    return frozenset(
        name
        for one in protocol.propositions
        if one.name in stopping
        for name in read_in(protocol, one.condition)
        if inputs[name].kind is Kind.NUMBER and inputs[name].whole
        if inputs[name].from_history is None and name not in graded
    )


def types_of(protocol: ClinicalProtocol) -> dict[str, str]:
    """Each kind of episode, and the grade or the graded input that says how bad it is now."""
    inputs = protocol.vocabulary.inputs
    grades = {grade.name: grade.name for grade in protocol.grades}
    sources = (input.from_history for input in inputs.values())
    counted = {source.type for source in sources if source is not None and source.of == "episodes"}
    return grades | {
        type: f"{type}_grade" for type in sorted(counted - grades.keys()) if f"{type}_grade" in inputs
    }
