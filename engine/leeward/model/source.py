"""On whose word: publications, labels and notes, and the places in them that a protocol cites."""

from typing import Literal

from leeward.record import record
from leeward.text.place import Place

Checked = Literal["read", "secondary", "memory"]


@record
class Source:
    """A publication, label or note. `checked`: read by us, seen only in a secondary page, or from memory."""

    id: str
    title: str
    checked: Checked
    place: Place
    address: str = ""


@record
class Citation:
    """A place in a source, and how that place was checked (by default as the source was)."""

    source: str
    where: str
    checked: Checked
