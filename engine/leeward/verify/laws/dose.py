"""Dose: no plausible weight gets more than the cap, and no order comes sooner than its interval or passes a
rolling limit. One evaluation at a time; sequences of them are another proof.

The arithmetic is the plan's own. Within one weight band a dose grows with the weight, and rounding keeps the
order, so the largest dose of a band is at its heaviest weight, and looking at those is looking at all.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from leeward.backends.smt_terms import FALSE, conj, disj, number
from leeward.language.quantity import MILLION, Quantity
from leeward.language.units import BY_NAME, Unit
from leeward.model.regimen import Band, Dose, Regimen
from leeward.model.rule import Limit, Rule
from leeward.model.state import Fact, State
from leeward.plan.orders.dose import SURFACE, WEIGHT, dose_for
from leeward.verify.encoding import Encoding
from leeward.verify.law import Group, Law, Patients, Question
from leeward.verify.orders import ORDERED
from leeward.verify.seen import AT
from leeward.verify.state_space import FINEST


def _groups(encoding: Encoding) -> Iterator[Group]:
    questions = (
        *_above_the_cap(encoding),
        *_without_a_band(encoding),
        *_sooner(encoding),
        *_past_a_limit(encoding),
    )
    yield Group(questions, premises=(encoding.in_scope(),))


def _rules(encoding: Encoding) -> Iterator[tuple[Rule, Dose]]:
    """Every dose that a rule orders, those of a taper too."""
    for rule in encoding.protocol.rules:
        for regimen in (rule.regimen, *rule.taper):
            if rule.strength in ORDERED and regimen.dose is not None:
                yield rule, regimen.dose


def _above_the_cap(encoding: Encoding) -> Iterator[Question]:
    """The least cap that any rule writes for a drug holds for every rule on it."""
    caps = _caps(encoding)
    for rule, dose in _rules(encoding):
        cap = caps.get(rule.intervention)
        for size in _sizes(dose, encoding) if cap is not None else ():
            assert cap is not None
            most = _largest(dose, size, encoding)
            alike = most is not None and most[1].dimension == cap[1].dimension
            above = alike and most is not None and Fraction(most[0]) > cap[0].in_units_of(most[1])
            message = f"`{rule.id}` gives more `{rule.intervention}` than the cap of `{cap[2]}`"
            yield _for(rule, message, size, encoding, (cap[2],), fault=above)


def _without_a_band(encoding: Encoding) -> Iterator[Question]:
    """A known, plausible weight always has a dose."""
    for rule, dose in _rules(encoding):
        for size in _sizes(dose, encoding):
            message = f"`{rule.id}` has no dose for a plausible weight"
            yield _for(rule, message, size, encoding, (), fault=_largest(dose, size, encoding) is None)


def _caps(encoding: Encoding) -> dict[str, tuple[Quantity, Unit, str]]:
    """The least cap of each drug, its unit, and the rule that writes it."""
    found: dict[str, tuple[Quantity, Unit, str]] = {}
    for rule, dose in _rules(encoding):
        if dose.at_most is None:
            continue
        cap = Quantity(dose.at_most.number, dose.at_most.unit)
        known = found.get(rule.intervention)
        if known is None or cap.in_units_of(known[1]) < known[0].in_units_of(known[1]):
            found[rule.intervention] = cap, dose.at_most.unit, rule.id
    return found


def _sizes(dose: Dose, encoding: Encoding) -> Iterator[dict[str, int]]:
    """The weights, and body surfaces where they count, at which a dose is least or largest."""
    inputs = encoding.protocol.vocabulary.inputs
    dimensions = {band.amount.unit.dimension for band in dose.bands}
    needed = {
        WEIGHT: len(dose.bands) > 1 or any(one.endswith("per weight") for one in dimensions),
        SURFACE: "mass per area" in dimensions,
    }
    found: list[dict[str, int]] = [{}]
    for name in (name for name, wanted in needed.items() if wanted and name in inputs):
        lowest, highest = inputs[name].plausible or (0, 1000 * MILLION)
        edges = {edge for band in dose.bands for edge in _ends(band)} if name == WEIGHT else set[int]()
        ends = sorted(edge for edge in {lowest, highest, *edges} if lowest <= edge <= highest)
        found = [{**size, name: end} for size in found for end in ends]
    yield from found


def _ends(band: Band) -> Iterator[int]:
    for edge in (band.from_weight, band.below_weight):
        if edge is not None:
            yield edge
            yield edge - FINEST


def _largest(dose: Dose, size: dict[str, int], encoding: Encoding) -> tuple[Decimal, Unit] | None:
    """The most that the plan would show for this size; None: no dose."""
    facts = {name: Fact(value, AT, "stated") for name, value in size.items()}
    shown = dose_for(dose, State(AT, facts), encoding.protocol.vocabulary)
    if shown.amount is None:
        return None
    return shown.highest or shown.amount, BY_NAME[shown.unit]


def _for(
    rule: Rule,
    message: str,
    size: dict[str, int],
    encoding: Encoding,
    others: tuple[str, ...],
    fault: bool,
) -> Question:
    """Whether some patient of this size gets the rule; nobody, where its dose is not at fault."""
    names, read = encoding.names, encoding.layout.inputs
    given = [
        conj(names.known(name), f"(= {names.value(name)} {number(value)})")
        for name, value in size.items()
        if name in read
    ]
    return Question(
        rule.id,
        message,
        conj(encoding.certain_rule(rule.id, names), *given) if fault else FALSE,
        partial(_is_certain, rule=rule, size=size),
        (rule.id, *others),
        also=tuple(size.items()),
    )


def _is_certain(seen: Patients, rule: Rule, size: dict[str, int]) -> bool:
    known = {name: fact.value for name, fact in seen[0].state.facts.items()}
    return seen[0].covered and seen[0].certain(rule.id) and all(known.get(n) == v for n, v in size.items())


def _sooner(encoding: Encoding) -> Iterator[Question]:
    """An order that repeats a drug sooner than the drug may be repeated."""
    for rule in encoding.protocol.rules:
        for regimen in (rule.regimen, *rule.taper):
            apart = [limit for limit in rule.limits if limit.kind == "apart"]
            if regimen.every is None or rule.strength not in ORDERED:
                continue
            for limit in apart:
                message = f"`{rule.id}` repeats `{rule.intervention}` sooner than its limit `{limit.text}`"
                yield _for(rule, message, {}, encoding, (), fault=regimen.every < limit.number)


def _past_a_limit(encoding: Encoding) -> Iterator[Question]:
    """An order whose own doses, with those given already, are more than a limit allows."""
    names = encoding.names
    for rule in encoding.protocol.rules:
        for limit in rule.limits if rule.strength in ORDERED else ():
            doses = _doses_within(rule.regimen, limit)
            if limit.kind != "count" or doses < 2 or limit.input not in encoding.layout.inputs:
                continue
            most = (limit.number - doses + 1) * MILLION
            full = conj(names.known(limit.input), f"(>= {names.value(limit.input)} {number(most)})")
            yield Question(
                rule.id,
                f"`{rule.id}` orders {doses} doses of `{rule.intervention}`, which pass `{limit.text}`",
                conj(encoding.certain_rule(rule.id, names), full),
                partial(_passes, rule=rule, limit=limit, most=most),
                (rule.id,),
            )
    yield from _although_closed(encoding)


def _doses_within(regimen: Regimen, limit: Limit) -> int:
    """How many doses one order makes within the window of a limit; one where it does not say."""
    if regimen.times is None:
        return 1
    if limit.within is None or regimen.every is None:
        return regimen.times
    # a dose exactly as old as the window no longer counts
    return min(regimen.times, -(-limit.within // regimen.every))


def _passes(seen: Patients, rule: Rule, limit: Limit, most: int) -> bool:
    fact = seen[0].state.facts.get(limit.input)
    given = fact.value if fact is not None else None
    return (
        any(action.rule == rule.id and action.certainty == "certain" for action in seen[0].plan.actions)
        and type(given) is int
        and given >= most
    )


def _although_closed(encoding: Encoding) -> Iterator[Question]:
    """A drug ordered by one rule while the limit that another rule writes for it may be reached."""
    names = encoding.names
    by_drug: dict[str, list[Rule]] = {}
    for rule in encoding.protocol.rules:
        if rule.strength in ORDERED:
            by_drug.setdefault(rule.intervention, []).append(rule)
    for drug, rules in by_drug.items():
        limits = [rule.limit_reached for rule in rules if rule.limit_reached is not None]
        for rule in rules if limits else ():
            reached = disj(*(names.certain(limit) for limit in limits))
            yield Question(
                rule.id,
                f"`{rule.id}` orders `{drug}` although a limit on it is reached",
                conj(encoding.certain_rule(rule.id, names), reached),
                partial(_ordered_though, drug=drug, rule=rule, limits=tuple(limits)),
                (rule.id, *limits),
            )


def _ordered_though(seen: Patients, drug: str, rule: Rule, limits: tuple[str, ...]) -> bool:
    certain = rule.limit_reached is None or not seen[0].possible(rule.limit_reached)
    return seen[0].certain(rule.id) and certain and any(seen[0].certain(limit) for limit in limits)


LAW = Law(
    6,
    "dose",
    "no plausible weight gets more than the cap, no order repeats too soon or passes a limit",
    "r certain(s) => dose(r, w) <= cap(drug), every(r) >= apart(drug), given(s) + doses(r) <= limit(drug)",
    _groups,
)
