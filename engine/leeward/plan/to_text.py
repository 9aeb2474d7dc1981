"""The plan for a terminal: the decision first, then what to do, in the order to do it."""

from collections.abc import Iterator
from itertools import groupby

from leeward.plan.decision import owed_text
from leeward.plan.headline import headline, source_text
from leeward.plan.instants import clock_time
from leeward.plan.layout import bold, section, wrapped
from leeward.plan.missing_text import missing_lines
from leeward.plan.model import Order, Plan, Variant

FOOTER = "Supports clinical judgement; does not replace it."

_BODY = "     "


def to_text(plan: Plan, width: int = 80, ansi: bool = False) -> str:
    """The plan in lines of at most `width` characters, ending without a line break.

    ansi: print headings bold. No word longer than the width is ever shortened.
    """
    lines = headline(plan, width, ansi)
    for heading, body in _sections(plan, width):
        found = section(heading, body)
        lines += [*found[:1], bold(found[1], ansi), *found[2:]] if found else []
    return "\n".join([*lines, "", *_footer(plan, width)])


def _sections(plan: Plan, width: int) -> Iterator[tuple[str, list[str]]]:
    yield "A PERSON MUST DECIDE", [line for c in plan.conflicts for line in wrapped(c.text, width, "  !  ")]
    for heading, orders in groupby(sorted(plan.actions, key=_group), key=_group):
        yield heading[1], [line for order in orders for line in order_lines(order, width)]
    yield "DO NOT", [line for line in _avoid(plan, width)]
    yield "NOT NOW", [line for line in _not_now(plan, width)]
    yield "MISSING, most useful first", missing_lines(plan, width)
    yield "NEXT LOOK", list(_next_look(plan, width))
    yield "NEXT DOSE", [line for one in plan.next_dose for line in wrapped(owed_text(one), width, _BODY)]
    yield "RESTART, when it may be given again", _restart(plan, width)
    assumed = ", ".join(f"{one.input} {one.value}" for one in plan.assumed)
    yield "ASSUMED, because nobody wrote otherwise", wrapped(assumed, width, _BODY) if assumed else []
    yield "NOTES", [line for note in plan.notes for line in wrapped(note, width, _BODY)]
    yield "NOT COVERED", [line for what in plan.not_covered for line in wrapped(what, width, _BODY)]


def _group(order: Order) -> tuple[int, str]:
    """Groups in the order to act in; an order keeps its number whatever its group."""
    if order.certainty == "conditional":
        return 9, "IF"
    if order.strength == "consider":
        return 8, "CONSIDER"
    if order.urgency == "now":
        return 0, "NOW"
    return (7, "ROUTINE") if order.urgency == "routine" else (1 + order.rank, order.urgency.upper())


def order_lines(order: Order, width: int) -> Iterator[str]:
    """One order: what, then under it how the dose was found, when, warnings, and the source."""
    verb = "consider " if order.certainty == "conditional" and order.strength == "consider" else ""
    yield from wrapped(verb + order.text, width, f" {order.rank:>2}  ")
    if order.certainty == "conditional":
        when = f", {order.urgency}" if order.strength == "give" else ""
        yield from wrapped(f"if {order.condition}{when}", width, _BODY)
    for step in order.steps:
        yield from wrapped(f"then {step}", width, _BODY)
    if order.instead_of:
        yield from wrapped(f"instead of {', '.join(order.instead_of)}", width, _BODY)
    for caution in order.cautions:
        condition = f" (if {caution.condition})" if caution.condition else ""
        yield from wrapped(f"CAUTION {caution.text}{condition}", width, _BODY)
    for variant in order.if_more:
        yield from wrapped(f"MORE {_variant(variant)}", width, _BODY)
    for variant in order.also_from:
        if order.certainty == variant.certainty == "conditional":
            yield from wrapped(f"or {_variant(variant)}", width, _BODY)
    if order.note:
        yield from wrapped(order.note, width, _BODY)
    dose = order.dose.text if order.dose is not None and order.dose.amount is not None else ""
    said = order.reason if order.strength == "give" else ""
    yield from wrapped(
        "; ".join(part for part in (dose, said) if part) + f" {source_text(order.sources)}", width, _BODY
    )


def _variant(one: Variant) -> str:
    verb = "consider " if one.strength == "consider" else ""
    return f"if {one.condition}: {verb}{one.text} {source_text(one.sources)}"


def _avoid(plan: Plan, width: int) -> Iterator[str]:
    for one in plan.avoid:
        condition = f" if {one.condition}" if one.condition else ""
        reason = "; ".join(part for part in (one.reason, one.note) if part)
        yield from wrapped(
            f"{one.title}{condition}: {reason} {source_text(one.sources)}", width, _BODY, _BODY + "  "
        )


def _not_now(plan: Plan, width: int) -> Iterator[str]:
    for one in plan.not_now:
        opens = f"opens {clock_time(one.opens_at, plan.at)}; " if one.opens_at else ""
        instead = f"; instead: {', '.join(one.instead)}" if one.instead else ""
        text = f"{one.title}: {opens}{one.reason}{instead} (rule {one.rule})"
        yield from wrapped(text, width, _BODY, _BODY + "  ")


def _next_look(plan: Plan, width: int) -> Iterator[str]:
    found = [(one.at, 0, one.what) for one in plan.clock.next_look]
    found += [(one.at, 1, one.what) for one in plan.clock.changes]
    times = [clock_time(at, plan.at) for at, _, _ in sorted(found)]
    across = max((len(time) for time in times), default=0)
    for time, (_, _, what) in zip(times, sorted(found), strict=True):
        yield from wrapped(what, width, f"{_BODY}{time:<{across}}  ")


def _restart(plan: Plan, width: int) -> list[str]:
    if plan.restart is None:
        return []
    return wrapped(f"{plan.restart.text} {source_text(plan.restart.sources)}", width, _BODY)


def _footer(plan: Plan, width: int) -> list[str]:
    checked = [{source.checked for source in order.sources} for order in plan.actions]
    weak = sum(checks != {"read"} for checks in checked)
    one = plan.actions[0].order if plan.actions else plan.bsab.action
    agree = "Two engines agree." if plan.engines.agree else "THE ENGINES DISAGREE."
    lines = wrapped(f"Why: protocol evaluate ... --why {one}. {agree}", width, " ")
    lines += wrapped(FOOTER, width, " ")
    if weak:
        text = f"{weak} of {len(checked)} orders rest on a source not read by us (secondary or unchecked)."
        lines += wrapped(text, width, " ")
    return lines
