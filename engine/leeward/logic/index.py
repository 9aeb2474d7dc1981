"""What a plan and its reasons look up in a protocol, found once per protocol."""

from leeward.logic.kept import Kept
from leeward.model.expression import Atom, Compare, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Rule, Strength
from leeward.model.steps import Grade, Proposition
from leeward.model.vocabulary import Input
from leeward.record import record

_KEPT = 8
_recent: list["Index"] = []  # a protocol cannot be hashed, and a plan is wanted in a millisecond


@record
class Index:
    """Steps by name, and atoms and rules by what they are about.

    questions: every atom that reads an input, by input; comparisons: those that compare numbers.
    observations: the inputs that go stale. histories, implied, assumed, hidden: those that follow from the
    lists of the chart, from others that are stated, from nothing (`if_not_stated`), and those that are
    unknown when another is yes. cautions: the warnings about an intervention, by its name.
    kept: what else was worked out.
    """

    protocol: ClinicalProtocol
    propositions: dict[str, Proposition]
    grades: dict[str, Grade]
    questions: dict[str, tuple[Atom, ...]]
    comparisons: dict[str, tuple[Compare, ...]]
    observations: tuple[Input, ...]
    histories: tuple[Input, ...]
    implied: tuple[Input, ...]
    assumed: tuple[Input, ...]
    hidden: tuple[Input, ...]
    cautions: dict[str, list[Rule]]
    kept: Kept


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
    inputs = protocol.vocabulary.inputs.values()
    cautions: dict[str, list[Rule]] = {}
    for rule in protocol.rules:
        if rule.strength is Strength.CAUTION:
            cautions.setdefault(rule.intervention, []).append(rule)
    return Index(
        protocol,
        {step.name: step for step in protocol.propositions},
        {step.name: step for step in protocol.grades},
        {name: tuple(found) for name, found in questions.items()},
        {name: tuple(one for one in found if isinstance(one, Compare)) for name, found in questions.items()},
        tuple(input for input in inputs if input.valid_for is not None),
        tuple(input for input in inputs if input.from_history is not None),
        tuple(input for input in inputs if input.yes_when_stated),
        tuple(input for input in inputs if input.if_not_stated is not None),
        tuple(input for input in inputs if input.unknown_when is not None),
        cautions,
        Kept(),
    )
