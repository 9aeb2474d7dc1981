"""What an institution may change, and what it has changed in the protocol that it extends."""

from typing import Literal

from leeward.model.source import Citation
from leeward.record import record
from leeward.text.place import Place


@record
class Setting:
    """A named value that an institution may change in one place, as written.

    citation: on whose word the value stands; of a changed setting, on whose word it was changed.
    """

    name: str
    text: str
    because: str
    place: Place
    citation: Citation
    title: str = ""


Direction = Literal["stricter", "looser", "different"]
DeviationKind = Literal["setting", "replace", "add", "remove", "intervention", "scope"]


@record
class Deviation:
    """One difference of an institution's protocol from the one it extends, with its reason.

    base: the id of the document that holds what is changed. text: what is different, in words.
    """

    kind: DeviationKind
    target: str
    direction: Direction
    because: str
    base: str
    layer: str
    place: Place
    text: str = ""
