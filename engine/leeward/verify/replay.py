"""A counter-example through the front door: its file is read, and both engines answer, before it is shown."""

from collections.abc import Sequence
from functools import cached_property

from leeward.engines.judge import Engines
from leeward.engines.kernel import Kernel
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State, Value
from leeward.patient.from_yaml import read_patient
from leeward.text.problem import Refused
from leeward.verify.counterexample import Example, patient_file
from leeward.verify.seen import Seen

_MOST_ORDERS = 8


class Replay:
    """Reads patient files and asks durable-rules and the kernel; to be closed when the proof is over."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self.protocol = protocol
        self._engines: Engines | None = None

    @cached_property
    def kernel(self) -> Kernel:
        """The kernel alone, for the many patients tried while an example is made smaller."""
        return Kernel(self.protocol)

    def answer(self, file: str) -> Seen | None:
        """What both engines say of the file; None when the reader refuses it.

        Raises:
            EnginesDisagree: the engines answer differently: a fault of the engines, louder than any law.
        """
        try:
            state = read_patient(file.encode(), "patient.yaml", self.protocol)
        except Refused:
            return None
        if self._engines is None:
            self._engines = Engines(self.protocol)
        signals = self._engines.signals(state)
        seen = Seen(self.kernel, _facts(state))
        # the reader's state is what counts, and the engines have agreed on it
        seen.state = state
        seen.signals = signals
        return seen

    def close(self) -> None:
        if self._engines is not None:
            self._engines.close()


def _facts(state: State) -> dict[str, Value]:
    return {name: fact.value for name, fact in state.facts.items() if fact.origin != "assumed"}


def replay(files: Sequence[str], through: Sequence[Replay]) -> tuple[Seen, ...] | None:
    """The patients of one counter-example as both engines see them; None when a file is refused.

    through: one for all files, or one for each.
    """
    every = through if len(through) == len(files) else [through[0]] * len(files)
    found = [one.answer(file) for file, one in zip(files, every, strict=True)]
    seen = tuple(one for one in found if one is not None)
    return seen if len(seen) == len(found) else None


def files_of(example: Example, protocols: Sequence[ClinicalProtocol]) -> tuple[str, ...]:
    """One file for each patient of the example, or the same file for each protocol."""
    first = patient_file(example.facts, protocols[0])
    if not example.change and len(protocols) == 1:
        return (first,)
    return (first, patient_file({**example.facts, **example.change}, protocols[-1]))


def said(seen: Seen) -> tuple[str, ...]:
    """The answer in a few lines: grades, decision, orders."""
    lines = [
        f"{name} {low if low == high else f'{low} to {high}'}" for name, low, high in seen.signals.grades
    ]
    low, high = seen.signals.decision
    lines.append(f"antibody {low.word if low == high else f'{low.word} to {high.word}'}")
    orders = [
        f"{one.title}{'' if one.certainty == 'certain' else ' (not certain)'}" for one in seen.plan.actions
    ]
    more = f" and {len(orders) - _MOST_ORDERS} more" if len(orders) > _MOST_ORDERS else ""
    lines.append(f"orders {', '.join(orders[:_MOST_ORDERS]) or 'none'}{more}")
    return tuple(lines)
