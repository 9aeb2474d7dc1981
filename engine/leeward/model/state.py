"""One patient at one moment, as the engines see it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import Enum
from typing import Literal

from leeward.record import record


class Never(Enum):
    """The value of "hours since" something that never happened: every comparison with it is false."""

    NEVER = "never"


NEVER = Never.NEVER

Value = bool | int | str | frozenset[str] | Never
"""yes/no · millionths of the input's unit · an option or name · a set · never"""


@record
class Fact:
    """A known value: since when, and how it came to be known."""

    value: Value
    at: datetime | None
    origin: Literal["stated", "panel", "history", "assumed"]


@record
class Administration:
    """One dose of one drug, as charted. `dose` is as written; courses and intervals read its amount."""

    drug: str
    at: datetime
    dose: str = ""


@record
class Episode:
    """One episode of toxicity; `end` None means that it is still going on.

    worst_for: how long the worst grade lasted, in millionths of an hour, when the chart says so.
    grade_1_since: since when it has been grade 1 or less, when the chart says so.
    """

    type: str
    grade: int
    product: str
    start: datetime
    end: datetime | None = None
    worst_for: int | None = None
    grade_1_since: datetime | None = None


@record
class State:
    """Everything known at `at`; an input that is in `facts` is known, any other is unknown.

    unknown: for inputs that were stated and yet are unknown, why ("observed 6 h ago, valid for 4 h").
    given, episodes: None means that the history is unknown; an empty tuple that there is none.
    notes: what the reader of the plan must know about the data (a stated count against the history).
    """

    at: datetime
    facts: Mapping[str, Fact]
    unknown: Mapping[str, str] = field(default_factory=dict)
    given: tuple[Administration, ...] | None = None
    episodes: tuple[Episode, ...] | None = None
    notes: tuple[str, ...] = ()
