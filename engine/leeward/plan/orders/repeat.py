"""When an order that is given at an interval is due again, by the newest doses that the chart lists.

Limits close a door and are looked at elsewhere. `every 6 h` closes none; without the time of the last dose
beside it, a plan that is read an hour later orders the same dose once more.
"""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from leeward.language.units import BY_NAME
from leeward.patient.times import longer_than, shorter_than
from leeward.plan.model.orders import Repeat
from leeward.plan.orders.candidate import Candidate
from leeward.plan.orders.charted import Charted, doses_of
from leeward.plan.reading import Reading
from leeward.plan.time.instants import clock_time, later


def repeat_of(one: Candidate, reading: Reading) -> Repeat | None:
    """None: no interval, limits or a taper that say it already, or no dose within the last two intervals.

    The interval runs from the newest dose that is not known to be less than the one ordered: a small dose in
    between does not make the full one undone. Small ones that come to a full one together count as one.
    """
    every, state = one.regimen.every, reading.state
    if every is None or one.rule.limits or (one.taper is not None and one.taper.due is not None):
        return None
    if state.given is None:
        return None if one.taper is not None else Repeat(None, None, None, "not known when it was last given")
    doses = doses_of(one.rule.intervention, state, reading.protocol.vocabulary)
    longest = one.regimen.every_at_most or every
    if not doses or longer_than(state.at - doses[-1].at, 2 * longest):
        return None

    def time(at: datetime) -> str:
        return clock_time(at, state.at)

    last = doses[-1]
    full = next((dose for dose in reversed(doses) if not _is_less(dose, one)), None)
    together = [dose for dose in doses if shorter_than(state.at - dose.at, every)]
    given = f"last given {time(last.at)} ({last.text or 'amount not listed'}"
    if full is not last:
        if full is not None and later(full.at, every) > state.at:
            given += f", less than this dose; before it {time(full.at)}, {full.text or 'amount not listed'}"
        elif _make_it_together(together, one):
            given += f"; {len(together)} doses since {time(together[0].at)} make one"
            full = last
        else:
            text = f"{given}, less than this dose); its interval ends {time(later(last.at, every))}"
            return Repeat(last.at, None, None, text)
    due, latest = later(full.at, every), later(full.at, longest)
    when = "due since" if due <= state.at else "not due before"
    at_the_latest = f", at the latest {time(latest)}" if latest > due else ""
    return Repeat(last.at, due, latest, f"{given}); {when} {time(due)}{at_the_latest}")


def _is_less(given: Charted, one: Candidate) -> bool:
    """Whether this dose is known to be less than the least ordered now, which need not wait for it."""
    ordered = _ordered(one, given.dimension)
    return ordered is not None and given.amount is not None and given.amount < ordered


def _make_it_together(doses: Sequence[Charted], one: Candidate) -> bool:
    """Whether these doses, each of them less, come to what is ordered."""
    amounts = [dose.amount for dose in doses if dose.amount is not None]
    ordered = _ordered(one, doses[-1].dimension) if doses else None
    return ordered is not None and len(amounts) == len(doses) and sum(amounts, Fraction(0)) >= ordered


def _ordered(one: Candidate, dimension: str) -> Fraction | None:
    """The least that is ordered now, in the base unit; None when it is not known, or of another kind."""
    if one.dose is None or one.dose.amount is None or BY_NAME[one.dose.unit].dimension != dimension:
        return None
    return Fraction(one.dose.amount) * BY_NAME[one.dose.unit].factor
