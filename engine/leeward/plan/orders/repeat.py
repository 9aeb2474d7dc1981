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
    last = doses[-1]
    due, latest = later(last.at, every), later(last.at, longest)
    given, ends = clock_time(last.at, state.at), clock_time(due, state.at)
    if _is_less(last, one):
        text = f"last given {given} ({last.text}, less than this dose); its interval ends {ends}"
        return Repeat(last.at, None, None, text)
    when = f"due since {ends}" if due <= state.at else f"not due before {ends}"
    if latest > due:
        when += f", at the latest {clock_time(latest, state.at)}"
    return Repeat(last.at, due, latest, f"last given {given} ({last.text or 'amount not listed'}); {when}")


def _is_less(last: Charted, one: Candidate) -> bool:
    """Whether the last dose is known to be less than the least that is ordered now, which need not wait."""
    if last.amount is None or one.dose is None or one.dose.amount is None:
        return False
    unit = BY_NAME[one.dose.unit]
    return last.dimension == unit.dimension and last.amount < Fraction(one.dose.amount) * unit.factor
