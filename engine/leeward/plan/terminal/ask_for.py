"""What nobody knows and somebody should: for the decision first, then for the grades."""

from collections.abc import Iterable, Sequence

from leeward.plan.facts import in_sentence, listed
from leeward.plan.missing import is_asked_for
from leeward.plan.model.knowledge import Missing, Span
from leeward.plan.model.plan import Plan
from leeward.plan.terminal.layout import wrapped

_LISTED = 6  # missing inputs on lines of their own
_GIVEN = 3  # what a list of the patient file would give
_LISTS = {
    "given": "drugs given",
    "episodes": "episodes of toxicity, ended ones and those that go on",
    "last_dose": "last dose of the antibody",
}


def grade_text(grade: Span) -> str:
    """`CRS 2`, `CRS 1 to 4`."""
    return f"{grade.title} {span_text(grade.lowest, grade.highest)}"


def span_text(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest} to {highest}"


def grade_lines(plan: Plan, width: int, name: str = "") -> list[str]:
    """For each grade that is an interval (or for the one named), what is not known for it."""
    lines: list[str] = []
    for grade in plan.grades:
        if grade.lowest == grade.highest or name not in ("", grade.name):
            continue
        settling = _settling(plan, grade)
        hidden = list(dict.fromkeys(one.hidden_by for one in settling if one.hidden_by))
        if hidden:
            lines += wrapped(f"{grade.title} cannot be graded while {listed(hidden)}", width, " ", "   ")
        titles = [in_sentence(one.title) for one in settling if is_asked_for(one)]
        if titles:
            shown = [*titles[:_LISTED], f"{len(titles) - _LISTED} more"] if len(titles) > _LISTED else titles
            lines += wrapped(f"{grade_text(grade)}: {listed(shown)} not known", width, " ", "   ")
        if grade.doubt:
            text = f"{grade_text(grade)}: {grade.doubt}; a person must say what it is"
            lines += wrapped(text, width, " ", "   ")
    return lines


def ask_for(plan: Plan, width: int) -> list[str]:
    """What to measure at the bed, and what to look up or ask; each once, the decision's first."""
    by_name = {one.input: one for one in plan.missing}
    found = {name: by_name[name] for name in plan.bsab.needs if name in by_name}
    for grade in plan.grades:
        if grade.lowest < grade.highest:
            found |= {one.input: one for one in _settling(plan, grade) if one.input not in found}
    asked = [one for one in found.values() if is_asked_for(one)]
    return [
        *_measure([one for one in asked if one.bedside], width),
        *_find_out([one for one in asked if not one.bedside], width),
    ]


def is_hidden(plan: Plan, grade: Span) -> bool:
    """Whether the grade is open and something hides what would settle it."""
    return grade.lowest < grade.highest and any(one.hidden_by for one in _settling(plan, grade))


def _settling(plan: Plan, grade: Span) -> list[Missing]:
    return [one for one in plan.missing if grade.name in one.settles]


def _measure(needed: Sequence[Missing], width: int) -> list[str]:
    if not needed:
        return []
    return [" MEASURE NOW", *(line for line in _items(needed, width))]


def _find_out(needed: Sequence[Missing], width: int) -> list[str]:
    """What the chart or a person knows: single facts, and the lists that the patient file lacks."""
    if not needed:
        return []
    lists: dict[str, list[str]] = {}
    for one in needed:
        if one.written_under:
            lists.setdefault(one.written_under, []).append(in_sentence(one.title))
    lines = _items([one for one in needed if not one.written_under], width)
    for key, titles in lists.items():
        more = f" and {len(titles) - _GIVEN} more" if len(titles) > _GIVEN else ""
        text = f"{_LISTS[key]} ({key}): {', '.join(titles[:_GIVEN])}{more}"
        lines += wrapped(text, width, "   - ", "     ")
    return [" FIND OUT", *lines]


def _items(needed: Sequence[Missing], width: int) -> list[str]:
    lines = [line for one in needed[:_LISTED] for line in _item(one, width)]
    rest = ", ".join(in_sentence(one.title) for one in needed[_LISTED:])
    return lines + (wrapped(f"then {rest}", width, "   - ", "     ") if rest else [])


def _item(one: Missing, width: int) -> Iterable[str]:
    why = f": {one.why}" if one.why else ""
    return wrapped(f"{one.title} ({one.input}){why}", width, "   - ", "     ")
