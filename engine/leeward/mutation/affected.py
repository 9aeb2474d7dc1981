"""Which cases a mistake can show in: for all others both protocols give the same plan, as a case sees it."""

from collections.abc import Iterator
from dataclasses import fields

from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.steps import Grade
from leeward.mutation.goals import rules_by_id, touched_steps
from leeward.mutation.meaning import plain

_COMPARED = ("steps", "rules", "bsab", "place")


class Affected:
    """Compares two protocols once, then cases one by one."""

    def __init__(self, before: ClinicalProtocol, after: ClinicalProtocol) -> None:
        grades = {step.name for step in before.steps if isinstance(step, Grade)}
        touched = touched_steps(before, after)
        self._grades = touched & grades
        self._steps = touched - grades
        self._rules = set(_changed_rules(before, after))
        others = (part.name for part in fields(before) if part.name not in _COMPARED)
        self._whole = any(plain(getattr(before, name)) != plain(getattr(after, name)) for name in others)

    def case(self, before: Signals, after: Signals) -> bool:
        """Whether the plan may differ for a patient with these answers.

        A step that is decided, and decided alike, neither changes an order nor asks for anything.
        """
        if self._whole or before != after or before.possible & self._rules:
            return True
        undecided = before.possible - before.certain
        return bool(undecided & self._steps) or any(
            lowest < highest for name, lowest, highest in before.grades if name in self._grades
        )


def _changed_rules(before: ClinicalProtocol, after: ClinicalProtocol) -> Iterator[str]:
    """Rules and decisions whose contents differ, or their order among the others."""
    old, new = rules_by_id(before), rules_by_id(after)
    for id in old.keys() | new.keys():
        if id not in old or id not in new or plain(old[id]) != plain(new[id]):
            yield id
