"""The same patient a while later, if nothing happens but time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache

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
    return _per_second(input.unit.factor.numerator, input.unit.factor.denominator)


@lru_cache
def _per_second(numerator: int, denominator: int) -> Fraction:
    """The same for a unit of so many hours."""
    return Fraction(MILLION * denominator, 3600 * numerator)


def exact(input: Input, state: State) -> Fraction:
    """What a clock reads now, before it was rounded down to whole millionths."""
    base, since = _start(input, state)
    if counts_days(input):
        return Fraction(_reads(input, state)(state.at))
    rate = growth(input)
    run = (state.at - since) // timedelta(microseconds=1) * rate.numerator
    return Fraction(base * MILLION * rate.denominator + run, MILLION * rate.denominator)


def _start(input: Input, state: State) -> tuple[int, datetime]:
    """The moment from which a clock has run, and what it read then."""
    fact = state.facts[input.name]
    assert isinstance(fact.value, int)
    assert input.unit is not None
    since = fact.at or state.at
    return fact.value - clock(since, state.at, input.unit), since


def _reads(input: Input, state: State) -> Callable[[datetime], int]:
    """What a clock will read at a moment written in the zone of `state.at`."""
    unit, (base, since) = input.unit, _start(input, state)
    assert unit is not None
    return lambda at: base + clock(since, at, unit)


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


def moving(state: State, vocabulary: Vocabulary) -> Iterator[tuple[str, Callable[[datetime], int]]]:
    """The inputs that time alone changes, each with what it reads at a later moment of `state.at`'s zone."""
    for input in clocks(state, vocabulary):
        yield input.name, _reads(input, state)
    for input in {input.name: input for input, _ in windows(state, vocabulary)}.values():
        yield input.name, _count(input, state)


def advance(state: State, vocabulary: Vocabulary, to: datetime) -> State:
    """The state at `to`: clocks have run, doses left their windows, observations are taken as repeated."""
    facts = dict(state.facts)
    at = to.astimezone(state.at.tzinfo)
    for name, reads in moving(state, vocabulary):
        facts[name] = replace(facts[name], value=reads(at))
    return replace(state, at=to, facts=facts)


def _count(input: Input, state: State) -> Callable[[datetime], int]:
    """Doses that still count at a moment; one exactly as old as the window does not."""
    history = input.from_history
    assert history is not None
    within = history.within
    assert within is not None
    ends = [later(dose.at, within) for dose in state.given or () if dose.drug in history.names]
    return lambda at: sum(end > at for end in ends) * MILLION


def stale_at(fact: Fact, input: Input, state: State) -> datetime | None:
    """The last moment at which an observation is still valid; None when it stays valid."""
    if input.valid_for is None or fact.origin not in ("stated", "panel"):
        return None
    return later(fact.at or state.at, input.valid_for)
