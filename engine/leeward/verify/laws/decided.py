"""Decided: the two ends of every answer are in order, and what is open can be closed."""

from collections.abc import Iterator

from leeward.backends.smt_terms import conj, disj, neg
from leeward.model.vocabulary import Phase
from leeward.verify.encoding import DECISION, Encoding
from leeward.verify.law import Group, Law, Patients, Question, covered


def _groups(encoding: Encoding) -> Iterator[Group]:
    yield Group(tuple(_in_order(encoding)))
    if encoding.protocol.kind == "protocol":
        # a label alone orders nothing; the protocol that uses it must say what to do
        yield Group((_left_open(encoding),), premises=(encoding.in_scope(),), meant=covered)


def _left_open(encoding: Encoding) -> Question:
    names = encoding.names
    opened = [
        conj(names.decision_highest_at_least(n), neg(names.decision_lowest_at_least(n))) for n in (1, 2)
    ]
    all_known = [names.known(name) for name in sorted(encoding.inputs_behind[DECISION])]
    nobody = [neg(names.certain(rule.id)) for rule in encoding.protocol.rules if rule.phase is Phase.CONSULT]
    return Question(
        "antibody decision",
        "the decision is open although all it reads is known, and nobody is called who could settle it",
        conj(disj(*opened), *all_known, *nobody),
        _helpless,
    )


def _helpless(seen: Patients) -> bool:
    plan = seen[0].plan
    called = any(one.certainty == "certain" and one.phase == Phase.CONSULT.value for one in plan.actions)
    return not plan.bsab.settled and not plan.bsab.needs and not called


def _in_order(encoding: Encoding) -> Iterator[Question]:
    names = encoding.names
    for step in encoding.protocol.propositions:
        yield Question(
            step.name,
            f"`{step.name}` is certain and not even possible",
            conj(names.certain(step.name), neg(names.possible(step.name))),
            lambda seen, name=step.name: seen[0].certain(name) and not seen[0].possible(name),  # type: ignore[misc]
            (step.name,),
        )
    for grade in encoding.protocol.grades:
        ends = [
            conj(names.lowest_at_least(grade.name, n), neg(names.highest_at_least(grade.name, n)))
            for n, _ in grade.rows
        ]
        yield Question(
            grade.name,
            f"the lowest grade of `{grade.name}` is above the highest",
            disj(*ends),
            lambda seen, name=grade.name: _crossed(seen, name),  # type: ignore[misc]
        )
    yield Question(
        "antibody decision",
        "the least decision is stricter than the strictest",
        disj(
            *(
                conj(names.decision_lowest_at_least(n), neg(names.decision_highest_at_least(n)))
                for n in (1, 2)
            )
        ),
        lambda seen: seen[0].signals.decision[0] > seen[0].signals.decision[1],
    )


def _crossed(seen: Patients, grade: str) -> bool:
    lowest, highest = seen[0].signals.grade(grade)
    return lowest > highest


LAW = Law(
    1,
    "decided",
    "no least answer is above its greatest; an undecided antibody has a missing value or a consult",
    "lowest(s) <= highest(s); undecided(s) => needs(s) or consult in certain(s)",
    _groups,
)
