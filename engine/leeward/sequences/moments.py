"""The moments worth looking at: just before, at and just after each interval and window of the protocol."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import Phase
from leeward.record import record
from leeward.sequences.oracle import Declared, Dose, hours
from leeward.sequences.values import thresholds

BEGIN = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""When every path begins; only what lies between its moments matters."""

JUST = timedelta(milliseconds=1)
"""Just before and just after: less than a clock in millionths of an hour can tell apart."""


@record
class Edges:
    """The ages at which a dose begins or ceases to count, shortest first.

    each: for every dose, the windows that count it; newest: for the newest one, the clocks that run since it.
    full: for every dose that no newer one equals, the intervals that run from a dose that was not smaller.
    """

    each: tuple[timedelta, ...]
    newest: tuple[timedelta, ...]
    full: tuple[timedelta, ...] = ()

    @property
    def last(self) -> timedelta:
        """The age after which nothing changes any more."""
        return max((*self.each, *self.newest, *self.full), default=timedelta())


def edges(protocol: ClinicalProtocol, limits: Declared) -> Edges:
    """The edges of one drug: those that its document declares, and those of the inputs that are read."""
    each = {within for _, within in limits.counts if within is not None}
    newest, full = {limits.apart}, set[timedelta]()
    for rule in limits.rules:
        each |= {hours(limit.within) for limit in rule.limits if limit.within is not None}
        newest |= {hours(limit.number) for limit in rule.limits if limit.kind == "apart"}
        every = {hours(phase.every) for phase in (rule.regimen, *rule.taper) if phase.every is not None}
        if rule.limits:
            newest |= every
        else:
            full |= every
        newest |= {hours(rule.course.broken_after)} if rule.course is not None else set()
    for input in protocol.vocabulary.inputs.values():
        history = input.from_history
        read = thresholds(protocol, input.name)
        if history is None or history.of != "given" or not history.names & limits.names:
            continue
        if history.measure == "count" and history.within is not None and read:
            each.add(hours(history.within))
        if history.measure == "hours_since":
            unit = input.unit.factor if input.unit else 1
            newest |= {hours(int(bound * unit)) for bound in read if bound > 0}
    return Edges(tuple(sorted(each)), tuple(sorted(span for span in newest if span)), tuple(sorted(full)))


def rounds(protocol: ClinicalProtocol) -> tuple[timedelta, ...]:
    """After how long the protocol has the patient looked at again."""
    found = {
        hours(time)
        for rule in protocol.rules
        if rule.phase is Phase.MONITOR
        for time in (rule.regimen.every, rule.regimen.every_at_most)
        if time is not None
    }
    return tuple(sorted(found))


def unequalled(doses: Iterable[Dose]) -> list[Dose]:
    """The doses that no newer one equals; one whose amount is not listed may have been any."""
    found: list[Dose] = []
    largest = Fraction(-1)
    for dose in sorted(doses, key=lambda dose: dose.at, reverse=True):
        if dose.amount is None:
            return [*found, dose]
        if dose.amount > largest:
            found.append(dose)
            largest = dose.amount
    return found


def next_looks(
    doses: Sequence[datetime],
    now: datetime,
    ages: Edges,
    after: Iterable[timedelta],
    full: Sequence[datetime] = (),
) -> tuple[datetime, ...]:
    """Every moment after `now` that is worth a look: when a dose comes of age, a round, at once, much later.

    full: the doses that no newer one equals.
    Between two of the moments at which a dose comes of age nothing that the protocol reads of these doses
    changes, so that the moments just before and just after stand for all that lie between.
    """
    comes = {dose + age for dose in doses for age in ages.each}
    comes |= {max(doses) + age for age in ages.newest} if doses else set()
    comes |= {dose + age for dose in full for age in ages.full}
    near = {moment + aside for moment in comes for aside in (-JUST, timedelta(), JUST)}
    later = {now + wait for wait in after} | {now + JUST, now + ages.last + 2 * JUST}
    return tuple(sorted(moment for moment in near | later if moment > now))
