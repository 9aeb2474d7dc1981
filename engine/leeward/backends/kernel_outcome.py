"""What the outcome rests on: scope, grades and the decision, without the orders."""

from leeward.model.expression import GradeIs, Holds, atoms
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Grade


def names_behind_outcome(protocol: ClinicalProtocol) -> frozenset[str]:
    """The propositions and grades to compute before scope, grades and the decision are known."""
    needed = {grade.name for grade in protocol.grades} | {rule.id for rule in protocol.bsab}
    if protocol.scope is not None:
        needed.add(protocol.scope)
    # each step rests only on earlier ones, so one way back finds them all
    for step in reversed(protocol.steps):
        if step.name not in needed:
            continue
        if isinstance(step, Grade):
            needed.update(row for _, row in step.rows)
            needed.update((step.doubt,) if step.doubt else ())
            continue
        for atom in atoms(step.condition):
            if isinstance(atom, Holds):
                needed.add(atom.proposition)
            elif isinstance(atom, GradeIs):
                needed.add(atom.grade)
    return frozenset(needed)
