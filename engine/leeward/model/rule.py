"""An order of the protocol: what is wanted, how strongly, how soon, and how much is too much."""

from enum import Enum
from typing import Literal

from leeward.model.regimen import Course, Regimen
from leeward.model.source import Citation
from leeward.model.vocabulary import Phase
from leeward.record import record
from leeward.text.place import Place


@record
class Limit:
    """A limit on one drug: `3 in 24 h`, `4 in total`, `8 h apart`. `input` is the count or clock it reads."""

    kind: Literal["count", "apart"]
    number: int
    within: int | None
    input: str
    text: str
    place: Place


class Strength(Enum):
    """How strongly a rule speaks of an intervention."""

    GIVE = "give"
    CONSIDER = "consider"
    AVOID = "avoid"
    CAUTION = "caution"


@record
class Urgency:
    """How soon. rank: millionths of an hour (`now` is 0); `routine` and `consider` come last."""

    text: str
    rank: int


@record
class Rule:
    """One order of the protocol. `id` is also the name of the proposition that wants it.

    limit_reached: the proposition that closes the door, when the rule has limits.
    otherwise: the rule that takes over when a limit closes this one.
    replaces: interventions that are not ordered while this rule is certain.
    taper: the phases after, or instead of, one regimen.
    course: how its doses are told from older ones; None: which day of it this is cannot be told.
    verb: how the document says it: `order` for a test, else the word of the strength.
    layer: id of the document that holds the rule.
    """

    id: str
    intervention: str
    strength: Strength
    regimen: Regimen
    urgency: Urgency
    phase: Phase
    because: str
    citation: Citation
    layer: str
    place: Place
    note: str = ""
    taper: tuple[Regimen, ...] = ()
    course: Course | None = None
    limits: tuple[Limit, ...] = ()
    limit_reached: str | None = None
    otherwise: str | None = None
    after: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    verb: str = ""
