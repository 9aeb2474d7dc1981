"""Combinations that no patient has (systolic below diastolic)."""

from leeward.link.conditions import Conditions
from leeward.link.gather import Documents
from leeward.model.vocabulary import Impossible
from leeward.text.node import Mapping


def read_impossible(documents: Documents, conditions: Conditions) -> tuple[Impossible, ...]:
    """Those of all documents; a patient file that fits one is refused."""
    found = []
    for document in documents:
        for item in document.root.sequence("impossible"):
            when = item.scalar("when") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and when is not None:
                condition = conditions.read(when)
                message, help = item.text("message") or "", item.text("help") or ""
                found.append(Impossible(condition, message, help, when.place))
    return tuple(found)
