"""What the committee wants proved of its protocol, and the findings that it lives with."""

from typing import Literal

from leeward.model.decision import Decision
from leeward.model.expression import Condition
from leeward.model.rule import Strength
from leeward.model.source import Citation
from leeward.record import record
from leeward.text.place import Place


@record
class Promise:
    """What an invariant says must follow. of: what it speaks about.

    decision: the antibody decision is one from `least` to `most`. order: `order` is wanted, at
    `strength` or more; with `never`, it is not. condition: another condition holds.
    """

    of: Literal["decision", "order", "condition"]
    text: str
    least: Decision = Decision.CONTINUE
    most: Decision = Decision.DISCONTINUE
    order: str = ""
    strength: Strength = Strength.GIVE
    never: bool = False
    condition: Condition | None = None


@record
class Always:
    """An invariant of the committee: whenever `condition` holds, the promise is kept. Proved, and not run."""

    id: str
    condition: Condition
    promise: Promise
    place: Place
    text: str = ""
    because: str = ""
    citation: Citation | None = None


@record
class Acceptance:
    """A finding of `protocol verify`, or of a check of `protocol validate`, that the document lives with.

    law: the name of the law, or of the check; kind says which.
    own: it stands in the main document, whose writer can take it out when it is no longer needed.
    """

    law: str
    subject: str
    because: str
    place: Place
    own: bool = True
    kind: Literal["law", "check"] = "law"
