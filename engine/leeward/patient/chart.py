"""The patient file as read, before it is known at which moment it is looked at."""

from dataclasses import dataclass, field
from datetime import datetime

from leeward.model.state import Administration, Episode, Value
from leeward.record import record
from leeward.text.place import Place


@record
class Stated:
    """One value, as the file states it, itself or in a panel.

    at: its own time; None: it is as old as the file.
    """

    value: Value
    at: datetime | None
    place: Place
    panel: bool = False


@record
class LastDose:
    """The newest dose of the bispecific antibody."""

    at: datetime
    level: str | None


@record
class Timed:
    """A time of the file, where it stands, and what it is the time of."""

    at: datetime
    what: str
    place: Place


@dataclass(slots=True)
class Chart:
    """Everything that the file says. given, episodes, last_dose: None when the file does not say."""

    at: datetime | None = None
    stated: dict[str, Stated] = field(default_factory=dict)
    given: tuple[Administration, ...] | None = None
    episodes: tuple[Episode, ...] | None = None
    last_dose: LastDose | None = None
    times: list[Timed] = field(default_factory=list)
