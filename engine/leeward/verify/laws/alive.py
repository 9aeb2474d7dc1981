"""Alive: everything that is written decides something for some patient."""

from collections.abc import Iterator

from leeward.backends.smt_terms import conj, neg
from leeward.verify.encoding import Encoding
from leeward.verify.law import Group, Law, Question, covered
from leeward.verify.settings import settings


def _groups(encoding: Encoding) -> Iterator[Group]:
    yield Group(tuple(_questions(encoding)), premises=(encoding.in_scope(),), meant=covered, wanted=True)
    yield from settings(encoding)


def _questions(encoding: Encoding) -> Iterator[Question]:
    names, protocol = encoding.names, encoding.protocol
    for rule in protocol.rules:
        yield Question(
            rule.id,
            f"no patient of this protocol is ever certain to need `{rule.id}`",
            names.certain(rule.id),
            lambda seen, name=rule.id: seen[0].covered and seen[0].certain(name),  # type: ignore[misc]
            (rule.id,),
        )
        if rule.limit_reached is not None:
            yield Question(
                rule.limit_reached,
                f"no limit of `{rule.id}` ever closes it",
                conj(names.certain(rule.id), names.certain(rule.limit_reached)),
                lambda seen, rule=rule: seen[0].certain(rule.id) and seen[0].certain(rule.limit_reached),  # type: ignore[misc]
                (rule.id,),
            )
    for decision in protocol.bsab:
        if decision.floor:
            continue
        stricter = names.decision_lowest_at_least(decision.decision + 1) if decision.decision < 2 else "false"
        yield Question(
            decision.id,
            f"`{decision.id}` never decides: no patient fulfils it, or another rule is always stricter",
            conj(names.certain(decision.id), neg(stricter)),
            lambda seen, rule=decision: (
                seen[0].covered  # type: ignore[misc]
                and seen[0].certain(rule.id)
                and seen[0].signals.decision[0] == rule.decision
            ),
            (decision.id,),
        )
    for grade in protocol.grades:
        worse: str | None = None
        for number, row in grade.rows:
            at_least = names.lowest_at_least(grade.name, number)
            yield Question(
                row,
                f"no patient is ever certain to have `{grade.name}` {number}",
                conj(at_least, neg(worse) if worse else "true"),
                lambda seen, name=grade.name, number=number: seen[0].signals.grade(name)[0] == number,  # type: ignore[misc]
                (row,),
            )
            worse = at_least
    for step in protocol.propositions:
        if step.kind in ("finding", "derived"):
            yield from _both_ways(encoding, step.name)


def _both_ways(encoding: Encoding, name: str) -> Iterator[Question]:
    names = encoding.names
    yield Question(
        name,
        f"`{name}` holds of no patient",
        names.certain(name),
        lambda seen: seen[0].certain(name),
        (name,),
    )
    yield Question(
        name,
        f"`{name}` holds of every patient, whatever is known",
        neg(names.possible(name)),
        lambda seen: not seen[0].possible(name),
        (name,),
    )


LAW = Law(
    4,
    "alive",
    "every rule, row, limit, finding and setting decides something for some patient",
    "for each rule r some s has r in certain(s); for each setting c some s has e(s) /= e'(s), c changed",
    _groups,
)
