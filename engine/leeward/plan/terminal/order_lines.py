"""One order for a terminal: what and from which source; under it when, how much, and what to beware of."""

from collections.abc import Iterator, Sequence

from leeward.plan.model.orders import Caution, Order, Taper, Variant
from leeward.plan.model.plan import Plan
from leeward.plan.terminal.headline import source_text
from leeward.plan.terminal.layout import one_or_two, wrapped
from leeward.plan.time.instants import clock_time

_BODY = "     "
_NOT_URGENT = ("routine", "consider")


def order_lines(orders: Sequence[Order], plan: Plan, width: int, full: bool) -> Iterator[str]:
    """The orders of one group. The reason stands with what is due soon; for the rest it is a `--why` away.

    What was said of the order before is not said again.
    """
    said: dict[str, int] = {}
    for order in orders:
        verb = "consider " if _is_suggestion(order, plan) else ""
        source = source_text(order.sources)
        yield from one_or_two(f" {order.rank:>2}  ", verb + order.text, source, width)
        for text in _details(order, plan, said, full):
            yield from wrapped(text, width, _BODY)


def taper_lines(taper: Taper | None, steps: Sequence[str], plan: Plan) -> Iterator[str]:
    """The day and the phase, what follows and when, and the doses that do not fit."""
    if taper is not None:
        yield taper.text
        yield from (f"CHECK {doubt}" for doubt in taper.doubts)
    for number, step in enumerate(steps):
        begins = taper.until if taper is not None and number == 0 else None
        yield f"from {clock_time(begins, plan.at)} {step}" if begins else f"then {step}"


def under_way_lines(plan: Plan, width: int) -> Iterator[str]:
    """Courses that go on although the rule that began them no longer applies."""
    for one in plan.under_way:
        yield from one_or_two(_BODY, one.text, source_text(one.sources), width)
        for text in taper_lines(one.taper, one.steps, plan):
            yield from wrapped(text, width, _BODY)
        yield from wrapped(f"begun by {one.rule}: {one.reason}; that rule no longer applies", width, _BODY)


def beyond_scope(condition: str, plan: Plan) -> str:
    """A condition without what is said once at the top: that the protocol may not cover the patient."""
    doubt = " and ".join(plan.scope) if plan.in_scope is None else ""
    return condition.removeprefix(doubt).removeprefix(" and ") if doubt else condition


def caution_text(caution: Caution, plan: Plan) -> str:
    """`CAUTION a severe infection (if flag A)`."""
    condition = beyond_scope(caution.condition, plan)
    return f"CAUTION {caution.text}" + (f" (if {condition})" if condition else "")


def _is_suggestion(order: Order, plan: Plan) -> bool:
    conditional = bool(beyond_scope(order.condition, plan))
    return order.strength == "consider" and (order.urgency != "consider" or conditional)


def _details(order: Order, plan: Plan, said: dict[str, int], full: bool) -> Iterator[str]:
    condition = beyond_scope(order.condition, plan)
    if condition:
        urgency = order.urgency if order.urgency != "consider" else ""
        yield "; ".join(part for part in (f"if {condition}", urgency) if part)
    if any(order.order == one.order or order.rule in one.rules for one in plan.conflicts):
        yield "A PERSON MUST DECIDE first, see above"
    dose = order.dose.text if order.dose is not None and order.dose.amount is not None else ""
    said_of_it = (dose, order.standing, order.repeat.text if order.repeat else "")
    if any(said_of_it):
        yield "; ".join(part for part in said_of_it if part)
    yield from taper_lines(order.taper, order.steps, plan)
    for variant in order.also_from:
        yield from _also(order, variant, condition, plan, full)
    if order.instead_of:
        yield f"instead of {', '.join(order.instead_of)}"
    for caution in order.cautions:
        yield caution_text(caution, plan)
    for variant in order.if_more:
        yield _raised(variant, order, plan)
    if order.note:
        yield _once(order.note, order.rank, said)
    if order.reason and not condition and order.urgency not in _NOT_URGENT and order.reason not in said:
        said[order.reason] = order.rank
        yield order.reason


def _once(note: str, rank: int, said: dict[str, int]) -> str:
    first = said.setdefault(note, rank)
    return note if first == rank else f"see the note at {first}"


def _raised(one: Variant, order: Order, plan: Plan) -> str:
    """What the order may yet become, and in what that goes further."""
    condition = f"if {beyond_scope(one.condition, plan)}"
    if one.raises == "urgency":
        return f"SOONER ({one.urgency}) {condition} {source_text(one.sources)}"
    soon = f" ({one.urgency})" if one.urgency not in _NOT_URGENT else ""
    lead = "MORE" if one.raises == "dose" else "ORDERED, not only considered,"
    return f"{lead}{soon} {condition}: {_regimen(one, order)} {source_text(one.sources)}"


def _also(order: Order, one: Variant, condition: str, plan: Plan, full: bool) -> Iterator[str]:
    """What a rule that lost would have ordered, where the order does not say it too."""
    other = beyond_scope(one.condition, plan)
    same = (one.strength, one.text, one.steps) == (order.strength, order.text, order.steps)
    if condition and other and other != condition:
        what = "" if same else f": {_verb(one)}{_regimen(one, order)}"
        yield f"or if {_without_rest(other, condition)}{what} {source_text(one.sources)}"
        return
    when = f" if {other}" if other and other != condition else ""
    if same:
        if one.note and one.note not in order.note:
            yield f"NOTE{when}: {one.note} ({one.rule})"
        return
    if full or _adds(one, order, other != condition):
        lacking = ", with a taper that the order above lacks" if one.steps and not order.steps else ""
        yield f"ALSO ASKED{when}{lacking}: {_verb(one)}{_regimen(one, order)} ({one.rule})"


def _without_rest(other: str, condition: str) -> str:
    """A condition without the end that it shares with the one above it: the limits of the drug, as a rule."""
    mine, its = other.split(" and "), condition.split(" and ")
    shared = 0
    while shared < min(len(mine), len(its)) - 1 and mine[-1 - shared] == its[-1 - shared]:
        shared += 1
    own = " and ".join(mine[:-shared]) if shared > 1 else ""
    return f"{own}, and the rest as above" if own and own.count("(") == own.count(")") else other


def _adds(one: Variant, order: Order, conditional: bool) -> bool:
    """Whether the order leaves out how it ends, its later phases, a larger dose, a dose at all, or a note."""
    if (one.steps and one.steps != order.steps) or one.raises or (one.note and one.note not in order.note):
        return True
    if order.text == order.title != one.text:
        return True
    same_weight = one.strength == order.strength and not conditional
    return same_weight and (one.lasting, one.steps) != (order.lasting, order.steps)


def _verb(one: Variant) -> str:
    return "consider " if one.strength == "consider" else ""


def _regimen(one: Variant, order: Order) -> str:
    """The whole of it: dose, interval, end, phases, and the note where the order has not got it."""
    endless = ", without an end" if order.lasting and not one.lasting and not one.steps else ""
    note = f"; {one.note}" if one.note and one.note not in order.note else ""
    return ", then ".join((one.text, *one.steps)) + endless + note
