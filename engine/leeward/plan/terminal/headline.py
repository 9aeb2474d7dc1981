"""The first lines of the terminal form: the decision on the antibody, before anything else."""

from collections.abc import Sequence

from leeward.plan.decision import listed
from leeward.plan.model import Missing, Plan, SourceShown, Span
from leeward.plan.terminal.layout import bold, rule, two_columns, wrapped
from leeward.plan.time.instants import clock_time, full_time

_NAMED = 3  # missing inputs named in the first line
_LISTED = 6  # missing inputs on lines of their own


def headline(plan: Plan, width: int, ansi: bool) -> list[str]:
    """The ruled block, then which protocol and which patient."""
    first, *others = _decision(plan, width)
    edge = rule(width)
    return [edge, bold(first, ansi), *others, edge, *_identity(plan, width)]


def grade_text(grade: Span) -> str:
    """`CRS 2`, `CRS 1 to 4`."""
    return f"{grade.title} {span_text(grade.lowest, grade.highest)}"


def span_text(lowest: int, highest: int) -> str:
    """`2`, or `1 to 4`."""
    return str(lowest) if lowest == highest else f"{lowest} to {highest}"


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
        text = "not known whether this protocol covers the patient; all that follows only if "
        lines += wrapped(text + "; ".join(plan.scope), width, " ")
    if not plan.settled:
        lines += _open(plan, width)
    elif plan.bsab.until:
        lines += wrapped(f"until {plan.bsab.until}", width, " ")
    if plan.bsab.resume and plan.settled:
        lines += wrapped(f"then: {plan.bsab.resume}", width, " ")
    return [*lines, *_because(plan, width), *_level(plan, width)]


def _level(plan: Plan, width: int) -> list[str]:
    """After a gap, going on can mean another dose level, which must not be read as the same dose again."""
    if plan.bsab.action != "continue" or plan.restart is None:
        return []
    return wrapped(f"dose level: {plan.restart.text} {source_text(plan.restart.sources)}", width, " ")


def _addition(plan: Plan) -> str:
    if plan.bsab.action == "discontinue":
        return " FOR GOOD"
    needs = plan.bsab.needs
    if plan.settled:
        return ""
    if 0 < len(needs) <= _NAMED:
        return f" until {listed(needs)} {'is' if len(needs) == 1 else 'are'} known"
    return " until more is known"


def _outside(plan: Plan, drug: str, width: int) -> list[str]:
    lines = wrapped("OUTSIDE THE SCOPE OF THIS PROTOCOL: it gives no orders for this patient", width, " ")
    for reason in plan.scope:
        lines += wrapped(reason, width, "   ")
    return [*lines, *wrapped(f"HOLD {drug} until a person has decided", width, " ")]


def _open(plan: Plan, width: int) -> list[str]:
    """What it could become, and what to measure."""
    bsab = plan.bsab
    lines = []
    if bsab.lowest != bsab.highest:
        choices = ["continue", "hold", "discontinue"]
        between = choices[choices.index(bsab.lowest) : choices.index(bsab.highest) + 1]
        lines += wrapped(f"could be: {_either(between)}", width, " ")
    certain = bsab.until.partition(f"{listed(bsab.needs)} ")[0] if bsab.needs else bsab.until
    certain = certain.removesuffix(" and ").strip()
    if certain:
        lines += wrapped(f"at least until {certain}", width, " ")
    needed = [one for one in plan.missing if one.input in bsab.needs]
    return [
        *lines,
        *_measure([one for one in needed if not one.written_under], width),
        *_look_up(needed, width),
    ]


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _measure(needed: Sequence[Missing], width: int) -> list[str]:
    """What to measure or ask, the most useful on lines of their own."""
    if not needed:
        return []
    lines = [" MEASURE NOW", *(line for one in needed[:_LISTED] for line in _needed(one, width))]
    rest = ", ".join(one.input for one in needed[_LISTED:])
    return lines + (wrapped(f"then {rest}", width, "   - ", "     ") if rest else [])


def _look_up(needed: Sequence[Missing], width: int) -> list[str]:
    """What the chart knows: the lists that the patient file lacks."""
    lists: dict[str, list[str]] = {}
    for one in needed:
        if one.written_under:
            lists.setdefault(one.written_under, []).append(one.input)
    if not lists:
        return []
    found = (
        wrapped(f"{key}: gives {', '.join(names)}", width, "   - ", "     ") for key, names in lists.items()
    )
    return [" LOOK UP IN THE CHART", *(line for lines in found for line in lines)]


def _needed(one: Missing, width: int) -> list[str]:
    why = f": {one.why}" if one.why else ""
    return wrapped(f"{one.title} ({one.input}){why}", width, "   - ", "     ")


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
    lines = wrapped(f"{stamp.id} {stamp.version}, {status}", width, " ")
    if stamp.label:
        lines += wrapped(f"with {stamp.label}", width, " ")
    known = "  ".join(part for part in (_age(patient.age), patient.weight or "weight not known") if part)
    until = plan.clock.valid_until
    good = f"good until {clock_time(until, plan.at)} or new data" if until else "good until new data"
    return [*lines, *two_columns(f"{known}  as of {full_time(plan.at)}", good, width)]


def _age(age: str) -> str:
    """`67 a` is how the file says it; on paper it is years."""
    return f"{age.removesuffix(' a')} y" if age.endswith(" a") else age or "age not known"
