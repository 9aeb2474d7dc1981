"""Restart table: every last dose and every gap has exactly one row. Days are whole, so all are looked at."""

from collections.abc import Iterator

from leeward.language.quantity import MILLION
from leeward.model.product import Product
from leeward.plan.restart import DAYS, LEVEL
from leeward.verify.encoding import Encoding
from leeward.verify.law import Fault, Law

_LONGEST = 1000
"""Days looked at where the vocabulary does not say how long a gap is believed"""


def _faults(encoding: Encoding) -> Iterator[Fault | None]:
    for product in encoding.protocol.products:
        if product.restart:
            for level in product.levels:
                for day in _days(encoding):
                    yield _fault(product, level, day)


def _days(encoding: Encoding) -> range:
    input = encoding.protocol.vocabulary.inputs.get(DAYS)
    lowest, highest = (input.plausible if input else None) or (0, _LONGEST * MILLION)
    return range(lowest // MILLION, highest // MILLION + 1)


def _fault(product: Product, level: str, day: int) -> Fault | None:
    rows = [
        row
        for row in product.restart
        if row.level == level and row.first_day <= day and (row.last_day is None or day <= row.last_day)
    ]
    if len(rows) == 1:
        return None
    how_many = f"{len(rows)} rows" if rows else "no row"
    return Fault(
        f"{product.id} {level}",
        f"day {day} after `{level}` has {how_many} in the restart table of `{product.id}`",
        facts={"product": product.drug, LEVEL: level, DAYS: day * MILLION},
        seen=lambda seen: len(rows) > 1 or seen[0].plan.restart is None,
    )


LAW = Law(
    7,
    "restart table",
    "every last dose and every gap has exactly one row",
    "for each label p, level l, day d: exactly one row of restart(p) holds (l, d)",
    faults=_faults,
)
