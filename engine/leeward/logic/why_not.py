"""Why a condition does not hold: the fewest facts that would have to change."""

from itertools import product

from leeward.logic.case import Case
from leeward.logic.changes import Change, change_to
from leeward.logic.contradictions import contradict
from leeward.logic.kleene import TRUE
from leeward.logic.why import denied
from leeward.model.expression import And, Condition, Holds, Literal, Or, Stated
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.steps import Proposition

MOST_WAYS = 6
LONGEST_FINDING = 2
"""A finding that takes more changes than this is easier to read by its name."""

_KEPT = 48  # while ways are put together; a person reads the first few

Way = tuple[Change, ...]


def smallest_change(
    condition: Condition,
    protocol: ClinicalProtocol,
    state: State,
    signals: Signals,
    case: Case | None = None,
) -> tuple[Change, ...]:
    """The shortest way; empty when the condition holds already, or can never hold (see `ways`).

    case: of the same patient, when many conditions are asked about; it keeps what they share.
    """
    return next(iter(_ways(condition, case or Case.of(protocol, state, signals))), ())


def ways(condition: Condition, protocol: ClinicalProtocol, state: State, signals: Signals) -> list[Way]:
    """The alternatives, fewest changes first, then in the order of the document; at most six.

    A condition that holds already has one way, without changes; one that can never hold has none.
    """
    return _ways(condition, Case.of(protocol, state, signals))[:MOST_WAYS]


def expand_grade(
    name: str, number: int, protocol: ClinicalProtocol, state: State, signals: Signals
) -> list[Way]:
    """The ways to reach one row of a grade.

    Raises:
        KeyError: the protocol has no such grade, or the grade no such row.
    """
    case = Case.of(protocol, state, signals)
    row = dict(case.grades[name].rows)[number]
    return _ways(case.propositions[row].condition, case)[:MOST_WAYS]


def _ways(condition: Condition, case: Case) -> list[Way]:
    if case.truth(condition) is TRUE:
        return [()]
    match condition:
        case Or(parts):
            return _best([way for part in parts for way in _ways(part, case)])
        case And(parts):
            together: list[Way] = [()]
            for part in parts:
                joined = [_join(a, b) for a, b in product(together, _ways(part, case))]
                together = _best([way for way in joined if way is not None])
            held = [part for part in parts if isinstance(part, Literal) and case.truth(part) is TRUE]
            return [way for way in together if not any(contradict(c.literal, h) for c in way for h in held)]
        case Literal(Holds(name)):
            key = name, condition.positive
            if key not in case.ways_of:
                case.ways_of[key] = _of_proposition(condition, case.propositions[name], case)
            return list(case.ways_of[key])
        case Literal(Stated(), positive):
            # a value that would decide is a statement too; what a person said is not taken back
            return [()] if positive else []
        case Literal():
            return [(change_to(condition, case),)]


def _of_proposition(literal: Literal, proposition: Proposition, case: Case) -> list[Way]:
    inner = proposition.condition if literal.positive else denied(proposition, case)
    found = _ways(inner, case)
    if proposition.kind == "derived":
        by_statement = [way for way in found if any(change.fact == proposition.name for change in way)]
        return _best([way for way in found if way not in by_statement] + by_statement)
    if found and proposition.kind == "finding" and len(found[0]) > LONGEST_FINDING:
        return [(change_to(literal, case),)]
    return found


def _best(found: list[Way]) -> list[Way]:
    """The shortest first, in the order of the document among equals; none that holds another within it."""
    kept: list[tuple[frozenset[Change], Way]] = []
    for way in sorted(found, key=len):
        changes = frozenset(way)
        if not any(shorter <= changes for shorter, _ in kept):
            kept.append((changes, way))
        if len(kept) == _KEPT:
            break
    return [way for _, way in kept]


def _join(first: Way, second: Way) -> Way | None:
    """Both ways at once, or None when they contradict each other."""
    if any(contradict(a.literal, b.literal) for a in first for b in second):
        return None
    return first + tuple(change for change in second if change not in first)
