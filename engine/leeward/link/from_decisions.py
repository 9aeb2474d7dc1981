"""Lists of decisions: `bsab:` of a protocol, `decisions:` of a product."""

from leeward.link.conditions import place_of, text_of
from leeward.link.forgotten_stops import Written, warn_of_the_forgotten
from leeward.link.from_bsab import BsabReader
from leeward.link.lasting_decisions import lasting_decisions
from leeward.link.overlay.changes import Change
from leeward.text.node import Mapping, Node, Sequence


def read_decisions(node: Node | None, reader: BsabReader, changes: tuple[Change, ...] = ()) -> None:
    """Rules with a condition of their own, and what remembers them when it no longer holds.

    changes: what overlays have made of the list.
    """
    read: list[Written] = []
    for item in node if isinstance(node, Sequence) else ():
        id = item.scalar("id") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or id is None:
            continue
        when = item.scalar("when")
        condition, place = reader.conditions.read(when), place_of(when, id.place)
        rule = reader.rule(id.text, item, id.place, None, f"the rule `{id.text}`", None)
        reader.add(rule, condition, text_of(when), place)
        read.append(Written(rule, condition, place))
        for later, after, text in lasting_decisions(rule, condition, item.scalar("hold"), place, reader):
            reader.add(later, after, text, place)
    warn_of_the_forgotten(read, changes, reader.conditions.names, reader.conditions.problems)
