"""What every check looks at: one linked protocol, and the document of it that is being written."""

from collections.abc import Iterator
from functools import cached_property

from leeward.link.gather import Gathered
from leeward.link.named_rules import Written, written_rules
from leeward.model.decision import BsabRule
from leeward.model.expression import And, Atom, Condition, Literal, Or
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Rule
from leeward.model.steps import Grade, Proposition
from leeward.record import record
from leeward.text.node import Mapping
from leeward.text.place import Place


@record
class Finding:
    """subject: the rule, setting or drug it is about, by which a document may accept it."""

    subject: str
    message: str
    place: Place
    help: str


class Subject:
    """The protocol and its documents, flattened; what stands in the main document is `ours`."""

    def __init__(self, protocol: ClinicalProtocol, documents: tuple[Gathered, ...]) -> None:
        self.protocol = protocol
        self.documents = documents
        self.main = documents[-1]
        self.file = str(self.main.path)

    def is_ours(self, place: Place) -> bool:
        return place.file == self.file

    @cached_property
    def written(self) -> Written:
        """Every rule as written, by id."""
        return written_rules(self.documents)

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """The condition of every proposition, by name."""
        return {step.name: step.condition for step in self.protocol.propositions}

    @cached_property
    def our_steps(self) -> tuple[Proposition, ...]:
        return tuple(step for step in self.protocol.propositions if self.is_ours(step.place))

    @cached_property
    def our_rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.protocol.rules if self.is_ours(rule.place))

    @cached_property
    def our_decisions(self) -> tuple[BsabRule, ...]:
        """Decisions on the antibody that are written one by one; the rows of a product's table are not."""
        root = self.main.root
        items = [item for key in ("bsab", "decisions") for item in root.sequence(key)]
        ids = {item.text("id") for item in items if isinstance(item, Mapping)}
        return tuple(rule for rule in self.protocol.bsab if rule.id in ids and self.is_ours(rule.place))

    @property
    def our_orders(self) -> tuple[Rule | BsabRule, ...]:
        """Our rules and decisions."""
        return (*self.our_rules, *self.our_decisions)

    @cached_property
    def _our_nodes(self) -> dict[str, Mapping]:
        """Our rules and decisions as written, by id."""
        root = self.main.root
        items = [item for key in ("rules", "bsab", "decisions") for item in root.sequence(key)]
        return {item.text("id") or "": item for item in items if isinstance(item, Mapping)}

    def word_of(self, order: Rule | BsabRule, key: str) -> str:
        """What one of our rules or decisions says under `key`, on one line; empty when it does not."""
        node = self._our_nodes.get(order.id)
        return " ".join((node.text(key) or "").split()) if node is not None else ""

    def place_in(self, order: Rule | BsabRule, key: str) -> Place:
        """Where one of our rules or decisions says `key`; where it begins when it does not."""
        node = self._our_nodes.get(order.id)
        value = node.get(key) if node is not None else None
        return value.place if value is not None and self.is_ours(value.place) else order.place

    @cached_property
    def our_grades(self) -> tuple[Grade, ...]:
        return tuple(grade for grade in self.protocol.grades if self.is_ours(grade.place))


def joined(condition: Condition) -> Iterator[list[Literal]]:
    """The literals that must hold together, one list for each branch of an `or` at the top."""
    match condition:
        case Or(parts):
            for part in parts:
                yield from joined(part)
        case And(parts):
            found: list[Literal] = []
            for part in parts:
                if isinstance(part, Literal):
                    found.append(part)
                elif isinstance(part, And):
                    found += next(joined(part))
            yield found
        case Literal():
            yield [condition]


def is_written(atom: Atom, step: Proposition) -> bool:
    """Whether the comparison stands in the condition as the writer wrote it; the linker makes others."""
    return bool(atom.text) and " ".join(atom.text.split()) in step.text


def text_of(literal: Literal) -> str:
    """The literal as written."""
    return literal.atom.text if literal.positive else f"not {literal.atom.text}"
