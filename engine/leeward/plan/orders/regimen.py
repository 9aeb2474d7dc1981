"""How an order is carried out, in words: `656 mg IV over 60 min, every 8 h, at most 3 times`."""

from collections.abc import Sequence

from leeward.language.durations import hours_to_text
from leeward.language.quantity import to_text
from leeward.model.regimen import Regimen
from leeward.model.state import State
from leeward.model.vocabulary import Vocabulary
from leeward.plan.model.orders import DoseShown
from leeward.plan.orders.dose import dose_for, written


def regimen_text(regimen: Regimen, dose: DoseShown | None) -> str:
    """The regimen with the dose of this patient; where that is not known, the dose as written."""
    shown = ""
    if dose is not None and regimen.dose is not None:
        shown = dose_text(dose) or f"({dose.text}: {written(regimen.dose)})"
    over = f"over {hours_to_text(regimen.over)}" if regimen.over else ""
    head = " ".join(part for part in (shown, regimen.route, over) if part)
    return ", ".join(part for part in (head, _every(regimen), lasting(regimen)) if part)


def lasting(regimen: Regimen) -> str:
    """What ends the order: `for 3 d`, `at most 2 times`, `until …`; empty when nothing does."""
    duration = f"for {hours_to_text(regimen.duration)}" if regimen.duration else ""
    return ", ".join(part for part in (duration, _times(regimen.times), _until(regimen.until)) if part)


def dose_text(dose: DoseShown) -> str:
    """`656 mg`, `650 to 1000 mg`; empty when the dose is not known."""
    if dose.amount is None:
        return ""
    high = f" to {to_text(dose.highest)}" if dose.highest is not None else ""
    return f"{to_text(dose.amount)}{high} {dose.unit}"


def steps_text(phases: Sequence[Regimen], state: State, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The phases that follow, each with its dose."""
    return tuple(
        regimen_text(phase, dose_for(phase.dose, state, vocabulary) if phase.dose else None)
        for phase in phases
    )


def _every(regimen: Regimen) -> str:
    if regimen.every is None:
        return ""
    if regimen.every_at_most is None:
        return f"every {hours_to_text(regimen.every)}"
    first, last = hours_to_text(regimen.every), hours_to_text(regimen.every_at_most)
    unit = last.rpartition(" ")[2]
    return f"every {first.removesuffix(f' {unit}')} to {last}"


def _times(times: int | None) -> str:
    if times is None:
        return ""
    return "once" if times == 1 else f"at most {times} times"


def _until(until: str) -> str:
    return until if not until or until.startswith("until ") else f"until {until}"
