"""How much of the patient is known: grades, what is missing, what is assumed."""

from leeward.plan.model.words import Action
from leeward.record import record


@record
class Span:
    """A grade, as an interval. `doubt`: what speaks for another cause of it, in words."""

    name: str
    title: str
    lowest: int
    highest: int
    doubt: str = ""


@record
class Answer:
    """What the plan would say if a missing input had this value."""

    value: str
    in_scope: bool | None
    lowest: Action
    highest: Action
    grades: tuple[Span, ...]


@record
class Missing:
    """An input that is not known, what knowing it would help to settle, and what each answer would change.

    written_under: the list of the patient file that would give it (`given`, `episodes`, `last_dose`).
    derived: it follows from other inputs, and need not be asked for when those are.
    bedside: it is measured or examined; what is not is looked up or asked.
    hidden_by: what makes it impossible to judge now (`sedated`), so that asking is of no use.
    """

    input: str
    title: str
    settles: tuple[str, ...]
    why: str = ""
    answers: tuple[Answer, ...] = ()
    written_under: str = ""
    derived: bool = False
    bedside: bool = False
    hidden_by: str = ""


@record
class Assumed:
    """A judgement that nobody wrote down and that is therefore taken as the vocabulary says."""

    input: str
    title: str
    value: str
