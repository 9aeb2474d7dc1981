"""The missing inputs for a terminal: what each answer would change, shortest where it changes nothing."""

from collections.abc import Iterator, Sequence

from leeward.plan.model import Answer, Missing, Plan
from leeward.plan.terminal.headline import span_text
from leeward.plan.terminal.layout import wrapped

_BODY = "     "


def missing_lines(plan: Plan, width: int) -> list[str]:
    """One paragraph for each input that changes something by itself, one line for all the others."""
    lines: list[str] = []
    rest: list[Missing] = []
    for one in plan.missing:
        if len({_outcome(answer) for answer in one.answers}) > 1:
            lines += wrapped(f"{_named(one)}: {answers_text(one.answers)}", width, _BODY, _BODY + "  ")
        else:
            rest.append(one)
    if rest:
        lines += wrapped(
            f"{_lead(rest, bool(lines))}{', '.join(_named(one) for one in rest)}", width, _BODY, _BODY + "  "
        )
    return lines


def _lead(rest: Sequence[Missing], after_others: bool) -> str:
    decisive = any({"bsab", "scope"} & set(one.settles) for one in rest)
    also = "also not known" if after_others else "not known"
    return f"{also}, and together with others: " if decisive else f"{also}, for single orders: "


def _named(one: Missing) -> str:
    return f"{one.input} ({one.why})" if one.why else one.input


def answers_text(answers: Sequence[Answer]) -> str:
    """`below 90 mm[Hg]: CRS 2 to 4; 90 mm[Hg] or more: CRS 1`: only what differs between the answers."""
    return "; ".join(f"{answer.value}: {', '.join(_differing(answer, answers))}" for answer in answers)


def _differing(answer: Answer, answers: Sequence[Answer]) -> Iterator[str]:
    if len({one.in_scope for one in answers}) > 1:
        yield {True: "in scope", False: "outside the scope", None: "scope not known"}[answer.in_scope]
    if len({(one.lowest, one.highest) for one in answers}) > 1:
        yield answer.lowest if answer.lowest == answer.highest else f"{answer.lowest} to {answer.highest}"
    for number, grade in enumerate(answer.grades):
        if len({one.grades[number] for one in answers}) > 1:
            yield f"{grade.title} {span_text(grade.lowest, grade.highest)}"


def _outcome(answer: Answer) -> tuple[object, ...]:
    return answer.in_scope, answer.lowest, answer.highest, answer.grades
