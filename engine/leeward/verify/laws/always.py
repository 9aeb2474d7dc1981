"""Always: the protocol's own invariants, on both planes: what is certain promises certainly, what is possible
leaves the promise possible."""

from collections.abc import Callable, Iterator

from leeward.backends.smt_terms import conj, disj, neg
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.model.decision import Decision
from leeward.model.expression import Condition
from leeward.model.invariants import Always, Promise
from leeward.model.rule import Rule
from leeward.verify.encoding import Encoding
from leeward.verify.law import Group, Law, Patients, Question, covered
from leeward.verify.orders import Orders
from leeward.verify.seen import Seen


def _groups(encoding: Encoding) -> Iterator[Group]:
    orders = Orders(encoding)
    premises = (encoding.in_scope(),)
    if encoding.protocol.always:
        yield Group(
            tuple(_says_something(encoding, one) for one in encoding.protocol.always), premises, wanted=True
        )
        yield Group(
            tuple(_broken(encoding, one, orders) for one in encoding.protocol.always), premises, meant=covered
        )


def _says_something(encoding: Encoding, one: Always) -> Question:
    """An invariant about nobody is a slip of the pen: it would be proved whatever the protocol does."""
    return Question(
        one.id,
        f"the `if` of `{one.id}` holds of no patient, so it promises nothing",
        encoding.writer().certain(one.condition),
        lambda seen: seen[0].covered and _truth(one.condition, seen[0]) is Truth.TRUE,
        (one.id,),
    )


def _broken(encoding: Encoding, one: Always, orders: Orders) -> Question:
    writer = encoding.writer()
    kept = _terms(encoding, one.promise, orders)
    return Question(
        one.id,
        f"`{one.id}` is broken: {one.text}, and not always {one.promise.text}",
        disj(
            conj(writer.certain(one.condition), neg(kept[0])),
            conj(writer.possible(one.condition), neg(kept[1])),
        ),
        lambda seen: _breaks(one, seen[0], orders),
        (one.id,),
        culprits=lambda seen: _concerned(one.promise, seen, orders),
    )


def _terms(encoding: Encoding, promise: Promise, orders: Orders) -> tuple[str, str]:
    """That the promise is certainly kept, and that it may be kept."""
    names = encoding.names
    match promise.of:
        case "decision":
            # DISCONTINUE is the strictest, so nothing can be above it; CONTINUE the least strict
            low, high = int(promise.least), int(promise.most)
            least = names.decision_lowest_at_least(low) if low else "true"
            most = neg(names.decision_highest_at_least(high + 1)) if high < Decision.DISCONTINUE else "true"
            can_least = names.decision_highest_at_least(low) if low else "true"
            can_most = (
                neg(names.decision_lowest_at_least(high + 1)) if high < Decision.DISCONTINUE else "true"
            )
            return conj(least, most), conj(can_least, can_most)
        case "order":
            rules = orders.at_least(promise.order, promise.strength)
            certain = disj(*(names.certain(rule.id) for rule in rules))
            possible = disj(*(names.possible(rule.id) for rule in rules))
            return (neg(possible), neg(certain)) if promise.never else (certain, possible)
        case "condition":
            condition = _of(promise)
            return encoding.writer().certain(condition), encoding.writer().possible(condition)


def _breaks(one: Always, seen: Seen, orders: Orders) -> bool:
    truth = _truth(one.condition, seen)
    certainly, possibly = _kept(one.promise, seen, orders)
    return (truth is Truth.TRUE and not certainly) or (truth is not Truth.FALSE and not possibly)


def _kept(promise: Promise, seen: Seen, orders: Orders) -> tuple[bool, bool]:
    match promise.of:
        case "decision":
            lowest, highest = seen.signals.decision
            certainly = promise.least <= lowest and highest <= promise.most
            return certainly, promise.least <= highest and lowest <= promise.most
        case "order":
            rules = orders.at_least(promise.order, promise.strength)
            certain, possible = _any(rules, seen.certain), _any(rules, seen.possible)
            return (not possible, not certain) if promise.never else (certain, possible)
        case "condition":
            truth = _truth(_of(promise), seen)
            return truth is Truth.TRUE, truth is not Truth.FALSE


def _concerned(promise: Promise, seen: Patients, orders: Orders) -> Iterator[str]:
    """The rules that the promise is about: those that speak for a decision, or order what it orders."""
    if promise.of == "decision":
        rules = seen[0].protocol.bsab
        yield from (rule.id for rule in rules if seen[0].possible(rule.id) and not rule.floor)
    elif promise.of == "order":
        yield from (rule.id for rule in orders.by_intervention.get(promise.order, ()))


def _any(rules: tuple[Rule, ...], holds: Callable[[str], bool]) -> bool:
    return any(holds(rule.id) for rule in rules)


def _of(promise: Promise) -> Condition:
    assert promise.condition is not None, "the linker gives every such promise its condition"
    return promise.condition


def _truth(condition: Condition, seen: Seen) -> Truth:
    return truth_of(condition, seen.state, seen.signals)


LAW = Law(
    10,
    "always",
    "the protocol's own invariants, each about some patient and kept for every patient",
    "if(s) certain => then(s) certain; if(s) possible => then(s) possible; some s has if(s) certain",
    _groups,
)
