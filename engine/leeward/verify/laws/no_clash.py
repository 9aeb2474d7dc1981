"""No clash: no two orders that exclude each other are ever certain together."""

from collections.abc import Iterator

from leeward.backends.smt_terms import conj
from leeward.model.rule import Strength
from leeward.verify.encoding import Encoding
from leeward.verify.law import Group, Law, Patients, Question, covered
from leeward.verify.orders import WORDS, Orders


def _groups(encoding: Encoding) -> Iterator[Group]:
    orders = Orders(encoding)
    questions = (
        *_avoided(encoding, orders),
        *_replacing_each_other(encoding, orders),
        *_declared(encoding, orders),
    )
    yield Group(questions, premises=(encoding.in_scope(),), meant=covered)


def _avoided(encoding: Encoding, orders: Orders) -> Iterator[Question]:
    """Ordered and to be avoided at once."""
    for rule in encoding.protocol.rules:
        if rule.strength is not Strength.AVOID:
            continue
        name = rule.intervention
        yield Question(
            name,
            f"`{name}` is ordered, and `{rule.id}` says to avoid it",
            conj(encoding.names.certain(rule.id), orders.certain(name, Strength.CONSIDER, encoding.names)),
            lambda seen, rule=rule: (
                seen[0].certain(rule.id)  # type: ignore[misc]
                and seen[0].orders(rule.intervention, WORDS[Strength.CONSIDER])
            ),
            (rule.id,),
            culprits=lambda seen, name=name: _ordering(seen, orders, name),  # type: ignore[misc]
        )


def _replacing_each_other(encoding: Encoding, orders: Orders) -> Iterator[Question]:
    """Each ordered in place of the other."""
    for one, other in sorted(orders.circles):
        if one < other:
            yield _both(encoding, orders, one, other, "are each ordered in place of the other")


def _declared(encoding: Encoding, orders: Orders) -> Iterator[Question]:
    """Pairs of which the vocabulary says that they are never ordered together."""
    for intervention in encoding.protocol.vocabulary.interventions.values():
        for other in intervention.never_with:
            yield _both(
                encoding, orders, intervention.name, other, "are never given together, and both are ordered"
            )


def _both(encoding: Encoding, orders: Orders, one: str, other: str, what: str) -> Question:
    certain = [orders.certain(name, Strength.CONSIDER, encoding.names) for name in (one, other)]

    def seen(patients: Patients) -> bool:
        return all(patients[0].orders(name, WORDS[Strength.CONSIDER]) for name in (one, other))

    def culprits(patients: Patients) -> Iterator[str]:
        for name in (one, other):
            yield from _ordering(patients, orders, name)

    return Question(
        f"{one} and {other}", f"`{one}` and `{other}` {what}", conj(*certain), seen, culprits=culprits
    )


def _ordering(seen: Patients, orders: Orders, name: str) -> Iterator[str]:
    return (rule.id for rule in orders.by_intervention.get(name, ()) if seen[0].certain(rule.id))


LAW = Law(
    5,
    "no clash",
    "no two orders that exclude each other are ever certain together",
    "incompatible(a, b) => not (a in certain(s) and b in certain(s))",
    _groups,
)
