"""What time alone will do: a limit opens, a clock runs out, an observation goes stale."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from leeward.language.durations import hours_to_text
from leeward.logic.index import index_of
from leeward.model.decision import Decision
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.vocabulary import Phase
from leeward.plan.decision import ACTIONS
from leeward.plan.facts import in_sentence
from leeward.plan.model.clock import Change, Clock, Look
from leeward.plan.model.orders import UnderWay
from leeward.plan.orders.candidate import Merged
from leeward.plan.orders.repeat import repeat_of
from leeward.plan.reading import Reading
from leeward.plan.restart import product_of, restart_for, row_for
from leeward.plan.time.advance import midnight, moving, stale_at, windows
from leeward.plan.time.crossings import crossings
from leeward.plan.time.instants import later
from leeward.plan.what_if import WhatIf

HORIZON = timedelta(days=14)
MOST_CHANGES = 12


def clock_of(
    reading: Reading,
    orders: Sequence[Merged],
    under_way: Sequence[UnderWay],
    restart_shown: bool,
    what_if: WhatIf,
) -> Clock:
    """The changes to come, soonest first, and until when the plan is good if nobody looks again."""
    protocol, state = reading.protocol, reading.state
    changes = [
        *_turns(reading, what_if),
        *_stale(protocol, state),
        *_phases(reading, orders, under_way),
        *_due(reading, orders),
        *(_restart_changes(protocol, state) if restart_shown else ()),
    ]
    changes.sort(key=lambda change: (change.at, change.kind, change.what))
    shown = tuple(changes[:MOST_CHANGES])
    turn = next((change for change in changes if change.becomes is not None), None)
    return Clock(shown[0].at if shown else None, shown, tuple(_looks(reading, orders)), turn)


def _turns(reading: Reading, what_if: WhatIf) -> Iterator[Change]:
    """The moments at which the signals change though nothing new is observed."""
    protocol, state, kernel = reading.protocol, reading.state, what_if.kernel
    end = state.at + HORIZON
    zone = state.at.tzinfo  # in which a clock of days counts its midnights
    leaving = (at.astimezone(zone) for _, at in windows(state, protocol.vocabulary) if at <= end)
    before, answers = reading.signals, None
    found = 0
    values = dict(zip(kernel.layout.inputs, what_if.values, strict=True))
    hands = {name: reads for name, reads in moving(state, protocol.vocabulary) if name in values}
    for moment in sorted({*crossings(protocol, state, end), *leaving}):
        values.update((name, kernel.encode_one(name, reads(moment))) for name, reads in hands.items())
        told = kernel.run(tuple(values.values()))
        if told == answers:
            continue
        after, answers = kernel.read(told), told
        change = _change(protocol, before, after, moment) if after != before else None
        before = after
        if change is not None:
            yield change
            found += 1
        if found == MOST_CHANGES:
            return


def _change(protocol: ClinicalProtocol, before: Signals, after: Signals, at: datetime) -> Change | None:
    """What changes for the reader of a plan; None when no more than an unused name changes."""
    decided = before.decision != after.decision
    parts = [f"the antibody: {_interval(after.decision)}"] if decided else []
    for grade, lowest, highest in after.grades:
        if before.grade(grade) != (lowest, highest):
            title = next(one.title for one in protocol.grades if one.name == grade)
            parts.append(f"{title} {lowest}" + (f" to {highest}" if lowest != highest else ""))
    changed = (before.certain ^ after.certain) | (before.possible ^ after.possible)
    parts += _order_changes(protocol, before, after, changed)
    opened = _opened(protocol, before, after, changed)
    if not decided:
        ids = [b.id for b in protocol.bsab if b.id in changed and not b.floor]
        parts.extend(f"decision rule {id} changes" for id in ids)
    if not parts and not opened:
        return None
    what = "; ".join(dict.fromkeys(parts + opened))
    if decided:
        lowest, highest = after.decision
        return Change(at, what, "decision", (ACTIONS[lowest], ACTIONS[highest]))
    return Change(at, what, "order" if parts else "limit")


def _order_changes(
    protocol: ClinicalProtocol, before: Signals, after: Signals, changed: frozenset[str]
) -> Iterator[str]:
    """What happens to each intervention; and where nothing does, which rule about it comes or goes."""
    for rule in protocol.rules:
        if rule.id not in changed:
            continue
        title = protocol.vocabulary.interventions[rule.intervention].title
        about = [
            r.id for r in protocol.rules if (r.intervention, r.strength) == (rule.intervention, rule.strength)
        ]
        was, now = (max(_status(id, signals) for id in about) for signals in (before, after))
        becomes = _BECOMES[_status(rule.id, after)]
        yield f"{title} {_BECOMES[now]}" if was != now else f"{title}: rule {rule.id} {becomes}"


def _opened(
    protocol: ClinicalProtocol, before: Signals, after: Signals, changed: frozenset[str]
) -> list[str]:
    """Drugs that are wanted and whose limits open."""
    return [
        f"{protocol.vocabulary.interventions[rule.intervention].title} may be given again"
        for rule in protocol.rules
        if rule.limit_reached in changed
        and rule.limit_reached is not None
        and _status(rule.id, after)
        and _status(rule.limit_reached, after) < _status(rule.limit_reached, before)
    ]


_BECOMES = {0: "no longer applies", 1: "may apply", 2: "applies"}


def _status(name: str, signals: Signals) -> int:
    return (name in signals.certain) + (name in signals.possible)


def _interval(decision: tuple[Decision, Decision]) -> str:
    lowest, highest = decision
    return lowest.word if lowest is highest else f"{lowest.word} or up to {highest.word}"


def _stale(protocol: ClinicalProtocol, state: State) -> Iterator[Change]:
    """Observations that stop being valid, those of one moment together."""
    ends: dict[datetime, list[str]] = {}
    for input in index_of(protocol).observations:
        fact = state.facts.get(input.name)
        end = stale_at(fact, input, state) if fact is not None else None
        if end is not None and end <= state.at + HORIZON:
            ends.setdefault(end, []).append(in_sentence(input.title))
    for end, names in ends.items():
        what = f"{', '.join(names)} {'goes' if len(names) == 1 else 'go'} stale"
        yield Change(end, what, "stale", stale=tuple(dict.fromkeys(names)))


def _restart_changes(protocol: ClinicalProtocol, state: State) -> Iterator[Change]:
    """The next midnight after which another row of the restart table counts."""
    shown, _ = restart_for(protocol, state)
    product = product_of(protocol, state)
    if shown is None or product is None:
        return
    row = row_for(product, shown.level, shown.days)
    if row is None or row.last_day is None:
        return
    at = midnight(state.at, row.last_day + 1 - shown.days)
    following = row_for(product, shown.level, row.last_day + 1)
    if following is not None and at <= state.at + HORIZON:
        what = "continue" if following.action == "continue" else f"give {following.action}"
        yield Change(at, f"restart after {shown.level}: {what}", "restart")


def _phases(reading: Reading, orders: Iterable[Merged], under_way: Iterable[UnderWay]) -> Iterator[Change]:
    """The next phase of every course that is under way, or its end."""
    names = reading.protocol.vocabulary.interventions
    courses = [(names[one.main.rule.intervention].title, one.main.taper) for one in orders]
    courses += [(one.title, one.taper) for one in under_way]
    for title, taper in courses:
        if taper is None or taper.until is None or taper.status != "under way":
            continue
        if taper.following:
            what = f"{title}: next phase of the taper, {taper.following}"
        else:
            what = f"{title}: its course ends"
        yield Change(taper.until, what, "taper")


def _due(reading: Reading, orders: Iterable[Merged]) -> Iterator[Change]:
    """The next dose of every drug that is given at an interval, where the chart tells of the last one."""
    for one in orders:
        main = one.main
        repeat = repeat_of(main, reading)
        due = repeat.due if repeat is not None else main.taper.due if main.taper is not None else None
        if due is not None and reading.state.at < due <= reading.state.at + HORIZON:
            title = reading.protocol.vocabulary.interventions[main.rule.intervention].title
            what = "is due again" if main.gives and main.certain else "may be given again"
            yield Change(due, f"{title} {what}", "due")


def _looks(reading: Reading, orders: Iterable[Merged]) -> Iterator[Look]:
    """When the monitoring that is ordered comes round again, the soonest first."""
    due: dict[int, list[str]] = {}
    for order in orders:
        rule, every = order.main.rule, order.main.regimen.every
        if order.main.certain and rule.phase is Phase.MONITOR and every is not None:
            title = reading.protocol.vocabulary.interventions[rule.intervention].title
            due.setdefault(every, []).append(title)
    for every, titles in sorted(due.items()):
        yield Look(later(reading.state.at, every), f"{', '.join(titles)}, then every {hours_to_text(every)}")
