"""A number kept and its unit mistaken for another: hours for days, milligrams for micrograms."""

import re
from collections.abc import Iterator

from leeward.mutation.rewrite import rewritten
from leeward.mutation.site import Edit, Site
from leeward.text.node import Scalar

_MISTAKEN = {
    "h": "d",
    "d": "h",
    "min": "h",
    "wk": "d",
    "mg": "ug",
    "ug": "mg",
    "g": "mg",
    "mg/kg": "mg",
    "ug/kg": "mg/kg",
    "mg/m2": "mg",
    "ug/m2": "mg/m2",
    "mL": "L",
    "L": "mL",
    "mL/kg": "mL",
    "kg": "lb",
    "Cel": "degF",
    "L/min": "mL/min",
    "mm[Hg]": "kPa",
    "/uL": "10*3/uL",
    "mg/dL": "mg/L",
    "ug/L": "mg/L",
    "mg/L": "ug/L",
}
_AMOUNTS = frozenset(
    {"value", "dose", "amount", "at_most", "over", "every", "for", "limits", "hold", "next_dose"}
)
_WITH_UNIT = re.compile(r"(?<![\w.*])[0-9]+(?:\.[0-9]+)? ?([A-Za-z/%][A-Za-z0-9*/\[\]]*)")


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    if (
        scalar is None
        and site.key in _AMOUNTS
        and site.keys[0] != "schedule"
        and isinstance(site.node, Scalar)
    ):
        scalar = site.node
    for match in _WITH_UNIT.finditer(scalar.text) if scalar is not None else ():
        other = _MISTAKEN.get(match[1])
        if scalar is not None and other is not None:
            yield rewritten(scalar, match.span(1), other)
