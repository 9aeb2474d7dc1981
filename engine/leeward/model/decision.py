"""What is decided on the bispecific antibody, by which rule, and what is owed at its next dose."""

from enum import IntEnum

from leeward.model.source import Citation
from leeward.record import record
from leeward.text.place import Place


class Decision(IntEnum):
    """What happens to the bispecific antibody, from least to most restrictive."""

    CONTINUE = 0
    HOLD = 1
    DISCONTINUE = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@record
class Obligation:
    """Something owed at the next dose: `premedicate`, `admit 48 h`. duration in millionths of an hour."""

    intervention: str
    duration: int | None = None


@record
class BsabRule:
    """When to hold the bispecific antibody, or stop it for good. `id` is also its proposition's name.

    until: what must be so before the next dose, as a sentence part ("CRS has resolved").
    floor: written by the linker from a product's table: at least this decision in a whole run of
    grades, so that an undecided grade does not make a decided action look open; never shown as a reason.
    """

    id: str
    decision: Decision
    because: str
    citation: Citation
    layer: str
    place: Place
    until: str = ""
    next_dose: tuple[Obligation, ...] = ()
    floor: bool = False
