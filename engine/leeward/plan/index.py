"""What a plan looks up in a protocol, found once per protocol."""

from dataclasses import dataclass

from leeward.model.expression import Atom, Compare, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol, Proposition

_KEPT = 8
_recent: list["Index"] = []  # a protocol cannot be hashed, and a plan is wanted in a millisecond


@dataclass(frozen=True, slots=True)
class Index:
    """questions: every atom that reads an input, by input; comparisons: those that compare numbers."""

    protocol: ClinicalProtocol
    propositions: dict[str, Proposition]
    questions: dict[str, tuple[Atom, ...]]
    comparisons: tuple[Compare, ...]


def index_of(protocol: ClinicalProtocol) -> Index:
    """The index of this very protocol object."""
    for index in _recent:
        if index.protocol is protocol:
            return index
    made = _make(protocol)
    _recent.insert(0, made)
    del _recent[_KEPT:]
    return made


def _make(protocol: ClinicalProtocol) -> Index:
    every = dict.fromkeys(atom for step in protocol.propositions for atom in atoms(step.condition))
    questions: dict[str, list[Atom]] = {}
    for atom in every:
        for name in dict.fromkeys(inputs_of(atom)):
            questions.setdefault(name, []).append(atom)
    return Index(
        protocol,
        {step.name: step for step in protocol.propositions},
        {name: tuple(found) for name, found in questions.items()},
        tuple(atom for atom in every if isinstance(atom, Compare)),
    )
