"""What waiting for a toxicity to be over, or to have come down, needs of the vocabulary."""

from collections.abc import Mapping

from leeward.link.from_bsab import BsabReader
from leeward.link.histories import measuring
from leeward.link.untils import Wait
from leeward.model.vocabulary import Input
from leeward.text.place import Place


def since_low(subject: str, wait: Wait, inputs: Mapping[str, Input]) -> Input | None:
    """The clock since a toxicity was over, or at most at the grade waited for."""
    if not wait.grade:
        return measuring(subject, "hours_since_end", inputs)
    return measuring(subject, "hours_at_most", inputs, wait.grade)


def low_text(wait: Wait) -> str:
    """What must be so: `gone`, `grade 1 or less`."""
    return f"grade {wait.grade} or less" if wait.grade else "gone"


def uncounted_wait(subject: str, wait: Wait, place: Place, reader: BsabReader) -> None:
    """The problem of a vocabulary that cannot tell how long it has been so: the wait would be lost."""
    measure = f"hours_at_most: episodes, grade: {wait.grade}" if wait.grade else "hours_since_end: episodes"
    ended = f"came down to grade {wait.grade}" if wait.grade else "ended"
    message = f"no input of the vocabulary says how long ago `{subject}` {ended}"
    help = f"add inputs with `from_history: {{worst: episodes}}` and `{{{measure}}}`"
    reader.conditions.problems.add("uncounted-wait", message, place, help)
