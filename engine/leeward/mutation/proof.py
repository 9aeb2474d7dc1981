"""A proof that a mistake changes nothing: no patient can be described whose plan it would alter."""

from collections.abc import Iterator

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import disj
from leeward.model.protocol import ClinicalProtocol
from leeward.mutation.goals import rules_by_id, touched_steps
from leeward.mutation.meaning import plain

_MARK = "mistaken"
_SHOWN = ("rule", "limit", "scope", "doubt", "bsab")


def proven_same(before: ClinicalProtocol, after: ClinicalProtocol, seconds: float) -> bool:
    """Whether the orders, limits, grades and the decision are proven the same for every patient in scope.

    False also when there is no solver, when the time is up, or when a rule itself says something else.
    """
    from leeward.verify.encoding import Encoding
    from leeward.verify.solver import Answer
    from leeward.verify.z3_solver import SolverMissing, Z3Solver

    if not _same_rules(before, after):
        return False
    try:
        encoding = Encoding(before, Z3Solver, [after])
    except SolverMissing:
        return False
    mistaken = encoding.compared(after, _MARK)
    covered = (encoding.names.possible(before.scope),) if before.scope else ()
    with encoding.solver.facts((*encoding.possible_states(), *covered)):
        difference = disj(*_differences(before, after, encoding.names, mistaken))
        return encoding.solver.search(difference, (), seconds).answer is Answer.NONE


def _same_rules(before: ClinicalProtocol, after: ClinicalProtocol) -> bool:
    """Whether the rules say the same, and stand in the same order, whenever they are wanted."""
    old, new = rules_by_id(before), rules_by_id(after)
    return list(old) == list(new) and all(plain(old[id]) == plain(new[id]) for id in old)


def _differences(
    before: ClinicalProtocol, after: ClinicalProtocol, old: SmtNames, new: SmtNames
) -> Iterator[str]:
    touched = touched_steps(before, after)
    for step in before.propositions:
        if step.name in touched and step.kind in _SHOWN:
            yield _unlike(old.certain(step.name), new.certain(step.name))
            yield _unlike(old.possible(step.name), new.possible(step.name))
    for grade in before.grades:
        if grade.name in touched:
            yield _unlike(old.lowest(grade.name), new.lowest(grade.name))
            yield _unlike(old.highest(grade.name), new.highest(grade.name))


def _unlike(one: str, other: str) -> str:
    return f"(not (= {one} {other}))"
