"""Which inputs a step of a protocol reads, itself or through the steps it rests on."""

from leeward.model.expression import Condition, GradeIs, Holds, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol, Grade


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
