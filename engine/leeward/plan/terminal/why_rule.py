"""One rule for `--why`: what became of it, the facts of the patient, the reason, and where it is written."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from leeward.plan.explain.explanations import NEVER
from leeward.plan.model.grounds import Ground, SettingShown
from leeward.plan.model.orders import Order
from leeward.plan.model.plan import Plan
from leeward.plan.terminal.headline import source_text
from leeward.plan.terminal.layout import wrapped
from leeward.plan.time.instants import clock_time
from leeward.text.place import Place

_MOST_WAYS = 6
_FIRST, _NEXT = "   it would take  ", "             or  "


def about_rule(plan: Plan, rule: str, width: int) -> list[str]:
    """What became of the rule; the facts, what it still depends on, or the ways in; and where it stands."""
    reason, place, sources = plan.explain.written(rule)
    holds, status = plan.explain.holds(rule), status_of(plan, rule)
    grounds = plan.explain.because(rule)
    lines = wrapped(f"{rule}: {status or _word(plan, rule)}", width, " ")
    if holds is None:
        lines += wrapped(
            f"possible: it depends on {plan.explain.open(rule)} (not known)", width, "   ", "     "
        )
    if holds is False:
        for number, way in enumerate(plan.explain.ways_in(rule) or (NEVER,)):
            lines += wrapped(way, width, _NEXT if number else _FIRST)
    else:
        lines += _facts(plan, grounds, width)
    lines += setting_lines(plan.explain.settings(rule), width)
    if reason:
        lines += wrapped(reason, width, "   because  ")
    lines += wrapped(f"{line_text(place)} {source_text(sources)}", width, "   written  ")
    return lines + _asked(grounds if holds is not False else (), place, width)


def open_rule(plan: Plan, rule: str, width: int) -> list[str]:
    """An open rule in short: what it depends on, and where it stands."""
    reason, place, sources = plan.explain.written(rule)
    lines = wrapped(f"{rule}: {reason}", width, " ")
    lines += wrapped(f"possible: it depends on {plan.explain.open(rule)} (not known)", width, "   ", "     ")
    return lines + wrapped(f"{line_text(place)} {source_text(sources)}", width, "   written  ")


def status_of(plan: Plan, rule: str) -> str:
    """Where the rule stands in the plan; empty when it does not."""
    return next(_places(plan, rule), "")


def ways_text(plan: Plan, rules: Sequence[str], width: int) -> list[str]:
    """The ways in over several rules, the shortest first, each with its rule."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for way in plan.explain.ways_in(rule):
            found.setdefault(way, []).append(rule)
    ordered = sorted(found, key=lambda way: way.count(" and "))
    lines = [
        line
        for number, way in enumerate(ordered[:_MOST_WAYS])
        for line in wrapped(f"{way} [{', '.join(found[way])}]", width, _NEXT if number else _FIRST)
    ]
    unnamed = [rule for rule in rules if not any(rule in found[way] for way in ordered[:_MOST_WAYS])]
    if unnamed:
        lines += wrapped(f"also excluded, ask for one by its id: {', '.join(unnamed)}", width, "   ", "     ")
    return lines


def setting_lines(settings: Sequence[SettingShown], width: int) -> list[str]:
    """The settings that decided, with their values and sources, one a line."""
    lines: list[str] = []
    for one in settings:
        text = f"{one.name} {one.value} {source_text((one.source,))}"
        lines += wrapped(text, width, " " * 12 if lines else "   setting  ")
    return lines


def line_text(place: Place) -> str:
    """The document by its file's name, and the line."""
    return f"{PurePath(place.file).name}:{place.line}"


def _word(plan: Plan, rule: str) -> str:
    holds = plan.explain.holds(rule)
    if plan.in_scope is False:
        return "not in the plan, the patient is outside the scope"
    return {True: "certain", None: "not certain", False: "not in the plan"}[holds]


def _places(plan: Plan, rule: str) -> Iterator[str]:
    for order in plan.actions:
        yield from (what for name, what in _spoken(order) if name == rule)
    for entry in plan.not_now:
        if entry.rule == rule:
            opens = f", opens {clock_time(entry.opens_at, plan.at)}" if entry.opens_at else ""
            yield f"not now: {entry.reason}{opens}"
        for caution in entry.cautions:
            if caution.rule == rule:
                yield f"a caution: {caution.text}"
    for caution in plan.cautions:
        if caution.rule == rule:
            yield f"a caution, on what is not ordered: {caution.text}"
    for avoid in plan.avoid:
        if avoid.rule == rule:
            yield "to be avoided" if avoid.certainty == "certain" else "perhaps to be avoided"


def _spoken(order: Order) -> Iterator[tuple[str, str]]:
    number = f"number {order.rank} in the plan"
    yield order.rule, f"{number}: {order.text}"
    for one in order.also_from:
        yield one.rule, f"part of {number}; by itself it asks for {', then '.join((one.text, *one.steps))}"
    for one in order.if_more:
        if one.raises == "urgency":
            yield one.rule, f"would make {number} more urgent: {one.urgency}"
        else:
            yield one.rule, f"would raise {number} to {one.text}"
    for caution in order.cautions:
        yield caution.rule, f"a caution on {number}: {caution.text}"


def _facts(plan: Plan, grounds: Sequence[Ground], width: int) -> Iterator[str]:
    for number, one in enumerate(grounds):
        at = f" at {clock_time(one.at, plan.at)}" if one.at else ""
        text = f"{one.title or one.fact} {one.value}{at}"
        yield from wrapped(text, width, " " * 12 if number else "   facts    ")


def _asked(grounds: Sequence[Ground], rule: Place, width: int) -> list[str]:
    """What the documents ask of the facts, line by line."""
    asked = {line_text(one.place): one.text for one in grounds if one.place is not None and one.text}
    asked.pop(line_text(rule), None)
    return [line for place, text in asked.items() for line in wrapped(f"{place} {text}", width, " " * 12)]
