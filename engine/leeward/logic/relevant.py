"""Which unknown inputs keep a condition undecided."""

from collections.abc import Iterator

from leeward.logic.case import Case
from leeward.logic.kleene import UNKNOWN
from leeward.model.expression import And, Condition, GradeIs, Holds, Literal, Or, Stated, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.steps import Proposition


def relevant_unknowns(
    condition: Condition, protocol: ClinicalProtocol, state: State, signals: Signals
) -> tuple[str, ...]:
    """The unknown inputs that an undecided condition waits for, in the order of first mention.

    Empty when the condition is decided. Whatever is stated of any other input, it stays undecided;
    only a person's statement that overrides a derivation may still do more.
    """
    found: dict[str, None] = {}
    _collect(condition, Case.of(protocol, state, signals), found)
    return tuple(found)


def unknowns_of(name: str, case: Case) -> tuple[str, ...]:
    """The same for the condition of a proposition; each is looked into once for a case."""
    if name not in case.waits_for:
        found: dict[str, None] = {}
        _collect(case.propositions[name].condition, case, found)
        case.waits_for[name] = tuple(found)
    return case.waits_for[name]


def _collect(condition: Condition, case: Case, found: dict[str, None]) -> None:
    """Adds what the condition waits for; a dictionary keeps the order of first mention."""
    if case.truth(condition) is not UNKNOWN:
        return
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                _collect(part, case, found)
        case Literal(Holds(name)):
            found.update(dict.fromkeys(_of_proposition(case.propositions[name], case)))
        case Literal(GradeIs() as atom):
            found.update(dict.fromkeys(_of_grade(atom, case)))
        case Literal(Stated()):
            return
        case Literal(atom):
            found.update((name, None) for name in inputs_of(atom) if name not in case.state.facts)


def _of_proposition(proposition: Proposition, case: Case) -> Iterator[str]:
    """A derived input waits first for what it is derived from, and then for a statement of its own."""
    found = unknowns_of(proposition.name, case)
    if proposition.kind != "derived":
        yield from found
        return
    yield from (name for name in found if name != proposition.name)
    if proposition.name not in case.state.facts:
        yield proposition.name


def _of_grade(atom: GradeIs, case: Case) -> Iterator[str]:
    """The undecided rows that the comparison can see, worst first, and what puts the grade in doubt.

    Rows below the number asked for cannot change whether the grade reaches it, and neither can any
    row once a row that reaches it is certain: then only the doubt is left.
    """
    grade = case.grades[atom.grade]
    seen_from = atom.number + 1 if atom.op in {">", "<="} else atom.number
    settled_from = seen_from + 1 if atom.op == "=" else seen_from
    certain = max((number for number, row in grade.rows if row in case.signals.certain), default=0)
    if certain < settled_from:
        for number, row in grade.rows:
            if number > certain and number >= seen_from:
                yield from unknowns_of(row, case)
    if grade.doubt is not None:
        yield from unknowns_of(grade.doubt, case)
