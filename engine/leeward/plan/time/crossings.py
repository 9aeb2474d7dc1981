"""The moments at which time alone moves an input across a number that some condition asks about.

Moments are whole seconds, and each lies at or just after the crossing, so that the state
looked at there has truly changed: `< 8 h` and `>= 8 h` change at 8 h, `<= 8 h` and `> 8 h` a second later.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil, floor

from leeward.language.quantity import MILLION
from leeward.logic.index import index_of
from leeward.model.expression import Compare
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.plan.time.advance import clocks, counts_days, exact, growth, midnight

_STILL = Fraction(0)


def crossings(protocol: ClinicalProtocol, state: State, until: datetime) -> Iterator[datetime]:
    """Every such moment after `state.at` and not after `until`; unordered, repeats included."""
    running = {input.name: input for input in clocks(state, protocol.vocabulary)}
    reads = {name: exact(input, state) for name, input in running.items()}
    steady = {name: growth(input) for name, input in running.items() if not counts_days(input)}
    dated = {name for name, input in running.items() if counts_days(input)}
    comparisons = index_of(protocol).comparisons
    for atom in {id(atom): atom for name in running for atom in comparisons.get(name, ())}.values():
        total = _total(atom, state, reads)
        if total is None:
            continue
        rate = _sum([(factor, steady[name]) for factor, name in atom.terms if name in steady])
        if rate and (atom.bound < total) == (rate > 0) and atom.bound != total:
            continue  # crossed before now
        per_day = sum(factor for factor, name in atom.terms if name in dated) * MILLION
        moments = _by_second(atom, total, rate, state.at) if rate else _by_day(atom, total, per_day, state.at)
        yield from (moment for moment in moments if state.at < moment <= until)


def _total(atom: Compare, state: State, reads: Mapping[str, Fraction]) -> Fraction | None:
    """The left side now; None when a part of it is unknown or never."""
    terms: list[tuple[int, Fraction | int]] = []
    for factor, name in atom.terms:
        fact = state.facts.get(name)
        if fact is None or type(fact.value) is not int:
            return None
        terms.append((factor, reads.get(name, fact.value)))
    return _sum(terms)


def _sum(terms: Sequence[tuple[int, Fraction | int]]) -> Fraction:
    """The terms times their factors; most comparisons have one, and adding fractions is slow."""
    parts = [part if factor == 1 else factor * part for factor, part in terms]
    return Fraction(parts[0] if len(parts) == 1 else sum(parts, _STILL))


def _by_second(atom: Compare, total: Fraction, rate: Fraction, at: datetime) -> Iterator[datetime]:
    seconds = (atom.bound - total) / rate
    rising = rate > 0
    if atom.op == "=":
        yield _after(at, seconds, at_once=True)
    # On the way up `>=` begins to hold at the bound itself; on the way down it ends just after it.
    yield _after(at, seconds, at_once=(atom.op in ("<", ">=")) == rising and atom.op != "=")


def _after(at: datetime, seconds: Fraction, at_once: bool) -> datetime:
    """The first whole second of the clock at (`at_once`) or strictly after so many seconds from `at`."""
    start = at.replace(microsecond=0)
    offset = seconds + Fraction(at.microsecond, MILLION)
    return start + timedelta(seconds=ceil(offset) if at_once else floor(offset) + 1)


def _by_day(atom: Compare, total: Fraction, per_day: int, at: datetime) -> Iterator[datetime]:
    if not per_day:
        return
    reached = (atom.bound - total) / per_day
    for days in {ceil(reached), floor(reached) + 1}:
        if 0 < days < 3660:
            yield midnight(at, days)
