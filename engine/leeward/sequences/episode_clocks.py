"""The clocks that run since an episode began or ended and since the last dose, as far as they are read."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from leeward.logic.index import index_of
from leeward.model.expression import OneOf
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.model.vocabulary import FromHistory, Input
from leeward.patient.chart import LastDose
from leeward.patient.last_dose import levels_of
from leeward.sequences.illness import Illness, Open
from leeward.sequences.moments import JUST
from leeward.sequences.oracle import hours
from leeward.sequences.values import thresholds

_HOUR = timedelta(hours=1)


class EpisodeClocks:
    """The clocks of one protocol. names: the inputs that its conditions read."""

    def __init__(self, protocol: ClinicalProtocol, names: Sequence[str]) -> None:
        self.protocol = protocol
        self._read: dict[str, tuple[Input, int]] = {}
        self._edges: dict[tuple[str, str], set[timedelta]] = {}
        self._low: dict[str, set[timedelta]] = {}
        for name, input, history in _of_lists(protocol, names):
            bounds = thresholds(protocol, name)
            self._read[name] = input, max(bounds, default=0)
            if input.unit is not None and input.unit.dimension == "time":
                spans = {hours(int(bound * input.unit.factor)) for bound in bounds if bound > 0}
                self._edges.setdefault((history.of, history.type), set()).update(spans)
                if history.measure == "hours_at_most":  # the only clock that runs since it is grade 1
                    self._low.setdefault(history.type, set()).update(spans)
        self._exact = {
            name for name, (one, _) in self._read.items() if _measure(one) in ("slowest", "slowest_at_most")
        }
        self._by_day = any(one.unit is not None and one.unit.code == "d" for one, _ in self._read.values())
        self._last = max((span for spans in self._edges.values() for span in spans), default=timedelta())

    def next_looks(self, illness: Illness, last: LastDose, now: datetime) -> tuple[datetime, ...]:
        """An hour on; before, at and after each moment at which a clock reaches a number asked for; late."""
        since = [("last_dose", "", last.at)]
        since += [("episodes", one.type, at) for one in illness.open for at in (one.start, one.reached)]
        since += [("episodes", one.type, one.end) for one in illness.ended if one.end is not None]
        low = [(one.type, one.low) for one in illness.open] + [
            (one.type, one.grade_1_since) for one in illness.ended
        ]
        comes = {at + span for of, type, at in since for span in self._edges.get((of, type), ())}
        comes |= {at + span for type, at in low if at is not None for span in self._low.get(type, ())}
        near = {moment + aside for moment in comes for aside in (-JUST, timedelta(), JUST)}
        later = (now + _HOUR, now + self._last + 2 * _HOUR)
        return tuple(
            dict.fromkeys((*later[:1], *sorted(moment for moment in near if moment > now), *later[1:]))
        )

    def read(self, state: State) -> tuple[object, ...]:
        """What a state says of these inputs; beyond the largest number asked for, all is one.

        Not of the longest that an episode can have taken: one that is told later may be shorter or longer.
        """
        found: list[object] = []
        for name, (_, most) in self._read.items():
            value = state.facts[name].value if name in state.facts else None
            found.append(min(value, most + 1) if type(value) is int and name not in self._exact else value)
        if self._by_day:
            found.append((state.at.hour, state.at.minute, state.at.second, state.at.microsecond))
        return tuple(found)

    def told(self, one: Open, at: datetime) -> tuple[object, ...]:
        """What matters of an episode that goes on: its age, how long at its worst and at grade 1."""
        most = max(self._edges.get(("episodes", one.type), ()), default=timedelta()) + JUST
        low = () if one.low is None else (min(at - one.low, most), min(one.low - one.start, most))
        return min(at - one.start, most), min((one.left or at) - one.reached, most), one.left is None, low

    def levels(self, product: str) -> tuple[str | None, ...]:
        """One level of a dose for each way in which conditions answer to it; None where there is none."""
        questions = [
            atom.options
            for name, input in self.protocol.vocabulary.inputs.items()
            if input.from_history is not None and input.from_history.measure == "level"
            for atom in index_of(self.protocol).questions.get(name, ())
            if isinstance(atom, OneOf)
        ]
        found: dict[tuple[bool, ...], str] = {}
        for level in levels_of(product, self.protocol):
            found.setdefault(tuple(level in options for options in questions), level)
        return tuple(found.values()) or (None,)


def _measure(input: Input) -> str:
    return input.from_history.measure if input.from_history is not None else ""


def _of_lists(protocol: ClinicalProtocol, names: Sequence[str]) -> Iterator[tuple[str, Input, FromHistory]]:
    for name in names:
        input = protocol.vocabulary.inputs[name]
        if input.from_history is not None and input.from_history.of != "given":
            yield name, input, input.from_history
