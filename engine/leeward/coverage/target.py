"""One thing that cases should exercise, as a condition that must hold for a case."""

from typing import Literal

from leeward.model.expression import Condition
from leeward.record import record
from leeward.text.place import Place

Kind = Literal["rule", "grade row", "decision", "restart row", "limit", "finding", "comparison"]


@record
class Target:
    """A case exercises it when `condition` certainly holds for its patient.

    name: of the rule, row or finding; of a comparison, its words and where it stands.
    side: what has to happen to it, in words that follow the name: `wanted`, `exactly at 38 Cel`.
    """

    kind: Kind
    name: str
    side: str
    condition: Condition
    place: Place
