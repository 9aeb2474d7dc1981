"""How an order is carried out: dose, route, interval, duration, taper."""

from fractions import Fraction

from leeward.language.units import BY_NAME
from leeward.link.amounts import HOUR, amount, duration, millionths, span
from leeward.model.regimen import Amount, Band, Dose, Regimen
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.problem import Problems

_WEIGHT = BY_NAME["kg"]
_TOTALS = {
    "mass": ("mass",),
    "volume": ("volume",),
    "flow": ("flow",),
    "mass per weight": ("mass",),
    "mass per area": ("mass",),
    "volume per weight": ("volume",),
}


def read_regimen(node: Mapping, problems: Problems) -> Regimen:
    """The regimen written in a rule, or in one phase of a taper."""
    every = node.scalar("every")
    interval = span(every, HOUR, problems) if every else None
    times = node.text("times") or ""
    return Regimen(
        dose=_dose(node, problems),
        route=node.text("route") or "",
        over=duration(node.scalar("over"), problems),
        every=interval[0] if interval else None,
        every_at_most=interval[1] if interval and interval[1] != interval[0] else None,
        duration=duration(node.scalar("for"), problems),
        times=int(times) if times.isdecimal() else None,
        until=node.text("until") or "",
    )


def _dose(node: Mapping, problems: Problems) -> Dose | None:
    written = node.get("dose")
    cap = amount(node.scalar("at_most"), problems)
    if isinstance(written, Scalar):
        single = amount(written, problems)
        bands: tuple[Band, ...] = (Band(single),) if single else ()
    elif isinstance(written, Sequence):
        bands = _bands(written, problems)
    else:
        return None
    if not bands:
        return None
    capped = node.scalar("at_most")
    if cap is not None and capped is not None:
        _check_cap(cap, bands, capped, problems)
    return Dose(bands, cap)


def _bands(written: Sequence, problems: Problems) -> tuple[Band, ...]:
    bands = []
    for item in written:
        if not isinstance(item, Mapping):
            continue
        read = amount(item.scalar("amount"), problems)
        low, high = (item.scalar(key) for key in ("from", "below"))
        if read is not None:
            bands.append(
                Band(
                    read,
                    millionths(low, _WEIGHT, problems) if low else None,
                    millionths(high, _WEIGHT, problems) if high else None,
                )
            )
    _check_bands(written, bands, problems)
    return tuple(sorted(bands, key=lambda band: band.from_weight or 0))


def _check_bands(written: Node, bands: list[Band], problems: Problems) -> None:
    """Every weight belongs to exactly one band."""
    expected: int | None = 0
    for band in sorted(bands, key=lambda band: band.from_weight or 0):
        if expected is None or (band.from_weight or 0) != expected:
            help = "let each band begin `from` where the one before ends `below`"
            problems.add("bad-bands", "the weight bands leave a gap or overlap", written.place, help)
            return
        expected = band.below_weight
    if expected is not None:
        help = "let the last band have no `below`"
        problems.add("bad-bands", "the weight bands do not cover every weight", written.place, help)


_HEAVIEST = 350  # kg, the top of the plausible range of the bundled vocabulary


def _check_bite(cap: Amount, bands: tuple[Band, ...], scalar: Scalar, problems: Problems) -> None:
    """A cap that no patient's weight reaches is a slip of a unit."""
    for band in bands:
        per_weight = band.amount.unit.dimension.endswith("per weight")
        largest = band.amount.highest or band.amount.number
        in_kg = Fraction(cap.number) * cap.unit.factor / (Fraction(largest) * band.amount.unit.factor)
        if per_weight and cap.unit.dimension == "mass":
            in_kg *= 10**6  # the base unit of mass is the kilogram, of mass per weight the mg/kg
        if per_weight and in_kg > _HEAVIEST:
            message = f"the cap `{scalar.text}` would only count above {int(in_kg)} kg of body weight"
            problems.add("idle-cap", message, scalar.place, "check the units of the dose and of the cap")
            return


def _check_cap(cap: Amount, bands: tuple[Band, ...], scalar: Scalar, problems: Problems) -> None:
    for band in bands:
        if cap.unit.dimension not in _TOTALS[band.amount.unit.dimension]:
            message = f"a dose in `{band.amount.unit.code}` cannot be capped in `{cap.unit.code}`"
            help = "write the cap as an amount, as in `800 mg`"
            problems.add("wrong-unit", message, scalar.place, help)
            return
    _check_bite(cap, bands, scalar, problems)
