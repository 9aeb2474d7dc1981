"""The words that several parts of a plan share."""

from typing import Literal

FORMAT = "leeward.plan/1"
Certainty = Literal["certain", "conditional"]
Action = Literal["continue", "hold", "discontinue"]
Raise = Literal["strength", "dose", "urgency"]
