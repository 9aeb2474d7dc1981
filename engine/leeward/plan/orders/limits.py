"""Limits on one drug: which are reached, which are not known, and when the last closed one opens."""

from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from leeward.language.durations import MICROSECONDS, elapsed_text, hours_to_text
from leeward.language.quantity import MILLION, millionths_to_text
from leeward.model.rule import Limit, Rule
from leeward.model.state import NEVER, State
from leeward.model.vocabulary import Vocabulary
from leeward.plan.time.advance import exact
from leeward.plan.time.instants import later
from leeward.record import record


@record
class Doors:
    """The limits of one rule for one patient. `opens_at` None: not known, or never when `for_good`."""

    closed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    opens_at: datetime | None = None
    for_good: bool = False


NO_DOORS = Doors()


def doors(rule: Rule, state: State, vocabulary: Vocabulary, title: str) -> Doors:
    """What each limit of `rule` says now; a limit that is not known is never taken as open."""
    if not rule.limits:
        return NO_DOORS
    closed: list[str] = []
    unknown: list[str] = []
    openings: list[datetime | None] = []
    for_good = False
    for limit in rule.limits:
        match _reached(limit, state):
            case None:
                unknown.append(_condition(limit, title))
            case True:
                closed.append(_reason(limit, state, vocabulary, title))
                openings.append(_opening(limit, state, vocabulary))
                for_good = for_good or (limit.kind == "count" and limit.within is None)
            case False:
                pass
    known = [opening for opening in openings if opening is not None]
    opens_at = max(known) if known and len(known) == len(openings) and not for_good else None
    return Doors(tuple(closed), tuple(unknown), opens_at, for_good)


def standing(rule: Rule, state: State) -> str:
    """Which dose the next one is: `dose 1 of at most 3 in 24 h, 4 in total`; empty without known counts."""
    found: dict[int, list[str]] = {}
    for limit in rule.limits:
        fact = state.facts.get(limit.input)
        if limit.kind == "count" and fact is not None and type(fact.value) is int:
            found.setdefault(fact.value // MILLION + 1, []).append(f"{limit.number} {_span(limit)}")
    return "; ".join(f"dose {number} of at most {', '.join(spans)}" for number, spans in found.items())


def _reached(limit: Limit, state: State) -> Literal[True, False] | None:
    """Kleene's answer to "is this limit reached"; None is unknown."""
    fact = state.facts.get(limit.input)
    if fact is None:
        return None
    if fact.value is NEVER:
        return False
    if not isinstance(fact.value, int):
        return None
    return fact.value < limit.number if limit.kind == "apart" else fact.value >= limit.number * MILLION


def _opening(limit: Limit, state: State, vocabulary: Vocabulary) -> datetime | None:
    """The first moment at which enough doses lie far enough back; None when their times are not known."""
    fact = state.facts[limit.input]
    if limit.kind == "apart" and isinstance(fact.value, int):
        left = limit.number - exact(vocabulary.inputs[limit.input], state)
        return state.at + timedelta(microseconds=ceil(left * MICROSECONDS))
    history = vocabulary.inputs[limit.input].from_history if limit.input in vocabulary.inputs else None
    if limit.within is None or history is None or state.given is None or fact.origin == "stated":
        return None
    times = sorted((dose.at for dose in state.given if dose.drug in history.names), reverse=True)
    return later(times[limit.number - 1], limit.within) if len(times) >= limit.number else None


def _reason(limit: Limit, state: State, vocabulary: Vocabulary, title: str) -> str:
    value = state.facts[limit.input].value
    assert isinstance(value, int)
    if limit.kind == "apart":
        since = ceil(exact(vocabulary.inputs[limit.input], state)) * MICROSECONDS
        # to the nearest hundredth of a second: 20 min is no whole number of millionths of an hour
        ago = elapsed_text(timedelta(microseconds=round(since, -4)))
        return f"last {title} {ago} ago, limit {limit.text}"
    return f"{millionths_to_text(value, None)} given {_span(limit)}, limit {limit.text}"


def _condition(limit: Limit, title: str) -> str:
    if limit.kind == "apart":
        return f"no {title} in the last {hours_to_text(limit.number)}"
    return f"fewer than {limit.number} doses of {title} {_span(limit)}"


def _span(limit: Limit) -> str:
    return "in total" if limit.within is None else f"in {hours_to_text(limit.within)}"
