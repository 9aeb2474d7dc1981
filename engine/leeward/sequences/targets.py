"""What the pictures of a search must show: each grade, each order of a drug, each decision of its own."""

from leeward.language.quantity import MILLION
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Strength
from leeward.record import record
from leeward.sequences.illness import types_of
from leeward.sequences.reads import read_by
from leeward.sequences.values import thresholds


@record
class Target:
    """A proposition that is certain; or a grade, computed or stated, that is exactly `number`."""

    name: str
    number: int | None = None

    @property
    def text(self) -> str:
        return self.name if self.number is None else f"{self.name} {self.number}"


def grade_targets(protocol: ClinicalProtocol) -> list[Target]:
    """Each grade at each number that it can have; a grade that a chart states, up to the worst asked for."""
    graded = {one.name: [number for number, _ in sorted(one.rows)] for one in protocol.grades}
    for name in types_of(protocol).values():
        worst = max(thresholds(protocol, name), default=0) // MILLION
        graded.setdefault(name, list(range(1, worst + 1)))
    return [Target(name, number) for name, numbers in graded.items() for number in numbers]


def drug_targets(protocol: ClinicalProtocol) -> list[Target]:
    """Each rule that orders a drug, be it only to consider."""
    drugs = protocol.vocabulary.interventions
    return [
        Target(rule.id)
        for rule in protocol.rules
        if rule.strength in (Strength.GIVE, Strength.CONSIDER) and drugs[rule.intervention].kind == "drug"
    ]


def decision_targets(protocol: ClinicalProtocol) -> list[Target]:
    """Each decision on the antibody that hangs on the patient of this moment alone, and on no list."""
    inputs = protocol.vocabulary.inputs
    return [
        Target(one.id)
        for one in protocol.bsab
        if not one.floor and all(inputs[name].from_history is None for name in read_by(protocol, one.id))
    ]
