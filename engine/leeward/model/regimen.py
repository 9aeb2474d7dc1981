"""How a drug is given: its dose, by weight or not, its timing, and which doses are one course."""

from decimal import Decimal

from leeward.language.units import Unit
from leeward.record import record


@record
class Amount:
    """A dose as written: `8 mg/kg`, at most `800 mg`; or a range when `highest` is given."""

    number: Decimal
    unit: Unit
    highest: Decimal | None = None


@record
class Band:
    """The amount for weights from `from_weight` (included) to `below_weight` (excluded), millionths of kg."""

    amount: Amount
    from_weight: int | None = None
    below_weight: int | None = None


@record
class Dose:
    """One amount, or one per weight band; never more than `at_most`."""

    bands: tuple[Band, ...]
    at_most: Amount | None = None


@record
class Regimen:
    """How an order is carried out. Times are millionths of an hour; `every` is the shorter end of a range."""

    dose: Dose | None = None
    route: str = ""
    over: int | None = None
    every: int | None = None
    every_at_most: int | None = None
    duration: int | None = None
    times: int | None = None
    until: str = ""


@record
class Course:
    """When doses of one drug are one course: none lies further than `broken_after` from the one before.

    In millionths of an hour. because: why this long, since few sources say.
    """

    broken_after: int
    because: str
