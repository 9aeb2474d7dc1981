"""The last lines of the terminal form: what is owed later, what was assumed, and what is only counted."""

from collections.abc import Iterator, Sequence

from leeward.plan.decision import owed_text
from leeward.plan.facts import in_sentence
from leeward.plan.model.plan import Plan
from leeward.plan.terminal.headline import source_text
from leeward.plan.terminal.layout import bold, wrapped
from leeward.plan.terminal.order_lines import caution_text

_BODY = "     "
_LIMITS = 3  # things not covered that are named where the rest is only counted

FULL = "--full shows them"


def tail(plan: Plan, width: int, ansi: bool, full: bool) -> list[str]:
    """Headings with nothing between them; a heading with nothing under it is left out."""
    lines = [
        line
        for heading, texts in _paragraphs(plan, full)
        if texts
        for line in (bold(f" {heading}", ansi), *(line for text in texts for line in _item(text, width)))
    ]
    return ["", *lines] if lines else []


def _item(text: str, width: int) -> list[str]:
    return wrapped(text, width, _BODY, _BODY + "  ")


def _paragraphs(plan: Plan, full: bool) -> Iterator[tuple[str, Sequence[str]]]:
    yield "NEXT DOSE", ["; ".join(owed_text(one) for one in plan.next_dose)] if plan.next_dose else []
    yield "RESTART after the gap", _restart(plan)
    yield "ASSUMED, because nobody wrote otherwise", _assumed(plan)
    yield "CAUTIONS on what is not ordered", _cautions(plan, full)
    yield "NOTES", _notes(plan, full)
    yield "NOT COVERED", _not_covered(plan, full)


def _restart(plan: Plan) -> list[str]:
    """Under a hold it is advice for later, and only if that were today."""
    restart = plan.restart
    if restart is None:
        return []
    later = "WHEN THE HOLD ENDS, if today: " if plan.bsab.action == "hold" else ""
    return [f"{later}{restart.text} {source_text(restart.sources)}"]


def _assumed(plan: Plan) -> list[str]:
    if not plan.assumed or plan.in_scope is False:
        return []
    values: dict[str, list[str]] = {}
    for one in plan.assumed:
        values.setdefault(one.value, []).append(in_sentence(one.title))
    return [f"{value}: {'; '.join(titles)}" for value, titles in values.items()]


def _cautions(plan: Plan, full: bool) -> list[str]:
    if full or not plan.cautions:
        return [f"{one.order.replace('_', ' ')}: {caution_text(one, plan)}" for one in plan.cautions]
    return [f"{_count(len(plan.cautions), 'caution')}; {FULL}"]


def _notes(plan: Plan, full: bool) -> list[str]:
    """Those about this patient's data always; those of the label in full or by their number."""
    notes = list(dict.fromkeys(plan.notes))
    about_data = [note for note in notes if note in plan.data_notes]
    left = len(notes) - len(about_data)
    if full or not left:
        return notes
    return [*about_data, f"{_count(left, 'note')} of the label; {FULL}"]


def _not_covered(plan: Plan, full: bool) -> list[str]:
    """The limits of the protocol itself come first, the most general ones before the others."""
    if full or len(plan.not_covered) <= _LIMITS + 1:
        return list(plan.not_covered)
    return [*plan.not_covered[:_LIMITS], f"and {len(plan.not_covered) - _LIMITS} more; {FULL}"]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
