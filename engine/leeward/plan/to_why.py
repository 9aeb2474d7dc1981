"""The answer to `--why WORD`: the facts behind what is in the plan, and the ways in for what is not."""

from collections.abc import Iterator

from leeward.plan.model.account import Subject
from leeward.plan.model.orders import Order
from leeward.plan.model.plan import Plan
from leeward.plan.model.words import Action
from leeward.plan.terminal.layout import wrapped
from leeward.plan.terminal.why_account import account_lines
from leeward.plan.terminal.why_rule import about_rule, open_rule, status_of, ways_text
from leeward.text.nearest import did_you_mean

DECISIONS: tuple[Action, ...] = ("continue", "hold", "discontinue")


class UnknownAction(LookupError):
    """Nothing in the protocol has this name; `help` names the nearest."""

    def __init__(self, name: str, help: str) -> None:
        self.help = help
        super().__init__(f"nothing in the protocol is called `{name}`")


def to_why(plan: Plan, name: str, width: int = 80) -> str:
    """Why something is in the plan, or what would bring it in.

    name: a decision, a rule, an intervention by any of its names, a grade, a finding, an input, or the
    number of an order in the plan; in any case of letters.

    Raises:
        UnknownAction: the protocol has nothing of this name.
    """
    decision = next((one for one in DECISIONS if one == name.casefold()), None)
    if decision is not None:
        return "\n".join(_decision(plan, decision, width))
    if name.isdecimal():
        return _joined(_about_rules(plan, _numbered(plan, int(name)), width))
    subjects = plan.explain.subjects(name)
    if not subjects:
        raise UnknownAction(name, did_you_mean(name, {*DECISIONS, *plan.explain.names()}, "it has"))
    parts = [part for subject in _nearest(subjects) for part in _about(plan, subject, width)]
    return _joined(list(map(list, dict.fromkeys(map(tuple, parts)))))


def _joined(parts: list[list[str]]) -> str:
    """The parts with an empty line between them."""
    return "\n".join(line for number, part in enumerate(parts) for line in ([""] if number else []) + part)


def _nearest(subjects: tuple[Subject, ...]) -> list[Subject]:
    """Rules and interventions of one name together; else the first meaning alone."""
    orders = [one for one in subjects if one.kind in ("rule", "intervention")]
    return orders or list(subjects[:1])


def _about(plan: Plan, subject: Subject, width: int) -> list[list[str]]:
    match subject.kind:
        case "rule":
            return _about_rules(plan, [subject.name], width)
        case "intervention":
            return _about_rules(plan, _sorted_rules(plan, subject.name), width)
        case "not ordered":
            text = f"{subject.name.replace('_', ' ')}: no rule of this protocol speaks of it"
            return [wrapped(text, width, " ")]
        case "input":
            settles = next((one.settles for one in plan.missing if one.input == subject.name), ())
            lines = wrapped(plan.explain.known(subject.name), width, " ")
            return [lines + (wrapped(", ".join(settles), width, "   settles  ") if settles else [])]
        case _:
            return [account_lines(plan, subject, width)]


def _about_rules(plan: Plan, rules: list[str], width: int) -> list[list[str]]:
    return [about_rule(plan, rule, width) for rule in rules]


def _sorted_rules(plan: Plan, intervention: str) -> list[str]:
    """The rules of one intervention, those in the plan first, excluded ones last."""
    rules = plan.explain.about(intervention)
    place = {True: 0, None: 1, False: 2}
    return sorted(rules, key=lambda rule: (not status_of(plan, rule), place[plan.explain.holds(rule)]))


def _numbered(plan: Plan, number: int) -> list[str]:
    """The rules behind one order of the plan.

    Raises:
        UnknownAction: the plan has no order of this number.
    """
    order = next((one for one in plan.actions if one.rank == number), None)
    if order is None:
        last = len(plan.actions)
        raise UnknownAction(str(number), f"the plan numbers its orders from 1 to {last}" if last else "")
    return list(dict.fromkeys(_rules(order)))


def _rules(order: Order) -> Iterator[str]:
    yield order.rule
    yield from (one.rule for one in (*order.also_from, *order.if_more))
    yield from (caution.rule for caution in order.cautions)


def _decision(plan: Plan, decision: Action, width: int) -> list[str]:
    """Whether it is advised; then its rules: those that hold, the open ones, the excluded ones."""
    drug = plan.bsab.product or "the antibody"
    if plan.in_scope is False:
        return wrapped(f"{decision} {drug}: outside the scope, {'; '.join(plan.scope)}", width, " ")
    lines = wrapped(f"{decision} {drug}: {_verdict(plan, decision)}", width, " ")
    if decision == "continue":
        for reason in plan.bsab.reasons:
            lines += wrapped(f"{reason.reason} ({reason.rule})", width, "   ")
    if not plan.settled and plan.bsab.needs and decision != "discontinue":
        lines += wrapped(f"not known: {_titles(plan)}", width, "   ")
    rules = plan.explain.decisions(decision)
    for rule in rules:
        if plan.explain.holds(rule) is True:
            lines += ["", *about_rule(plan, rule, width)]
    for rule in rules:
        if plan.explain.holds(rule) is None:
            lines += ["", *open_rule(plan, rule, width)]
    shut = [rule for rule in rules if plan.explain.holds(rule) is False]
    if shut and decision != plan.bsab.action:
        lines += ["", *ways_text(plan, shut, width)]
    return lines


def _verdict(plan: Plan, decision: Action) -> str:
    bsab = plan.bsab
    if decision == bsab.action:
        if not bsab.reasons:
            return "no rule holds it" if plan.settled else "it is held until what is missing is known"
        return f"advised until {bsab.until}" if bsab.until else "advised"
    lowest, highest = DECISIONS.index(bsab.lowest), DECISIONS.index(bsab.highest)
    if lowest <= DECISIONS.index(decision) <= highest:
        return f"possible, and not decided; {bsab.action} until then"
    return f"not advised, {bsab.action} instead"


def _titles(plan: Plan) -> str:
    titles = {one.input: one.title for one in plan.missing}
    return ", ".join(titles.get(name, name) for name in plan.bsab.needs)
