"""What must be so between the rules of a protocol, beyond each rule being well written."""

from itertools import combinations

from leeward.link.named_rules import Written
from leeward.model.expression import Condition
from leeward.model.regimen import Dose
from leeward.model.rule import Rule, Strength
from leeward.model.steps import Proposition, Step
from leeward.text.problem import Problems


def check_rules(rules: list[Rule], written: Written, steps: dict[str, Step], problems: Problems) -> None:
    """Circles in `after`, and rules that fight for one order."""
    _check_circles(rules, written, problems)
    for one, other in combinations(rules, 2):
        if one.intervention == other.intervention:
            _check_pair(one, other, steps, problems)


def _check_circles(rules: list[Rule], written: Written, problems: Problems) -> None:
    after = {rule.id: rule.after for rule in rules}
    done: set[str] = set()

    def visit(rule: Rule, path: tuple[str, ...]) -> None:
        if rule.id in path:
            circle = " after ".join(f"`{name}`" for name in (*path[path.index(rule.id) :], rule.id))
            named = written[rule.id].sequence("after").items
            place = named[0].place if named else rule.place
            problems.add("circular-after", f"rules come after each other in a circle: {circle}", place)
        elif rule.id not in done:
            for name in after[rule.id]:
                if name in by_id:
                    visit(by_id[name], (*path, rule.id))
            done.add(rule.id)

    by_id = {rule.id: rule for rule in rules}
    for rule in rules:
        visit(rule, ())


def _condition(rule: Rule, steps: dict[str, Step]) -> Condition | None:
    step = steps.get(rule.id)
    return step.condition if isinstance(step, Proposition) else None


def _check_pair(one: Rule, other: Rule, steps: dict[str, Step], problems: Problems) -> None:
    """`other` is the later one: it is where the problem is shown."""
    ordering = (Strength.GIVE, Strength.CONSIDER)
    both = f"`{one.id}` (line {one.place.line}) and `{other.id}`"
    if {one.strength, other.strength} & set(ordering) and Strength.AVOID in (one.strength, other.strength):
        if _condition(one, steps) == _condition(other, steps):
            message = f"{both} order and forbid `{one.intervention}` under the same condition"
            problems.add("fighting-rules", message, other.place, "take one of them out or change its `when`")
        return
    if one.strength not in ordering or other.strength not in ordering:
        return
    if {limit.text for limit in one.limits} != {limit.text for limit in other.limits}:
        message = f"{both} order `{one.intervention}` under different limits"
        problems.add(
            "fighting-rules",
            message,
            other.place,
            "write the same `limits:` in both, since they count the same doses",
        )
    first, second = _unit(one.regimen.dose), _unit(other.regimen.dose)
    if first and second and first != second:
        message = (
            f"{both} order `{one.intervention}` in {first} and in {second}, which cannot be made one order"
        )
        problems.add("fighting-rules", message, other.place, "write both doses in the same kind of unit")
    if one.regimen.route and other.regimen.route and one.regimen.route != other.regimen.route:
        message = f"{both} order `{one.intervention}` by {one.regimen.route} and by {other.regimen.route}"
        problems.add("fighting-rules", message, other.place, "write one route, or use two interventions")


def _unit(dose: Dose | None) -> str:
    """What kind of total the dose comes to: a mass, a volume, a flow."""
    return dose.bands[0].amount.unit.dimension.split(" per ")[0] if dose else ""
