"""The truth of a condition for one state, by walking the condition.

For reasons, and for the combinations no patient has. Not an engine: the signals are taken as given.
"""

from leeward.logic.compare import holds
from leeward.logic.kleene import FALSE, TRUE, UNKNOWN, Truth, conj, disj, known, neg
from leeward.model.expression import (
    And,
    Atom,
    Compare,
    Comparison,
    Condition,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Or,
    Stated,
    Yes,
)
from leeward.model.signals import Signals
from leeward.model.state import NEVER, State, Value


def truth_of(condition: Condition, state: State, signals: Signals | None = None) -> Truth:
    """Whether the condition holds; without signals, grades and other propositions are unknown.

    Raises:
        KeyError: the signals know no grade of this name.
    """
    match condition:
        case Literal(atom, positive):
            truth = truth_of_atom(atom, state, signals)
            return truth if positive else neg(truth)
        case And(parts):
            return conj(truth_of(part, state, signals) for part in parts)
        case Or(parts):
            return disj(truth_of(part, state, signals) for part in parts)


def truth_of_atom(atom: Atom, state: State, signals: Signals | None) -> Truth:
    """Whether one atom holds."""
    match atom:
        case Holds(name):
            return _proposition(name, signals)
        case GradeIs(grade, op, number):
            return UNKNOWN if signals is None else interval(*signals.grade(grade), op, number)
        case Compare(terms, op, bound):
            return _sum(terms, op, bound, state)
        case Stated(name):
            return known(name in state.facts)
        case OneOf(name) | Has(name) | Count(name) | Yes(name):
            fact = state.facts.get(name)
            return UNKNOWN if fact is None else known(_answer(atom, fact.value))


def interval(lowest: int, highest: int, op: Comparison, number: int) -> Truth:
    """Whether every, no, or only some whole number from `lowest` to `highest` compares so."""
    if op == "=" and lowest < number < highest:
        return UNKNOWN
    # any other comparison changes at most once between the ends
    at_lowest, at_highest = holds(lowest, op, number), holds(highest, op, number)
    return known(at_lowest) if at_lowest == at_highest else UNKNOWN


def _proposition(name: str, signals: Signals | None) -> Truth:
    if signals is None:
        return UNKNOWN
    if name in signals.certain:
        return TRUE
    return UNKNOWN if name in signals.possible else FALSE


def _sum(terms: tuple[tuple[int, str], ...], op: Comparison, bound: int, state: State) -> Truth:
    facts = [state.facts.get(name) for _, name in terms]
    if None in facts:
        return UNKNOWN
    values = [fact.value for fact in facts if fact is not None]
    if NEVER in values:
        return FALSE
    total = sum(
        coefficient * value
        for (coefficient, _), value in zip(terms, values, strict=True)
        if isinstance(value, int)
    )
    return known(holds(total, op, bound))


def _answer(atom: OneOf | Has | Count | Yes, value: Value) -> bool:
    match atom:
        case OneOf(_, options):
            return value in options
        case Has(_, member):
            return isinstance(value, frozenset) and member in value
        case Count(_, besides, op, number):
            return isinstance(value, frozenset) and holds(len(value.difference(besides)), op, number)
        case Yes():
            return value is True
