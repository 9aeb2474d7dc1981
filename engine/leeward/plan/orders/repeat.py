"""When an order that is given at an interval is due again, by the newest dose that the chart lists.

Limits close a door and are looked at elsewhere. `every 6 h` closes none; without the time of the last dose
beside it, a plan that is read an hour later orders the same dose once more.
"""

from fractions import Fraction

from leeward.language.units import BY_NAME
from leeward.patient.times import longer_than
from leeward.plan.model.orders import Repeat
from leeward.plan.orders.candidate import Candidate
from leeward.plan.orders.charted import Charted, doses_of
from leeward.plan.reading import Reading
from leeward.plan.time.instants import clock_time, later


def repeat_of(one: Candidate, reading: Reading) -> Repeat | None:
    """None: no interval, limits or a taper that say it already, or no dose within the last two intervals."""
    every, state = one.regimen.every, reading.state
    if every is None or one.rule.limits or (one.taper is not None and one.taper.due is not None):
        return None
    doses = doses_of(one.rule.intervention, state, reading.protocol.vocabulary)
    longest = one.regimen.every_at_most or every
    if not doses or longer_than(state.at - doses[-1].at, 2 * longest):
        return None
    last = counting = doses[-1]
    told = f"last given {clock_time(last.at, state.at)} ({last.text or 'amount not listed'}"
    if _is_less(last, one):
        told += ", less than this dose"
        before = next((dose for dose in reversed(doses) if not _is_less(dose, one)), None)
        if before is None or later(before.at, every) <= state.at:
            ends = clock_time(later(last.at, every), state.at)
            return Repeat(last.at, None, None, f"{told}); its interval ends {ends}")
        # what is small must not hide what is full: the interval of the dose before it is still running
        counting = before
        told += f"; before it {clock_time(before.at, state.at)}, {before.text or 'amount not listed'}"
    due, latest = later(counting.at, every), later(counting.at, longest)
    ends = clock_time(due, state.at)
    when = f"due since {ends}" if due <= state.at else f"not due before {ends}"
    if latest > due:
        when += f", at the latest {clock_time(latest, state.at)}"
    return Repeat(last.at, due, latest, f"{told}); {when}")


def _is_less(last: Charted, one: Candidate) -> bool:
    """Whether the last dose is known to be less than the least that is ordered now, which need not wait."""
    if last.amount is None or one.dose is None or one.dose.amount is None:
        return False
    unit = BY_NAME[one.dose.unit]
    return last.dimension == unit.dimension and last.amount < Fraction(one.dose.amount) * unit.factor
