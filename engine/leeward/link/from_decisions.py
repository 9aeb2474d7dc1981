"""Lists of decisions: `bsab:` of a protocol, `decisions:` of a product."""

from leeward.link.conditions import place_of, text_of
from leeward.link.from_bsab import BsabReader
from leeward.link.histories import only_counts
from leeward.link.lasting_decisions import is_forgotten, lasting_decisions
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import Condition
from leeward.text.node import Mapping, Node, Sequence
from leeward.text.place import Place


def read_decisions(node: Node | None, reader: BsabReader) -> None:
    """Rules with a condition of their own, and what remembers them when it no longer holds."""
    read: list[tuple[BsabRule, Condition, Place]] = []
    for item in node if isinstance(node, Sequence) else ():
        id = item.scalar("id") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or id is None:
            continue
        when = item.scalar("when")
        condition, place = reader.conditions.read(when), place_of(when, id.place)
        rule = reader.rule(id.text, item, id.place, None, f"the rule `{id.text}`", None)
        reader.add(rule, condition, text_of(when), place)
        read.append((rule, condition, place))
        for later, after, text in lasting_decisions(rule, condition, item.scalar("hold"), place, reader):
            reader.add(later, after, text, place)
    _warn_of_the_forgotten(read, reader)


def _warn_of_the_forgotten(read: list[tuple[BsabRule, Condition, Place]], reader: BsabReader) -> None:
    """Decisions for good that end with their condition, unless the document remembers them itself."""
    inputs = reader.conditions.names.inputs
    stops = [(r, condition, place) for r, condition, place in read if r.decision is Decision.DISCONTINUE]
    if any(only_counts(condition, inputs) for _, condition, _ in stops):
        return
    for rule, condition, place in stops:
        if is_forgotten(condition, inputs):
            message = f"`{rule.id}` stops the antibody for good only while its condition holds"
            help = "add a rule on what the history says of it, such as `when: prior_crs_grade4 >= 1`"
            reader.conditions.problems.add("forgotten-stop", message, place, help, severity="warning")
