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
    """None: no interval, limits or a taper that say it already, or no dose within the last two intervals.

    The interval runs from the newest dose that is not known to be less than the one ordered: a small dose
    in between does not make the full one undone.
    """
    every, state = one.regimen.every, reading.state
    if every is None or one.rule.limits or (one.taper is not None and one.taper.due is not None):
        return None
    doses = doses_of(one.rule.intervention, state, reading.protocol.vocabulary)
    longest = one.regimen.every_at_most or every
    if not doses or longer_than(state.at - doses[-1].at, 2 * longest):
        return None
    last = doses[-1]
    full = next((dose for dose in reversed(doses) if not _is_less(dose, one)), None)
    said = f"last given {clock_time(last.at, state.at)} ({last.text or 'amount not listed'}"
    if full is not last:
        said += ", less than this dose"
        if full is None or later(full.at, every) <= state.at:
            ends = clock_time(later(last.at, every), state.at)
            return Repeat(last.at, None, None, f"{said}); its interval ends {ends}")
        said += f"; {clock_time(full.at, state.at)} {full.text or 'amount not listed'}"
    due, latest = later(full.at, every), later(full.at, longest)
    when = "due since" if due <= state.at else "not due before"
    when += f" {clock_time(due, state.at)}"
    if latest > due:
        when += f", at the latest {clock_time(latest, state.at)}"
    return Repeat(last.at, due, latest, f"{said}); {when}")


def _is_less(given: Charted, one: Candidate) -> bool:
    """Whether this dose is known to be less than the least ordered now, which need not wait for it."""
    if given.amount is None or one.dose is None or one.dose.amount is None:
        return False
    unit = BY_NAME[one.dose.unit]
    return given.dimension == unit.dimension and given.amount < Fraction(one.dose.amount) * unit.factor
