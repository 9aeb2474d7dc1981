"""The words that a rule set of durable-rules and the engine that runs it have in common."""

from typing import Literal

from leeward.record import record

BEGIN = "begin"
PATIENT = "patient"
END = "end"
SESSION = "session"
"""The names of the sentinels and of the one session; `patient` is the first literal of every rule."""

Truth = bool | None
Plane = Literal["certain", "possible"]


@record
class Conclusion:
    """What a rule says when it fires.

    A proposition is certain or possible; a grade's lowest (certain) or highest (possible) value
    is `number`; the decision is at least (certain), or may be (possible), `number`.
    """

    of: Literal["proposition", "grade", "decision"]
    name: str
    plane: Plane
    number: int = 0
