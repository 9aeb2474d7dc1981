"""The third evaluator: walks the tree of the model, as plainly as the semantics is written down.

It shares nothing with the two engines but the model, and is only as fast as it needs to be.
True, False, or None for unknown.
"""

from leeward.model.decision import Decision
from leeward.model.expression import And, Compare, Count, GradeIs, Has, Holds, Literal, OneOf, Or, Stated, Yes
from leeward.model.signals import Signals
from leeward.model.state import NEVER
from leeward.model.steps import Grade


def oracle(protocol, state):
    """What the protocol says of one state."""
    truths = {}
    grades = {}
    for step in protocol.steps:
        if isinstance(step, Grade):
            grades[step.name] = interval(step, truths)
        else:
            truths[step.name] = truth_of(step.condition, state, truths, grades)
    at_least = at_most = Decision.CONTINUE
    for rule in protocol.bsab:
        if truths[rule.id] is True:
            at_least = max(at_least, rule.decision)
        if truths[rule.id] is not False:
            at_most = max(at_most, rule.decision)
    return Signals(
        certain=frozenset(name for name in truths if truths[name] is True),
        possible=frozenset(name for name in truths if truths[name] is not False),
        grades=tuple((name, low, high) for name, (low, high) in grades.items()),
        decision=(at_least, at_most),
    )


def interval(grade, truths):
    lowest = highest = 0
    for number, row in reversed(grade.rows):
        if truths[row] is True:
            lowest = number
        if truths[row] is not False:
            highest = number
    if grade.doubt is not None and truths[grade.doubt] is not False:
        lowest = 0
    return lowest, highest


def truth_of(condition, state, truths, grades):
    if isinstance(condition, Literal):
        truth = truth_of_atom(condition.atom, state, truths, grades)
        if not condition.positive and truth is not None:
            truth = not truth
        return truth
    parts = [truth_of(part, state, truths, grades) for part in condition.parts]
    settles = {And: False, Or: True}[type(condition)]
    if settles in parts:
        return settles
    return None if None in parts else not settles


def truth_of_atom(atom, state, truths, grades):
    if isinstance(atom, Holds):
        return truths[atom.proposition]
    if isinstance(atom, GradeIs):
        lowest, highest = grades[atom.grade]
        answers = [holds(number, atom.op, atom.number) for number in range(lowest, highest + 1)]
        return True if all(answers) else None if any(answers) else False
    if isinstance(atom, Stated):
        return atom.input in state.facts
    if isinstance(atom, Compare):
        if any(name not in state.facts for _, name in atom.terms):
            return None
        values = [state.facts[name].value for _, name in atom.terms]
        if NEVER in values:
            return False
        total = sum(factor * value for (factor, _), value in zip(atom.terms, values, strict=True))
        return holds(total, atom.op, atom.bound)
    if atom.input not in state.facts:
        return None
    value = state.facts[atom.input].value
    if isinstance(atom, Yes):
        return value
    if isinstance(atom, OneOf):
        return any(value == option for option in atom.options)
    if isinstance(atom, Has):
        return atom.member in value
    assert isinstance(atom, Count)
    return holds(len([member for member in value if member not in atom.besides]), atom.op, atom.number)


def holds(left, op, right):
    if op == "=":
        return left == right
    if op in ("<", "<="):
        return left < right or (op == "<=" and left == right)
    assert op in (">", ">=")
    return left > right or (op == ">=" and left == right)
