"""A grade or a finding for `--why`: which row holds, limb by limb, and what is missing."""

from leeward.plan.model.account import Account, Subject
from leeward.plan.model.plan import Plan
from leeward.plan.terminal.ask_for import grade_lines, grade_text
from leeward.plan.terminal.headline import source_text
from leeward.plan.terminal.layout import wrapped
from leeward.plan.terminal.why_rule import line_text, setting_lines

_ANSWERS = {True: "yes", None: "not known", False: "no"}


def account_lines(plan: Plan, subject: Subject, width: int) -> list[str]:
    """The grade with all its rows, or the finding."""
    grade = next((one for one in plan.grades if one.name == subject.name), None)
    if grade is None:
        return [
            line for one in plan.explain.accounts(subject.name) for line in _account(one, one.title, width)
        ]
    lines = [*wrapped(grade_text(grade), width, " "), *grade_lines(plan, width, grade.name)]
    for one in plan.explain.accounts(subject.name):
        lines += ["", *_account(one, f"{grade.title} {one.number}", width)]
    return lines


def _account(one: Account, title: str, width: int) -> list[str]:
    """Whether it holds, then each limb with its answer and the values behind it."""
    lines = wrapped(f"{title}: {_ANSWERS[one.holds]}", width, " ")
    for limb in one.limbs:
        values = f": {limb.values}" if limb.values else ""
        indent = "   " + "  " * limb.depth
        lines += wrapped(f"{limb.text}: {_ANSWERS[limb.holds]}{values}", width, indent, indent + "  ")
    lines += setting_lines(one.settings, width)
    return [*lines, *wrapped(f"{line_text(one.place)} {source_text(one.sources)}", width, "   written  ")]
