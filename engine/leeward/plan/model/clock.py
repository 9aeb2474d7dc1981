"""What time alone will do, and when to look again."""

from datetime import datetime
from typing import Literal

from leeward.plan.model.words import Action
from leeward.record import record


@record
class Change:
    """What time alone will do, and when.

    becomes: lowest and highest decision from then on, when that changes; stale: titles of what goes stale.
    """

    at: datetime
    what: str
    kind: Literal["decision", "order", "limit", "stale", "restart", "taper", "due"]
    becomes: tuple[Action, Action] | None = None
    stale: tuple[str, ...] = ()


@record
class Look:
    """When to look at the patient again, and at what."""

    at: datetime
    what: str


@record
class Clock:
    """valid_until: the first moment at which this plan may be wrong if nothing is looked at again.

    turn: the first change of the decision, however many other changes come before it.
    """

    valid_until: datetime | None
    changes: tuple[Change, ...] = ()
    next_look: tuple[Look, ...] = ()
    turn: Change | None = None
