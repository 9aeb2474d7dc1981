"""Everything of one document that its cases should exercise."""

from collections.abc import Iterator

from leeward.coverage.comparisons import comparisons
from leeward.coverage.target import Target
from leeward.language.quantity import MILLION
from leeward.link.gather import Gathered
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import And, Compare, Condition, GradeIs, Holds, Literal, OneOf, Or
from leeward.model.product import Product, RestartRow
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Limit, Rule
from leeward.model.steps import Grade
from leeward.plan.restart import DAYS, LEVEL


def targets(protocol: ClinicalProtocol, document: Gathered) -> tuple[Target, ...]:
    """The targets of the document, in the order of its lines."""
    file = str(document.path)
    found: list[Target] = []
    for rule in protocol.rules:
        if rule.place.file == file:
            found.extend(_rule(rule, protocol))
    for decision in protocol.bsab:
        if decision.place.file == file and not decision.floor:
            found.extend(_decision(decision, protocol))
    for grade in protocol.grades:
        if grade.place.file == file:
            found.extend(_rows(grade, protocol))
    for product in protocol.products:
        if product.place.file == file:
            found.extend(_restart(product, protocol))
    found.extend(_findings(protocol, file))
    found.extend(comparisons(protocol, document))
    return tuple(sorted(found, key=lambda target: target.place))


def both_sides(condition: Condition) -> bool:
    """Whether a condition can fail at all, apart from a product's guard."""
    match condition:
        case And(parts):
            return any(both_sides(part) for part in parts)
        case Literal(OneOf("product")):
            return False
        case _:
            return True


def _rule(rule: Rule, protocol: ClinicalProtocol) -> Iterator[Target]:
    wanted = _in_scope(Literal(Holds(rule.id)), protocol)
    yield Target("rule", rule.id, "wanted", wanted, rule.place)
    conditions = {step.name: step.condition for step in protocol.propositions}
    if both_sides(conditions[rule.id]):
        excluded = _in_scope(Literal(Holds(rule.id), False), protocol)
        yield Target("rule", rule.id, "not wanted", excluded, rule.place)
    reached = conditions[rule.limit_reached] if rule.limit_reached else Or(())
    for limit, part in zip(rule.limits, reached.parts if isinstance(reached, Or) else (), strict=True):
        if isinstance(part, Literal) and isinstance(part.atom, Compare):
            yield from _limit(rule, limit, part.atom, wanted)


def _limit(rule: Rule, limit: Limit, atom: Compare, wanted: Condition) -> Iterator[Target]:
    name = f"{limit.text} of {rule.id}"
    at = Compare(atom.terms, "=", atom.bound)
    yield Target("limit", name, "reached", And((wanted, Literal(atom))), limit.place)
    yield Target("limit", name, "not reached", And((wanted, Literal(atom, False))), limit.place)
    yield Target("limit", name, "exactly at it", And((wanted, Literal(at))), limit.place)


def _decision(rule: BsabRule, protocol: ClinicalProtocol) -> Iterator[Target]:
    for side, positive in (("certain", True), ("excluded", False)):
        condition = _in_scope(Literal(Holds(rule.id), positive), protocol)
        yield Target("decision", rule.id, side, condition, rule.place)


def _rows(grade: Grade, protocol: ClinicalProtocol) -> Iterator[Target]:
    places = {step.name: step.place for step in protocol.propositions}
    for number, row in grade.rows:
        condition = Literal(GradeIs(grade.name, "=", number))
        yield Target("grade row", f"{grade.name} {number}", "the grade", condition, places[row])
    none = Literal(GradeIs(grade.name, "=", 0))
    yield Target("grade row", f"{grade.name} 0", "the grade", none, grade.place)
    if grade.doubt:
        doubted = Literal(Holds(grade.doubt))
        yield Target("grade row", f"the doubt of {grade.name}", "certain", doubted, places[grade.doubt])


def _restart(product: Product, protocol: ClinicalProtocol) -> Iterator[Target]:
    stopped = [rule.id for rule in protocol.bsab if rule.decision is Decision.DISCONTINUE]
    free = tuple(Literal(Holds(id), False) for id in stopped)
    drug = Literal(OneOf("product", (product.drug,)))
    for row in product.restart:
        level = Literal(OneOf(LEVEL, (row.level,)))
        for side, day in _days(row).items():
            on = Literal(Compare(((1, DAYS),), "=", day * MILLION))
            condition = _in_scope(And((drug, level, on, *free)), protocol)
            name = f"{row.level}, {_span(row.first_day, row.last_day)}"
            yield Target("restart row", name, side, condition, row.place)


def _days(row: RestartRow) -> dict[str, int]:
    """The days on which the row borders on another one; the first day of a row without any."""
    days = {f"used on its first day, {row.first_day} d": row.first_day} if row.first_day else {}
    if row.last_day is not None:
        days[f"used on its last day, {row.last_day} d"] = row.last_day
    return days or {"used": row.first_day}


def _span(first: int, last: int | None) -> str:
    return f"{first} d or more" if last is None else f"{first} to {last} d"


def _findings(protocol: ClinicalProtocol, file: str) -> Iterator[Target]:
    for step in protocol.propositions:
        if step.kind in ("finding", "derived") and step.place.file == file:
            yield Target("finding", step.name, "true", Literal(Holds(step.name)), step.place)
            if both_sides(step.condition):
                yield Target("finding", step.name, "false", Literal(Holds(step.name), False), step.place)


def _in_scope(condition: Condition, protocol: ClinicalProtocol) -> Condition:
    return And((Literal(Holds(protocol.scope)), condition)) if protocol.scope else condition
