"""The plan for a terminal: the decision first, then what to do, in the order to do it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from leeward.language.durations import hours_to_text
from leeward.plan.decision import owed_text
from leeward.plan.model import Caution, Order, Plan, Variant
from leeward.plan.terminal.headline import headline, source_text
from leeward.plan.terminal.layout import bold, one_or_two, section, wrapped
from leeward.plan.terminal.missing_lines import missing_lines
from leeward.plan.time.instants import clock_time

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
        yield heading[2], [line for order in orders for line in order_lines(order, plan, width)]
    yield "DO NOT", [line for line in _avoid(plan, width)]
    yield "NOT NOW", [line for line in _not_now(plan, width)]
    yield "MISSING, most useful first", missing_lines(plan, width)
    yield "NEXT LOOK", list(_next_look(plan, width))
    yield "NEXT DOSE", [line for one in plan.next_dose for line in wrapped(owed_text(one), width, _BODY)]
    yield "DOSE LEVEL after the gap", _restart(plan, width)
    assumed = ", ".join(f"{one.input} {one.value}" for one in plan.assumed)
    shown = wrapped(assumed, width, _BODY) if assumed and plan.in_scope is not False else []
    yield "ASSUMED, because nobody wrote otherwise", shown
    yield "NOTES", [line for note in plan.notes for line in wrapped(note, width, _BODY)]
    yield "NOT COVERED", [line for what in plan.not_covered for line in wrapped(what, width, _BODY)]


def _group(order: Order) -> tuple[int, int, str]:
    """Groups in the order to act in; an order keeps its number whatever its group."""
    if order.certainty == "conditional":
        return 2, 0, "IF"
    within = order.urgency.startswith("within ")
    heading = f"within {hours_to_text(order.urgency_rank)}" if within else order.urgency
    return 0, order.urgency_rank, heading.upper()


def order_lines(order: Order, plan: Plan, width: int) -> list[str]:
    """One order: what and from which source; under it when, how the dose was found, and warnings.

    The reason stands with what is due soon; for the rest it is a `--why` away.
    """
    verb = "consider " if order.strength == "consider" and order.urgency != "consider" else ""
    if order.certainty == "conditional" and order.strength == "consider":
        verb = "consider "
    source = source_text(order.sources)
    lines = one_or_two(f" {order.rank:>2}  ", verb + order.text, source, width)
    for text in _details(order, plan):
        lines += wrapped(text, width, _BODY)
    return lines


def _details(order: Order, plan: Plan) -> Iterator[str]:
    if order.certainty == "conditional":
        condition = beyond_scope(order.condition, plan)
        urgency = order.urgency if order.urgency != "consider" else ""
        yield "; ".join(part for part in (f"if {condition}" if condition else "", urgency) if part)
    if any(conflict.order == order.order for conflict in plan.conflicts):
        yield "A PERSON MUST DECIDE first, see above"
    if order.dose is not None and order.dose.amount is not None and order.dose.text:
        yield order.dose.text
    for step in order.steps:
        yield f"then {step}"
    yield from _other_ends(order)
    if order.instead_of:
        yield f"instead of {', '.join(order.instead_of)}"
    for caution in order.cautions:
        yield _caution(caution, plan)
    for variant in order.if_more:
        sooner = variant.urgency_rank < order.urgency_rank
        when = f"; {variant.urgency}" if sooner else ""
        yield f"{'SOONER' if sooner else 'MORE'} {_variant(variant, plan)}{when}"
    for variant in order.also_from:
        if order.certainty == variant.certainty == "conditional":
            yield f"or {_variant(variant, plan)}"
    if order.note:
        yield order.note
    if order.reason and _group(order)[0] == 0 and order.urgency not in ("routine", "consider"):
        yield order.reason


def _other_ends(order: Order) -> Iterator[str]:
    """How long merged rules ask for it, where that differs: the stronger dose need not last the longest."""
    found: dict[str, list[str]] = {}
    for one in order.also_from:
        weaker = (one.certainty, one.strength) != (order.certainty, order.strength)
        if not weaker and (one.lasting, one.steps) != (order.lasting, order.steps):
            text = ", then ".join(part for part in (one.lasting or "without an end", *one.steps) if part)
            found.setdefault(text, []).append(one.rule)
    for text, rules in found.items():
        yield f"also asked for {text.removeprefix('for ')} ({', '.join(rules)})"


def beyond_scope(condition: str, plan: Plan) -> str:
    """A condition without what is said once at the top: that the protocol may not cover the patient."""
    doubt = " and ".join(plan.scope) if plan.in_scope is None else ""
    return condition.removeprefix(doubt).removeprefix(" and ") if doubt else condition


def _caution(caution: Caution, plan: Plan) -> str:
    condition = beyond_scope(caution.condition, plan)
    return f"CAUTION {caution.text}" + (f" (if {condition})" if condition else "")


def _variant(one: Variant, plan: Plan) -> str:
    verb = "consider " if one.strength == "consider" else ""
    return f"if {beyond_scope(one.condition, plan)}: {verb}{one.text} {source_text(one.sources)}"


def _avoid(plan: Plan, width: int) -> Iterator[str]:
    for one in plan.avoid:
        condition = beyond_scope(one.condition, plan)
        condition = f" if {condition}" if condition else ""
        reason = "; ".join(part for part in (one.reason, one.note) if part)
        yield from wrapped(
            f"{one.title}{condition}: {reason} {source_text(one.sources)}", width, _BODY, _BODY + "  "
        )


def _not_now(plan: Plan, width: int) -> Iterator[str]:
    """What must wait, rules with the same reason together."""
    groups: dict[tuple[str, datetime | None, str, tuple[str, ...], str], list[str]] = {}
    cautions: dict[str, tuple[Caution, ...]] = {}
    for one in plan.not_now:
        cautions[one.title] = one.cautions
        groups.setdefault((one.title, one.opens_at, one.reason, one.instead, one.condition), []).append(
            one.rule
        )
    for (title, opens_at, reason, others, condition), rules in groups.items():
        opens = f"opens {clock_time(opens_at, plan.at)}; " if opens_at else ""
        instead = f"; instead: {', '.join(others)}" if others else ""
        condition = beyond_scope(condition, plan)
        wanted = f" (wanted if {condition})" if condition else ""
        named = f"; rule{'s' if len(rules) > 1 else ''} {', '.join(rules)}"
        yield from wrapped(f"{title}{wanted}: {opens}{reason}{instead}{named}", width, _BODY, _BODY + "  ")
        for caution in cautions.pop(title, ()):
            yield from wrapped(_caution(caution, plan), width, _BODY + "  ")


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
