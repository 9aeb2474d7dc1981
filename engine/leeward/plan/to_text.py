"""The plan for a terminal: the decision first, then what to do, in the order to do it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from leeward.language.durations import hours_to_text
from leeward.plan.model.clock import Change
from leeward.plan.model.orders import Caution, Order
from leeward.plan.model.plan import Plan
from leeward.plan.terminal.headline import headline, source_text
from leeward.plan.terminal.layout import bold, section, wrapped
from leeward.plan.terminal.missing_lines import missing_lines
from leeward.plan.terminal.order_lines import beyond_scope, caution_text, order_lines, under_way_lines
from leeward.plan.terminal.tail import tail
from leeward.plan.time.instants import clock_time

FOOTER = "Supports clinical judgement; does not replace it."

_BODY = "     "
_LOOKS = 5  # lines about the time to come
_STALE = 2  # observations named that go stale together
_TO_DO, _TO_CONSIDER, _IF = range(3)


def to_text(plan: Plan, width: int = 80, ansi: bool = False, full: bool = False) -> str:
    """The plan in lines of at most `width` characters, ending without a line break.

    ansi: print headings bold. full: also what a reader at the bedside seldom needs; without it, one line
    says how much there is of it. No word longer than the width is ever shortened.
    """
    lines = [*headline(plan, width, ansi), *_only_if(plan, width, ansi)]
    for heading, body in _sections(plan, width, full):
        found = section(heading, body)
        lines += [*found[:1], bold(found[1], ansi), *found[2:]] if found else []
    lines += tail(plan, width, ansi, full)
    return "\n".join([*lines, "", *_footer(plan, width, full)])


def _sections(plan: Plan, width: int, full: bool) -> Iterator[tuple[str, list[str]]]:
    yield "WARNING", [line for one in plan.warnings for line in wrapped(one, width, "  !  ")]
    yield "A PERSON MUST DECIDE", [line for c in plan.conflicts for line in wrapped(c.text, width, "  !  ")]
    yield "UNDER WAY, begun earlier", list(under_way_lines(plan, width))
    groups = _groups(plan)
    to_do = [group for group in groups if group[0] == _TO_DO]
    for _, heading, orders in to_do:
        yield heading, list(order_lines(orders, plan, width, full))
    yield "NOT NOW", list(_not_now(plan, width))
    yield "COMPARED, drugs of one class", list(_compared(plan, width))
    for _, heading, orders in groups[len(to_do) :]:
        yield heading, list(order_lines(orders, plan, width, full))
    yield "DO NOT", list(_avoid(plan, width))
    yield "MISSING, most useful first", missing_lines(plan, width, full)
    yield "NEXT LOOK", list(_next_look(plan, width, full))


def _only_if(plan: Plan, width: int, ansi: bool) -> list[str]:
    """What must be so for anything below, said once, when it is not known whether the protocol applies."""
    if plan.in_scope is not None:
        return []
    text = f"ALL OF THIS ONLY IF {' and '.join(plan.scope)}"
    return ["", *(bold(line, ansi) for line in wrapped(text, width, " "))]


def _groups(plan: Plan) -> list[tuple[int, str, list[Order]]]:
    """The orders in groups to act in: to do, to consider, and what hangs on missing data."""
    keyed = sorted(((_group(order, plan), order) for order in plan.actions), key=lambda pair: pair[0])
    return [
        (kind, heading, [order for _, order in found])
        for (kind, _, heading), found in groupby(keyed, key=lambda pair: pair[0])
    ]


def _group(order: Order, plan: Plan) -> tuple[int, int, str]:
    """An order keeps its number whatever its group."""
    if beyond_scope(order.condition, plan):
        return _IF, 0, "IF"
    within = order.urgency.startswith("within ")
    heading = f"within {hours_to_text(order.urgency_rank)}" if within else order.urgency
    return _TO_CONSIDER if order.urgency == "consider" else _TO_DO, order.urgency_rank, heading.upper()


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
            yield from wrapped(caution_text(caution, plan), width, _BODY + "  ")


def _compared(plan: Plan, width: int) -> Iterator[str]:
    for one in plan.compared:
        text = f"{one.text} {source_text(one.sources)}".rstrip()
        yield from wrapped(text, width, _BODY, _BODY + "  ")


def _next_look(plan: Plan, width: int, full: bool) -> Iterator[str]:
    """Monitoring that comes round and what time alone changes, the soonest first."""
    found = [(one.at, 0, one.what) for one in plan.clock.next_look]
    found += [(one.at, 1, _what(one, full)) for one in plan.clock.changes]
    found.sort()
    shown = found if full else found[:_LOOKS]
    times = [clock_time(at, plan.at) for at, _, _ in shown]
    across = max((len(time) for time in times), default=0)
    for time, (_, _, what) in zip(times, shown, strict=True):
        yield from wrapped(what, width, f"{_BODY}{time:<{across}}  ")
    if len(found) > len(shown):
        yield f"{_BODY}and {len(found) - len(shown)} later; --full shows them"


def _what(change: Change, full: bool) -> str:
    """One change; of many observations that go stale together the first few."""
    if full or len(change.stale) <= _STALE + 1:
        return change.what
    return f"{', '.join(change.stale[:_STALE])} and {len(change.stale) - _STALE} more go stale"


def _footer(plan: Plan, width: int, full: bool) -> list[str]:
    checked = [{source.checked for source in order.sources} for order in plan.actions]
    weak = sum(checks != {"read"} for checks in checked)
    one = plan.actions[0].rank if plan.actions else plan.bsab.action
    agree = "Two engines agree." if plan.engines.agree else "THE ENGINES DISAGREE."
    more = "" if full else " All of it: --full."
    lines = wrapped(f"Why: protocol evaluate ... --why {one}.{more} {agree}", width, " ")
    lines += wrapped(FOOTER, width, " ")
    if weak:
        text = f"{weak} of {len(checked)} orders rest on a source not read by us (secondary or unchecked)."
        lines += wrapped(text, width, " ")
    return lines
