"""The missing inputs for a terminal: what each answer would change, shortest where it changes nothing."""

from collections.abc import Iterator, Sequence

from leeward.plan.facts import in_sentence
from leeward.plan.model.knowledge import Answer, Missing
from leeward.plan.model.plan import Plan
from leeward.plan.terminal.ask_for import span_text
from leeward.plan.terminal.layout import wrapped

_BODY = "     "
_NAMED = 8  # inputs that change nothing by themselves, named where not all are wanted


def missing_lines(plan: Plan, width: int, full: bool) -> list[str]:
    """One paragraph for each input that changes something by itself, one for all the others."""
    lines: list[str] = []
    rest: list[Missing] = []
    hidden: dict[str, list[str]] = {}
    for one in plan.missing:
        if one.hidden_by:
            hidden.setdefault(one.hidden_by, []).append(in_sentence(one.title))
        elif not one.derived and len({_outcome(answer) for answer in one.answers}) > 1:
            lines += wrapped(f"{_named(one, full)}: {answers_text(one.answers)}", width, _BODY, _BODY + "  ")
        elif full or not one.derived:
            rest.append(one)
    if rest:
        text = f"{_lead(rest, bool(lines))}{_names(rest, full)}"
        lines += wrapped(text, width, _BODY, _BODY + "  ")
    for reason, titles in hidden.items():
        lines += wrapped(f"not to be judged while {reason}: {', '.join(titles)}", width, _BODY, _BODY + "  ")
    return lines


def _names(rest: Sequence[Missing], full: bool) -> str:
    shown = rest if full else rest[:_NAMED]
    more = f" and {len(rest) - len(shown)} more (--full names them)" if len(rest) > len(shown) else ""
    return ", ".join(_named(one, full) for one in shown) + more


def _lead(rest: Sequence[Missing], after_others: bool) -> str:
    decisive = any({"bsab", "scope"} & set(one.settles) for one in rest)
    also = "also not known" if after_others else "not known"
    return f"{also}, and together with others: " if decisive else f"{also}, for single orders: "


def _named(one: Missing, full: bool) -> str:
    key = f" [{one.input}]" if full else ""
    return in_sentence(one.title) + key + (f" ({one.why})" if one.why else "")


def answers_text(answers: Sequence[Answer]) -> str:
    """`below 90 mm[Hg]: CRS 2 to 4; 90 mm[Hg] or more: CRS 1`: only what differs between the answers."""
    return "; ".join(
        f"{answer.value.replace('_', ' ')}: {', '.join(_differing(answer, answers))}" for answer in answers
    )


def _differing(answer: Answer, answers: Sequence[Answer]) -> Iterator[str]:
    if len({one.in_scope for one in answers}) > 1:
        yield {True: "in scope", False: "outside the scope", None: "scope not known"}[answer.in_scope]
    if len({(one.lowest, one.highest) for one in answers}) > 1:
        yield answer.lowest.upper() if answer.lowest == answer.highest else "still open"
    for number, grade in enumerate(answer.grades):
        if len({one.grades[number] for one in answers}) > 1:
            yield f"{grade.title} {span_text(grade.lowest, grade.highest)}"


def _outcome(answer: Answer) -> tuple[object, ...]:
    return answer.in_scope, answer.lowest, answer.highest, answer.grades
