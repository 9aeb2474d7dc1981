"""What became of one mutant."""

from typing import Literal

from leeward.mutation.mutants import Mutant
from leeward.record import record

Fate = Literal["refused", "same", "noticed", "dangerous", "other", "no difference found"]
"""refused: the document no longer links, so nobody could use it · same: it says the same, as is seen at
once or proven for every patient · noticed: by a case, or by a new warning · dangerous, other: not noticed,
and a patient is known whose plan differs · no difference found: not noticed, and no such patient is known"""


@record
class Witness:
    """A patient for whom a mistake matters.

    like: the case it was made of. changes: the lines that differ from it.
    patient: the whole patient, as YAML lines. effect: what the mistake does to the plan.
    """

    like: str
    changes: tuple[str, ...]
    patient: tuple[str, ...]
    effect: tuple[str, ...]


@record
class Outcome:
    """by: the case or the warning that notices it. witness: for a mutant that nothing notices."""

    mutant: Mutant
    fate: Fate
    by: str = ""
    witness: Witness | None = None
