"""Which inputs a step of a protocol reads, itself or through the steps it rests on; and which a plan does."""

from leeward.logic.index import index_of
from leeward.model.expression import Condition, GradeIs, Holds, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Grade


def read_by(protocol: ClinicalProtocol, name: str) -> frozenset[str]:
    """The inputs read by the proposition or grade of this name; a name that is neither is read itself."""
    step = next((step for step in protocol.steps if step.name == name), None)
    if step is None:
        return frozenset({name})
    if isinstance(step, Grade):
        rows = [*(row for _, row in step.rows), *([step.doubt] if step.doubt else [])]
        return frozenset().union(*(read_by(protocol, row) for row in rows))
    itself = {name} if step.kind == "derived" else set()
    return read_in(protocol, step.condition) | itself


def read_in(protocol: ClinicalProtocol, condition: Condition) -> frozenset[str]:
    """The inputs read by a condition."""
    found: set[str] = set()
    for atom in atoms(condition):
        found |= set(inputs_of(atom))
        if isinstance(atom, GradeIs):
            found |= read_by(protocol, atom.grade)
        if isinstance(atom, Holds):
            found |= read_by(protocol, atom.proposition)
    return frozenset(found)


SIZES = ("weight", "body_surface_area", "height")
"""What doses are computed from."""


def read_by_plans(protocol: ClinicalProtocol) -> frozenset[str]:
    """Every input from which orders, doses and the decision follow, and those that these follow from."""
    inputs = protocol.vocabulary.inputs
    limits = {limit.input for rule in protocol.rules for limit in rule.limits}
    found: set[str] = set()
    left = {"product", *SIZES, *limits, *index_of(protocol).questions} & inputs.keys()
    while left:
        found |= left
        of = [inputs[name] for name in left]
        named = {name for one in of for name in (one.unknown_when, one.and_not, *one.yes_when_stated)}
        left = {name for name in named if name is not None} - found
    return frozenset(found)
