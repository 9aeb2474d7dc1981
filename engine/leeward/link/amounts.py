"""Phrases with numbers in a document: ranges, durations, doses, limits, urgencies."""

import re

from leeward.language.quantity import NotANumber, NotAUnit, Quantity, read_quantity
from leeward.language.units import BY_NAME, Unit
from leeward.model.regimen import Amount
from leeward.model.rule import Urgency
from leeward.record import record
from leeward.text.node import Scalar
from leeward.text.problem import Problems

HOUR = BY_NAME["h"]
CONSIDER = Urgency("consider", 2 * 10**15)
ROUTINE = Urgency("routine", 10**15)
NOW = Urgency("now", 0)


def quantity(scalar: Scalar, problems: Problems, text: str | None = None) -> Quantity | None:
    """The quantity that the scalar (or `text`, a part of it) spells; None after adding a problem."""
    wanted = scalar.text if text is None else text
    place = scalar.place.within(max(0, scalar.text.find(wanted)), len(wanted))
    try:
        return read_quantity(wanted)
    except (NotANumber, NotAUnit) as error:
        problems.add("wrong-quantity", f"{error}: `{wanted}`", place, error.help)
        return None


def millionths(scalar: Scalar, unit: Unit | None, problems: Problems, text: str | None = None) -> int | None:
    """The scalar in millionths of `unit`; None after adding a problem."""
    read = quantity(scalar, problems, text)
    if read is None:
        return None
    try:
        return read.millionths(unit)
    except NotAUnit as error:
        problems.add("wrong-unit", f"{error}: `{scalar.text}`", scalar.place, error.help)
        return None


def span(scalar: Scalar, unit: Unit | None, problems: Problems) -> tuple[int, int] | None:
    """`30 Cel .. 43 Cel` as its two ends in millionths; one value is a span of itself."""
    parts = [part.strip() for part in scalar.text.split("..")]
    if len(parts) > 2:
        problems.add(
            "bad-range", f"a range has two ends: `{scalar.text}`", scalar.place, "write `6 h .. 12 h`"
        )
        return None
    ends = [millionths(scalar, unit, problems, part) for part in parts]
    if ends[0] is None or ends[-1] is None:
        return None
    if ends[0] > ends[-1]:
        help = "write the lower end first"
        problems.add("bad-range", f"the range ends before it begins: `{scalar.text}`", scalar.place, help)
        return None
    return ends[0], ends[-1]


def duration(scalar: Scalar | None, problems: Problems) -> int | None:
    """A time in millionths of an hour."""
    if scalar is None:
        return None
    value = millionths(scalar, HOUR, problems)
    if value is not None and value <= 0:
        problems.add("bad-duration", f"a time longer than nothing is wanted: `{scalar.text}`", scalar.place)
        return None
    return value


_DOSE_DIMENSIONS = ("mass", "volume", "mass per weight", "volume per weight", "mass per area", "flow")


def amount(scalar: Scalar | None, problems: Problems) -> Amount | None:
    """`8 mg/kg`, or `650 mg .. 1000 mg`."""
    if scalar is None:
        return None
    parts = [part.strip() for part in scalar.text.split("..")]
    ends = [quantity(scalar, problems, part) for part in parts[:2]]
    if any(end is None for end in ends):
        return None
    low, high = ends[0], ends[-1]
    assert low is not None
    assert high is not None
    units = {end.unit for end in (low, high)}
    if len(parts) > 2 or len(units) != 1 or low.unit is None or low.unit.dimension not in _DOSE_DIMENSIONS:
        help = "write the dose with its unit, as in `8 mg/kg` or `650 mg .. 1000 mg`"
        problems.add("bad-dose", f"not a dose: `{scalar.text}`", scalar.place, help)
        return None
    if low.number <= 0 or high.number < low.number:
        problems.add(
            "bad-dose", f"a dose above zero, lower end first, is wanted: `{scalar.text}`", scalar.place
        )
        return None
    return Amount(low.number, low.unit, high.number if len(parts) == 2 else None)


def urgency(scalar: Scalar | None, problems: Problems, default: Urgency) -> Urgency:
    """`now`, `within 1 h`, `routine`."""
    if scalar is None:
        return default
    if scalar.text in ("now", "routine"):
        return NOW if scalar.text == "now" else ROUTINE
    within = scalar.text.removeprefix("within ")
    if within == scalar.text:
        help = "write `now`, `within 1 h` or `routine`"
        problems.add("bad-urgency", f"not an urgency: `{scalar.text}`", scalar.place, help)
        return default
    rank = millionths(scalar, HOUR, problems, within)
    return Urgency(scalar.text, rank) if rank is not None else default


@record
class LimitText:
    """A limit as written.

    At most `number` doses within `within` (None: in total), or `number` millionths of an hour apart.
    """

    apart: bool
    number: int
    within: int | None


_LIMIT = re.compile(r"(?P<count>[1-9][0-9]?) in (?:(?P<total>total)|(?P<within>.+))|(?P<apart>.+) apart")


def limit(scalar: Scalar, problems: Problems) -> LimitText | None:
    """`3 in 24 h`, `4 in total`, `8 h apart`."""
    match = _LIMIT.fullmatch(scalar.text)
    if match is None:
        help = "write `3 in 24 h`, `4 in total` or `8 h apart`"
        problems.add("bad-limit", f"not a limit: `{scalar.text}`", scalar.place, help)
        return None
    if match["apart"]:
        apart = millionths(scalar, HOUR, problems, match["apart"])
        return None if apart is None else LimitText(True, apart, None)
    if match["total"]:
        return LimitText(False, int(match["count"]), None)
    within = millionths(scalar, HOUR, problems, match["within"])
    return None if within is None else LimitText(False, int(match["count"]), within)
