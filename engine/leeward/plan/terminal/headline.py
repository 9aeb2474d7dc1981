"""The first lines of the terminal form: the decision on the antibody, before anything else."""

from collections.abc import Sequence

from leeward.plan.facts import are_known, in_sentence, listed
from leeward.plan.model.grounds import SourceShown
from leeward.plan.model.knowledge import Missing
from leeward.plan.model.plan import Plan
from leeward.plan.model.words import Action
from leeward.plan.terminal.ask_for import ask_for, grade_lines, grade_text, is_hidden
from leeward.plan.terminal.layout import bold, rule, two_columns, wrapped
from leeward.plan.time.instants import clock_time, full_time

_NAMED = 3  # missing inputs named in the first line
_CHOICES: tuple[Action, ...] = ("continue", "hold", "discontinue")


def headline(plan: Plan, width: int, ansi: bool) -> list[str]:
    """The ruled block, then which protocol and which patient."""
    first, *others = _decision(plan, width)
    edge = rule(width)
    return [edge, bold(first, ansi), *others, edge, *_identity(plan, width)]


def source_text(sources: Sequence[SourceShown]) -> str:
    """`[asco-2021 table 1] [uspi section 2 (unchecked)]`."""
    marks = {"read": "", "secondary": " (secondary)", "memory": " (unchecked)"}
    return " ".join(f"[{' '.join((one.id, one.where)).strip()}{marks[one.checked]}]" for one in sources)


def _decision(plan: Plan, width: int) -> list[str]:
    grades = "    ".join(grade_text(grade) for grade in plan.grades)
    drug = plan.bsab.product or "the antibody"
    if plan.in_scope is False:
        return _outside(plan, drug, width)
    lines = two_columns(f"{plan.bsab.action.upper()} {drug}{_addition(plan)}", grades, width)
    if plan.in_scope is None:
        lines += wrapped("not known whether this protocol covers the patient", width, " ")
    if not plan.settled:
        lines += _open(plan, width)
    elif plan.bsab.until:
        lines += wrapped(f"until {plan.bsab.until}", width, " ")
    lines += _turn(plan, width)
    if plan.bsab.resume and plan.settled:
        lines += wrapped(f"then: {plan.bsab.resume}", width, " ")
    lines += [*grade_lines(plan, width), *ask_for(plan, width)]
    return [*lines, *_because(plan, width), *_level(plan, width)]


def _turn(plan: Plan, width: int) -> list[str]:
    """When time alone will change the decision: a warning where stricter, a reminder where milder."""
    turn = plan.clock.turn
    if turn is None or turn.becomes is None:
        return []
    lowest, highest = (_CHOICES.index(one) for one in turn.becomes)
    at = clock_time(turn.at, plan.at)
    if lowest > _CHOICES.index(plan.bsab.action):
        return wrapped(f"becomes {_CHOICES[lowest].upper()} {at} if it lasts", width, " ")
    if highest > _CHOICES.index(plan.bsab.highest):
        return wrapped(f"may become {_CHOICES[highest].upper()} {at} if it lasts", width, " ")
    if highest < _CHOICES.index(plan.bsab.action):
        return wrapped(
            f"look again {at}: if nothing is worse, it is then {_CHOICES[highest].upper()}", width, " "
        )
    return []


def _level(plan: Plan, width: int) -> list[str]:
    """After a gap, going on can mean another dose level, which must not be read as the same dose again."""
    if plan.bsab.action != "continue" or plan.restart is None:
        return []
    return wrapped(f"dose level: {plan.restart.text} {source_text(plan.restart.sources)}", width, " ")


def _addition(plan: Plan) -> str:
    if plan.bsab.action == "discontinue":
        return " FOR GOOD"
    titles = [in_sentence(one.title) for one in _needed(plan)]
    if plan.settled:
        return ""
    if 0 < len(titles) <= _NAMED:
        return f" until {are_known(titles)}"
    hidden = [grade.title for grade in plan.grades if not titles and is_hidden(plan, grade)]
    return f" until {listed(hidden)} can be graded" if hidden else " until more is known"


def _needed(plan: Plan) -> list[Missing]:
    by_name = {one.input: one for one in plan.missing}
    return [by_name[name] for name in plan.bsab.needs if name in by_name]


def _outside(plan: Plan, drug: str, width: int) -> list[str]:
    lines = wrapped("OUTSIDE THE SCOPE OF THIS PROTOCOL: it gives no orders for this patient", width, " ")
    for reason in plan.scope:
        lines += wrapped(reason, width, "   ")
    return [*lines, *wrapped(f"HOLD {drug} until a person has decided", width, " ")]


def _open(plan: Plan, width: int) -> list[str]:
    """What it could become, and how long it lasts at least."""
    bsab = plan.bsab
    lines = []
    if bsab.lowest != bsab.highest:
        between = _CHOICES[_CHOICES.index(bsab.lowest) : _CHOICES.index(bsab.highest) + 1]
        lines += wrapped(f"could be: {', '.join(between[:-1])} or {between[-1]}", width, " ")
    return lines + (wrapped(f"at least until {bsab.ends}", width, " ") if bsab.ends else [])


def _because(plan: Plan, width: int) -> list[str]:
    """The first reason, with the document it stands in; the rest is a question away."""
    reasons = plan.bsab.reasons
    if not reasons:
        return wrapped("no rule of the protocol or the label holds it", width, " ") if plan.settled else []
    first = reasons[0]
    if first.certainty == "certain":
        verb = "because"
    elif plan.bsab.lowest == plan.bsab.action:
        verb = "because one of the rules that may apply must, such as:"
    else:
        verb = f"it may be that {first.decision} is right:"
    more = f"; {len(reasons) - 1} more: --why {plan.bsab.action}" if len(reasons) > 1 else ""
    text = f"{verb} {first.reason} ({first.layer}{more}) {source_text(first.sources)}"
    return wrapped(text, width, " ")


def _identity(plan: Plan, width: int) -> list[str]:
    stamp, patient = plan.protocol, plan.patient
    status = "approved" if stamp.status == "approved" else f"{stamp.status.upper()}, not approved here"
    label = f"with {stamp.label}" if stamp.label else ""
    lines = two_columns(f"{stamp.id} {stamp.version}, {status}", label, width)
    known = "  ".join(part for part in (_age(patient.age), patient.weight or "weight not known") if part)
    until = plan.clock.valid_until
    good = f"good until {clock_time(until, plan.at)} or new data" if until else "good until new data"
    return [*lines, *two_columns(f"{known}  as of {full_time(plan.at)}", good, width)]


def _age(age: str) -> str:
    """`67 a` is how the file says it; on paper it is years."""
    return f"{age.removesuffix(' a')} y" if age.endswith(" a") else age or "age not known"
