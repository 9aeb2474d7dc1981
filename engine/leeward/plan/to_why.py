"""The answer to `--why ACTION`: the facts behind what is in the plan, and the ways in for what is not."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from leeward.plan.explain.explanations import NEVER
from leeward.plan.model import Ground, Order, Plan
from leeward.plan.terminal.headline import source_text
from leeward.plan.terminal.layout import wrapped
from leeward.plan.time.instants import clock_time
from leeward.text.nearest import did_you_mean

DECISIONS = ("continue", "hold", "discontinue")
_MOST_WAYS = 6


class UnknownAction(LookupError):
    """Nothing in the protocol has this name; `help` names the nearest."""

    def __init__(self, name: str, help: str) -> None:
        self.help = help
        super().__init__(f"nothing in the protocol is called `{name}`")


def to_why(plan: Plan, name: str, width: int = 80) -> str:
    """Why `name` (an intervention, a rule, or a decision) is in the plan, or what would bring it in.

    Raises:
        UnknownAction: the protocol has nothing of this name.
    """
    if name in DECISIONS:
        return "\n".join(_decision(plan, name, width))
    rules = _rules_of(plan, name)
    if not rules:
        raise UnknownAction(name, did_you_mean(name, _names(plan), "it has"))
    lines = [line for rule, what in rules.items() for line in [*_about(plan, rule, what, width), ""]]
    return "\n".join(lines[:-1])


def _decision(plan: Plan, name: str, width: int) -> list[str]:
    drug = plan.bsab.product or "the antibody"
    if plan.in_scope is False:
        return wrapped(f"{name} {drug}: outside the scope, {'; '.join(plan.scope)}", width, " ")
    if name == plan.bsab.action and not plan.bsab.reasons:
        what = "no rule holds it" if plan.settled else "it is held until what is missing is known"
        return [*wrapped(f"{name} {drug}: {what}", width, " "), *_missing(plan, width)]
    if name == plan.bsab.action:
        until = f" until {plan.bsab.until}" if plan.bsab.until else ""
        lines = wrapped(f"{name} {drug}: advised{until}", width, " ")
        for reason in plan.bsab.reasons:
            lines += ["", *_about(plan, reason.rule, reason.certainty, width)]
        return lines
    if name == "continue":
        lines = wrapped(f"continue {drug}: not advised, {plan.bsab.action} instead", width, " ")
        for reason in plan.bsab.reasons:
            lines += wrapped(f"{reason.reason} ({reason.rule})", width, "   ")
        return [*lines, *_missing(plan, width)]
    return [*wrapped(f"{name} {drug}: not advised", width, " "), *_what_it_takes(plan, name, width)]


def _missing(plan: Plan, width: int) -> list[str]:
    return wrapped(f"not known: {', '.join(plan.bsab.needs)}", width, "   ") if plan.bsab.needs else []


def _what_it_takes(plan: Plan, decision: str, width: int) -> Iterator[str]:
    """The ways to a decision over all its rules, the shortest first, each with its rule."""
    rules = [one.rule for one in plan.excluded if one.order == decision]
    rules += [one.rule for one in plan.bsab.reasons if one.decision == decision]
    found: dict[str, list[str]] = {}
    for rule in rules:
        for way in plan.explain.ways_in(rule):
            found.setdefault(way, []).append(rule)
    ordered = sorted(found, key=lambda way: way.count(" and "))
    for number, way in enumerate(ordered[:_MOST_WAYS]):
        first = "   it would take  " if number == 0 else "             or  "
        yield from wrapped(f"{way} [{', '.join(found[way])}]", width, first)
    if len(ordered) > _MOST_WAYS:
        yield from wrapped(
            f"and {len(ordered) - _MOST_WAYS} longer ways: ask for one rule by its id", width, "   "
        )
    if not ordered:
        yield from wrapped(NEVER, width, "   ")


def _rules_of(plan: Plan, name: str) -> dict[str, str]:
    """The rules that `name` means, and what became of each; those in the plan first."""
    found: dict[str, str] = {}
    for order in plan.actions:
        for rule, what in _spoken(order).items():
            if name in (rule, order.order):
                found.setdefault(rule, what)
    for entry in plan.not_now:
        if name in (entry.rule, entry.order):
            opens = f", opens {clock_time(entry.opens_at, plan.at)}" if entry.opens_at else ""
            found.setdefault(entry.rule, f"not now: {entry.reason}{opens}")
        for caution in entry.cautions:
            if name in (caution.rule, entry.order):
                found.setdefault(caution.rule, f"a caution: {caution.text}" + _if(caution.condition))
    for caution in plan.cautions:
        if name in (caution.rule, caution.order):
            what = f"a caution, on what is not ordered: {caution.text}"
            found.setdefault(caution.rule, what + _if(caution.condition))
    for avoid in plan.avoid:
        if name in (avoid.rule, avoid.order):
            found.setdefault(
                avoid.rule, "to be avoided" if avoid.certainty == "certain" else "perhaps to be avoided"
            )
    for reason in plan.bsab.reasons:
        if name == reason.rule:
            found.setdefault(reason.rule, reason.certainty)
    for one in plan.excluded:
        if name in (one.rule, one.order):
            found.setdefault(one.rule, "")
    return found


def _spoken(order: Order) -> dict[str, str]:
    number = f"number {order.rank} in the plan"
    said = {order.rule: f"{number}: {order.text}" + (f", if {order.condition}" if order.condition else "")}
    for one in order.also_from:
        said[one.rule] = f"part of {number}; by itself it asks for {one.text}" + _if(one.condition)
    for one in order.if_more:
        said[one.rule] = f"would raise {number} to {one.text}" + _if(one.condition)
    for caution in order.cautions:
        said.setdefault(caution.rule, f"a caution on {number}: {caution.text}" + _if(caution.condition))
    return said


def _if(condition: str) -> str:
    return f", if {condition}" if condition else ""


def _about(plan: Plan, rule: str, what: str, width: int) -> list[str]:
    """One rule: what became of it, the facts or the ways in, and where it is written."""
    reason, place, sources = plan.explain.written(rule)
    if not what:
        lines = wrapped(f"{rule}: not in the plan", width, " ")
        for number, way in enumerate(plan.explain.ways_in(rule) or (NEVER,)):
            lines += wrapped(way, width, "   it would take  " if number == 0 else "             or  ")
    else:
        lines = [*wrapped(f"{rule}: {what}", width, " "), *_facts(plan, plan.explain.because(rule), width)]
    if reason:
        lines += wrapped(reason, width, "   because  ")
    written = f"{PurePath(place.file).name}:{place.line}"
    return [*lines, *wrapped(f"{written} {source_text(sources)}", width, "   rule     ")]


def _facts(plan: Plan, grounds: Sequence[Ground], width: int) -> Iterator[str]:
    for number, one in enumerate(grounds):
        at = f" at {clock_time(one.at, plan.at)}" if one.at else ""
        line = f", {PurePath(one.place.file).name}:{one.place.line}" if one.place else ""
        asked = f" ({one.text}{line})" if one.text else ""
        yield from wrapped(
            f"{one.fact} {one.value}{at}{asked}", width, "   facts    " if number == 0 else " " * 12
        )


def _names(plan: Plan) -> set[str]:
    """Everything that may be asked about."""
    names = {*DECISIONS, *plan.bsab.because}
    for order in plan.actions:
        names |= {order.order, *_spoken(order)}
    names |= {name for entry in plan.not_now for name in (entry.order, entry.rule)}
    names |= {name for entry in plan.not_now for name in (caution.rule for caution in entry.cautions)}
    names |= {name for caution in plan.cautions for name in (caution.order, caution.rule)}
    names |= {name for entry in plan.avoid for name in (entry.order, entry.rule)}
    return names | {name for entry in plan.excluded for name in (entry.order, entry.rule)}
