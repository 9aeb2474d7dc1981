"""Worse is never less: one value in its declared worse direction lowers no grade and no decision, and takes
no certain order away unless another one takes its place."""

from collections.abc import Iterator
from functools import partial

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import conj, disj, implies, neg
from leeward.model.rule import Strength
from leeward.model.vocabulary import Input, Kind
from leeward.verify.encoding import DECISION, Encoding
from leeward.verify.law import Group, Law, Patients, Question, covered
from leeward.verify.orders import ORDERED, WORDS, Orders
from leeward.verify.seen import Seen


def _groups(encoding: Encoding) -> Iterator[Group]:
    orders = Orders(encoding)
    for name in encoding.layout.inputs:
        input = encoding.protocol.vocabulary.inputs[name]
        if input.worse is None:
            continue
        mark = f"with worse {name}"
        steps = encoding.readers[name]
        after = SmtNames(mark, frozenset({name}), steps)
        questions = (*_less(encoding, after), *_taken_away(encoding, after, orders))
        worse = conj(encoding.names.known(name), after.known(name), _worse(input, encoding, after))
        scope = (encoding.in_scope(), encoding.in_scope(after))
        is_worse = partial(_is_worse, input)
        yield Group(questions, (worse, *scope), (name,), mark, meant=is_worse)


def _worse(input: Input, encoding: Encoding, after: SmtNames) -> str:
    """That the value after is worse than the one before, in the direction that the vocabulary declares."""
    before, name = encoding.names, input.name
    if input.kind is Kind.SET:
        words = encoding.layout.words[name]
        more = [conj(neg(before.member(name, word)), after.member(name, word)) for word in words]
        kept = [implies(before.member(name, word), after.member(name, word)) for word in words]
        return conj(disj(*more), *kept)
    old, new = before.value(name), after.value(name)
    match input.worse:
        case "yes":
            return conj(neg(old), new)
        case "no":
            return conj(old, neg(new))
        case "lower":
            worse = f"(< {new} {old})"
        case _:
            worse = f"(> {new} {old})"
    if not input.may_be_never:
        return worse
    return conj(neg(before.never(name)), neg(after.never(name)), worse)


def _is_worse(input: Input, seen: Patients) -> bool:
    """The same, asked of the patients themselves."""
    if not covered(seen):
        return False
    before, after = (one.state.facts.get(input.name) for one in seen)
    if before is None or after is None:
        return False
    match before.value, after.value:
        case frozenset() as old, frozenset() as new:
            return old < new
        case str() as old, str() as new:
            return input.options.index(old) < input.options.index(new)
        case bool() as old, bool() as new:
            return old != new and new == (input.worse == "yes")
        case int() as old, int() as new:
            return new < old if input.worse == "lower" else new > old
        case _:
            return False


def _less(encoding: Encoding, after: SmtNames) -> Iterator[Question]:
    before = encoding.names
    for grade in encoding.protocol.grades:
        if grade.name not in after.steps:
            continue
        numbers = tuple(dict.fromkeys(number for number, _ in grade.rows))
        ends = (SmtNames.lowest_at_least, SmtNames.highest_at_least)
        lower = [
            conj(end(before, grade.name, n), neg(end(after, grade.name, n))) for n in numbers for end in ends
        ]
        rows = tuple(row for _, row in grade.rows)
        yield Question(
            grade.name,
            f"the grade of `{grade.name}` is lower for the worse patient",
            disj(*lower),
            lambda seen, name=grade.name: _lowered(seen[0].signals.grade(name), seen[1].signals.grade(name)),  # type: ignore[misc]
            culprits=lambda seen, rows=rows: _lost(seen, rows),  # type: ignore[misc]
        )
    if DECISION in after.steps:
        both = (SmtNames.decision_lowest_at_least, SmtNames.decision_highest_at_least)
        lower = [conj(end(before, n), neg(end(after, n))) for n in (1, 2) for end in both]
        rules = tuple(rule.id for rule in encoding.protocol.bsab)
        yield Question(
            "antibody decision",
            "the decision on the antibody is less strict for the worse patient",
            disj(*lower),
            lambda seen: _lowered(seen[0].signals.decision, seen[1].signals.decision),
            culprits=lambda seen: _lost(seen, rules),
        )


def _lowered(before: tuple[int, int], after: tuple[int, int]) -> bool:
    return after[0] < before[0] or after[1] < before[1]


def _lost(seen: Patients, names: tuple[str, ...]) -> list[str]:
    """The propositions that held of the first patient and hold less of the second."""
    return [
        name
        for name in names
        if (seen[0].certain(name) and not seen[1].certain(name))
        or (seen[0].possible(name) and not seen[1].possible(name))
    ]


def _taken_away(encoding: Encoding, after: SmtNames, orders: Orders) -> Iterator[Question]:
    for intervention, rules in orders.by_intervention.items():
        if not any(rule.id in after.steps for rule in rules):
            continue
        lost = [
            conj(
                orders.certain(intervention, strength, encoding.names),
                neg(disj(*(after.certain(rule.id) for rule in orders.at_least(intervention, strength)))),
            )
            for strength in ORDERED
        ]
        ids = tuple(rule.id for rule in rules)
        yield Question(
            intervention,
            f"the worse patient loses the certain order of `{intervention}`, and nothing replaces it",
            disj(*lost),
            lambda seen, name=intervention: _loses(orders, name, *seen),  # type: ignore[misc]
            culprits=lambda seen, ids=ids: _lost(seen, ids),  # type: ignore[misc]
        )


def _loses(orders: Orders, intervention: str, before: Seen, after: Seen) -> bool:
    return any(
        before.orders(intervention, WORDS[strength])
        and not after.wants(orders.at_least(intervention, strength))
        for strength in (Strength.GIVE, Strength.CONSIDER)
    )


LAW = Law(
    2,
    "worse is never less",
    "worsening one value lowers no grade and no decision, and takes no certain order away unreplaced",
    "worse(s, s') => grade(s) <= grade(s'), decision(s) <= decision(s'), lost orders are replaced",
    _groups,
)
