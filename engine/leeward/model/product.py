"""A label: how its product is dosed, and how it is begun again after a pause."""

from leeward.model.regimen import Regimen
from leeward.model.source import Citation
from leeward.record import record
from leeward.text.place import Place


@record
class RestartRow:
    """From `first_day` to `last_day` after the last dose (whole days, both included; None: no end)."""

    level: str
    first_day: int
    last_day: int | None
    action: str
    text: str
    citation: Citation
    place: Place


@record
class DoseLevel:
    """One step of a label's schedule. day: of the treatment or cycle, None for a repeated dose."""

    name: str
    day: int | None
    regimen: Regimen
    note: str
    citation: Citation
    place: Place


@record
class LabelFact:
    """Something a label says that no rule carries out: premedication, monitoring, rates, grading, other."""

    topic: str
    text: str
    citation: Citation
    place: Place


@record
class Product:
    """One label of one product in one region. drug is the value of the input `product`.

    also: other names, such as the brand, under which a chart may speak of it.
    """

    id: str
    drug: str
    title: str
    region: str
    revised: str
    place: Place
    restart: tuple[RestartRow, ...] = ()
    levels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    schedule: tuple[DoseLevel, ...] = ()
    label: tuple[LabelFact, ...] = ()
    review_by: str = ""
    also: tuple[str, ...] = ()
