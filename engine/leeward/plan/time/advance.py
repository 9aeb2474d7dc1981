"""The same patient a while later, if nothing happens but time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from leeward.language.quantity import MILLION
from leeward.model.state import Fact, State
from leeward.model.vocabulary import Input, Vocabulary
from leeward.patient.running import clock
from leeward.plan.time.instants import later


def clocks(state: State, vocabulary: Vocabulary) -> Iterator[Input]:
    """The known inputs that grow with time: all measured in hours or days, as in a patient file."""
    for name, fact in state.facts.items():
        input = vocabulary.inputs.get(name)
        if input is not None and type(fact.value) is int and input.is_clock:
            yield input


def counts_days(input: Input) -> bool:
    """Whether a clock steps at midnight (calendar days) and does not run by the second."""
    return input.unit is not None and input.unit.code == "d"


def growth(input: Input) -> Fraction:
    """Millionths of the input's unit that one second adds to a clock that runs by the second."""
    assert input.unit is not None
    return Fraction(MILLION, 3600) / input.unit.factor


def exact(input: Input, state: State) -> Fraction:
    """What a clock reads now, before it was rounded down to whole millionths."""
    base, since = _start(input, state)
    if counts_days(input):
        return Fraction(_reads(input, state, state.at))
    return base + Fraction((state.at - since) // timedelta(microseconds=1), MILLION) * growth(input)


def _start(input: Input, state: State) -> tuple[int, datetime]:
    """The moment from which a clock has run, and what it read then."""
    fact = state.facts[input.name]
    assert isinstance(fact.value, int)
    assert input.unit is not None
    since = fact.at or state.at
    return fact.value - clock(since, state.at, input.unit), since


def _reads(input: Input, state: State, at: datetime) -> int:
    assert input.unit is not None
    base, since = _start(input, state)
    return base + clock(since, at, input.unit)


def midnight(at: datetime, days: int) -> datetime:
    """The midnight that begins the day so many days after `at`, in the zone in which `at` is written."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


def windows(state: State, vocabulary: Vocabulary) -> Iterator[tuple[Input, datetime]]:
    """The counts of doses that will fall, each with the moment a dose leaves the window looked back over."""
    for input in vocabulary.inputs.values():
        history = input.from_history
        if history is None or (history.measure, history.of) != ("count", "given") or history.within is None:
            continue
        fact = state.facts.get(input.name)
        if fact is None or fact.origin != "history":
            continue
        for dose in state.given or ():
            leaves = later(dose.at, history.within)
            if dose.drug in history.names and leaves > state.at:
                yield input, leaves


def advance(state: State, vocabulary: Vocabulary, to: datetime) -> State:
    """The state at `to`: clocks have run, doses left their windows, observations are taken as repeated."""
    facts = dict(state.facts)
    at = to.astimezone(state.at.tzinfo)
    for input in clocks(state, vocabulary):
        facts[input.name] = replace(facts[input.name], value=_reads(input, state, at))
    for input in {input.name: input for input, _ in windows(state, vocabulary)}.values():
        facts[input.name] = replace(facts[input.name], value=_count(input, state, to) * MILLION)
    return replace(state, at=to, facts=facts)


def _count(input: Input, state: State, at: datetime) -> int:
    """Doses that still count at `at`; one exactly as old as the window does not."""
    history = input.from_history
    assert history is not None
    assert history.within is not None
    return sum(
        dose.drug in history.names and later(dose.at, history.within) > at for dose in state.given or ()
    )


def stale_at(fact: Fact, input: Input, state: State) -> datetime | None:
    """The last moment at which an observation is still valid; None when it stays valid."""
    if input.valid_for is None or fact.origin not in ("stated", "panel"):
        return None
    return later(fact.at or state.at, input.valid_for)
