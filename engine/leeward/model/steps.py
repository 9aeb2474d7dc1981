"""What is asked of a patient: named conditions, and grades of which the worst row holds."""

from typing import Literal

from leeward.model.expression import Condition
from leeward.model.source import Citation
from leeward.record import record
from leeward.text.place import Place


@record
class Proposition:
    """A named condition. Names are unique in a protocol: `fever`, `crs.4`, `crs-tocilizumab`.

    kind says which document construct it came from:
    derived (a yes/no input that follows from others), finding, grade (one row of a scale),
    doubt (why a grade may be lower), scope, bsab (a decision rule), rule (an order is wanted),
    limit (a rule's limit is reached).
    """

    name: str
    kind: Literal["derived", "finding", "grade", "doubt", "scope", "bsab", "rule", "limit"]
    condition: Condition
    place: Place
    text: str = ""
    title: str = ""
    citation: Citation | None = None


@record
class Grade:
    """A grade is the worst row that holds, as an interval [lowest, highest]; 0 when no row holds.

    rows: (grade, name of its proposition), worst first.
    doubt: a proposition; unless it is certainly false, the lowest grade is 0.
    """

    name: str
    title: str
    rows: tuple[tuple[int, str], ...]
    place: Place
    citation: Citation | None = None
    doubt: str | None = None


Step = Proposition | Grade
