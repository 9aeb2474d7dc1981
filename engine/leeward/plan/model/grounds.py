"""On whose word, by which setting and for which facts something is so."""

from collections.abc import Callable
from datetime import datetime

from leeward.model.source import Checked
from leeward.record import record
from leeward.text.place import Place


@record
class SourceShown:
    """A place in a publication, and whether anybody has read it there."""

    id: str
    where: str
    checked: Checked
    title: str = ""


@record
class SettingShown:
    """A setting on which an answer turns: its value as written, and on whose word."""

    name: str
    value: str
    source: SourceShown


@record
class Ground:
    """One fact the plan rests on. `text` is what the protocol asks of it, `place` where it does so."""

    fact: str
    value: str
    at: datetime | None = None
    text: str = ""
    place: Place | None = None
    title: str = ""


Support = Callable[[], tuple[Ground, ...]]
"""The grounds of something in the plan, worked out when a reader asks for them."""
