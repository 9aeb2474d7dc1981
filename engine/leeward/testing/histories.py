"""Histories: doses, episodes and the last dose, at the times on which the counts and clocks turn."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from hypothesis import strategies as st

from leeward.language.durations import MICROSECONDS
from leeward.language.quantity import MILLION, to_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import FromHistory, Input
from leeward.patient.last_dose import levels_of
from leeward.testing.patient_file import Written, time_text
from leeward.testing.thresholds import Thresholds, doses_of

MINUTE = timedelta(minutes=1)
_LATELY = (timedelta(hours=1), timedelta(hours=6), timedelta(days=2), timedelta(days=20))


class Histories:
    """What one protocol reads from histories, and how long ago each part of it matters."""

    def __init__(self, thresholds: Thresholds) -> None:
        self.protocol = thresholds.protocol
        read = [one for one in thresholds.inputs if one.from_history is not None]
        self._ages = {of: _ages(read, of, thresholds) for of in ("given", "episodes", "last_dose")}
        self._amounts = _amounts(self.protocol)
        gaps = {_hours(rule.course.broken_after) for rule in self.protocol.rules if rule.course is not None}
        if self._ages["given"]:
            self._ages["given"] = tuple(sorted({*self._ages["given"], *_around(gaps)}))
        self._drugs = tuple(dict.fromkeys(_drugs(read, self.protocol)))
        self._types = tuple(dict.fromkeys(_types(read)))
        self._products = (*dict.fromkeys(one.drug for one in self.protocol.products), "somethingelse")

    @property
    def keys(self) -> tuple[str, ...]:
        """The histories that this protocol reads."""
        read = (
            ("given", self._drugs),
            ("episodes", self._types),
            ("last_dose", self._ages["last_dose"]),
        )
        return tuple(key for key, any_of_it in read if any_of_it)

    def given(self, at: datetime) -> st.SearchStrategy[Written]:
        """The complete list of the doses given, the empty list first."""
        ages = st.sampled_from(self._ages["given"])
        dose = st.sampled_from(self._drugs).flatmap(
            lambda drug: st.tuples(st.just(drug), ages, st.sampled_from(("", *self._amounts.get(drug, ()))))
        )
        return st.lists(dose, max_size=6, unique_by=lambda one: one[:2]).map(
            lambda doses: tuple(_dose(drug, amount, at - age) for drug, age, amount in doses)
        )

    def episodes(self, at: datetime) -> st.SearchStrategy[Written]:
        """The complete list of the episodes; none of a type overlaps another."""
        ages = self._ages["episodes"]
        span = st.lists(st.sampled_from(ages), min_size=1, max_size=4, unique=True)
        one = st.tuples(
            st.sampled_from(self._types), st.integers(1, 4), st.sampled_from(self._products), span
        )
        found = st.lists(one, max_size=2, unique_by=lambda episode: episode[0])
        return found.map(lambda drawn: tuple(episode for some in drawn for episode in _episodes(at, *some)))

    def last_dose(self, at: datetime, product: str | None) -> st.SearchStrategy[Written]:
        """The newest dose, with or without its level, which is one of the product's."""
        levels = levels_of(product, self.protocol)
        ages = st.sampled_from(self._ages["last_dose"])
        times = ages.map(lambda age: {"at": time_text(at - age)})
        if not levels:
            return times
        return st.tuples(times, st.sampled_from((None, *levels))).map(
            lambda drawn: drawn[0] if drawn[1] is None else {"level": drawn[1], **drawn[0]}
        )


def _dose(drug: str, amount: str, at: datetime) -> dict[str, Written]:
    """One dose; nobody may have written how much."""
    return {"drug": drug, **({"dose": amount} if amount else {}), "at": time_text(at)}


def _amounts(protocol: ClinicalProtocol) -> dict[str, tuple[str, ...]]:
    """The doses that the rules write for each drug and that need no weight."""
    found: dict[str, dict[str, None]] = {}
    for rule in protocol.rules:
        for dose in doses_of(rule):
            for band in dose.bands:
                if "per" not in band.amount.unit.dimension.split():
                    text = f"{to_text(band.amount.number)} {band.amount.unit.code}"
                    found.setdefault(rule.intervention, {})[text] = None
    return {drug: tuple(texts) for drug, texts in found.items()}


def _episodes(
    at: datetime, type: str, grade: int, product: str, ages: list[timedelta]
) -> Iterator[dict[str, Written]]:
    """Episodes of one type from times in order, two for each; one left over began and has not ended."""
    times = sorted(at - age for age in ages)
    for number in range(0, len(times), 2):
        episode = {"type": type, "grade": str(grade), "product": product, "from": time_text(times[number])}
        if number + 1 < len(times):
            episode["to"] = time_text(times[number + 1])
        yield dict(episode)


def _drugs(read: list[Input], protocol: ClinicalProtocol) -> Iterator[str]:
    for source in _sources(read, "given"):
        yield from sorted(source.names)
    if any(True for _ in _sources(read, "given")):
        yield from (product.drug for product in protocol.products)


def _types(read: list[Input]) -> Iterator[str]:
    return (source.type for source in _sources(read, "episodes"))


def _sources(read: list[Input], of: str) -> Iterator[FromHistory]:
    for one in read:
        if one.from_history is not None and one.from_history.of == of:
            yield one.from_history


def _ages(read: list[Input], of: str, thresholds: Thresholds) -> tuple[timedelta, ...]:
    """How long ago things may have been: at each window and clock, a minute more and a minute less."""
    found: set[timedelta] = set()
    for one in read:
        source = one.from_history
        if source is None or source.of != of:
            continue
        turns = [] if source.within is None else [_hours(source.within)]
        if one.unit is not None and one.unit.dimension == "time":
            hours = one.unit.factor
            turns += [
                _hours(int(number * hours)) for number in thresholds.turns(one) if number < 10**4 * MILLION
            ]
        found |= _around(turns)
    if not any(True for _ in _sources(read, of)):
        return ()
    return tuple(sorted({*_LATELY, *(age for age in found if age >= timedelta())}))


def _around(turns: Iterable[timedelta]) -> set[timedelta]:
    """Each time, a minute less and a minute more."""
    return {turn + side for turn in turns for side in (-MINUTE, timedelta(), MINUTE)}


def _hours(millionths: int) -> timedelta:
    return timedelta(microseconds=millionths * MICROSECONDS)
