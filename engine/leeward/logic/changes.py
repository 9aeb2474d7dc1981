"""One change of the facts, phrased for people: `systolic_bp < 90 mm[Hg] (now 107 mm[Hg])`."""

from leeward.language.to_expression import literal_text
from leeward.logic.case import Case
from leeward.logic.values import grade_text, input_text, proposition_text
from leeward.model.expression import Atom, Compare, Comparison, Count, GradeIs, Holds, Literal, Yes, inputs_of
from leeward.record import record

_OPPOSITE: dict[str, Comparison] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@record
class Change:
    """What would have to become so: `literal`, asked of the input, grade or finding named `fact`."""

    fact: str
    wanted: str
    now: str
    literal: Literal

    @property
    def text(self) -> str:
        return f"{self.wanted} (now {self.now})"


def change_to(literal: Literal, case: Case) -> Change:
    """The change that makes a literal true that is not."""
    atom = literal.atom
    match atom:
        case GradeIs(name):
            return Change(name, _grade_wanted(atom, literal.positive, case), grade_text(name, case), literal)
        case Holds(name) | Yes(name) if name in case.propositions:
            wanted = f"{name} {'yes' if literal.positive else 'no'}"
            return Change(name, wanted, proposition_text(name, case), literal)
        case Yes(name):
            wanted = f"{name} {'yes' if literal.positive else 'no'}"
            return Change(name, wanted, input_text(name, case), literal)
        case Count(name):
            return Change(name, _wanted(literal, case), _counted(atom, case), literal)
        case _:
            names = inputs_of(atom)
            now = ", ".join(input_text(name, case) for name in names)
            return Change(names[0], _wanted(literal, case), now, literal)


def _wanted(literal: Literal, case: Case) -> str:
    if literal.positive and literal.atom.text:
        return literal.atom.text
    return literal_text(_straight(literal, case), case.inputs)


def _straight(literal: Literal, case: Case) -> Literal:
    """`not x < 5` as `x >= 5`, where that is the same: not for an input that may be *never*."""
    atom: Atom = literal.atom
    if literal.positive or not isinstance(atom, Compare | Count) or atom.op not in _OPPOSITE:
        return literal
    if any(case.inputs[name].may_be_never for name in inputs_of(atom)):
        return literal
    op = _OPPOSITE[atom.op]
    match atom:
        case Compare(terms, _, bound):
            return Literal(Compare(terms, op, bound))
        case Count(name, besides, _, number):
            return Literal(Count(name, besides, op, number))


def _grade_wanted(atom: GradeIs, positive: bool, case: Case) -> str:
    grade = case.grades[atom.grade]
    title = grade.title or grade.name
    op: Comparison = atom.op
    number = atom.number
    if not positive:
        if op == "=":
            return f"{title} other than {number}"
        op = _OPPOSITE[op]
    if op in {">", "<"}:
        op, number = (">=", number + 1) if op == ">" else ("<=", number - 1)
    top = max((n for n, _ in grade.rows), default=0)
    if op == "=" or (op == ">=" and number == top) or (op == "<=" and number == 0):
        return f"{title} {number}"
    return f"{title} {number} or {'worse' if op == '>=' else 'less'}"


def _counted(atom: Count, case: Case) -> str:
    fact = case.state.facts.get(atom.input)
    if fact is None or not isinstance(fact.value, frozenset):
        return input_text(atom.input, case)
    return str(len(fact.value.difference(atom.besides)))
