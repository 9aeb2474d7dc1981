"""What each answer to one missing question would change, by asking the kernel."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from leeward.backends.kernel_layout import Layout
from leeward.model.decision import Decision
from leeward.model.expression import Atom
from leeward.model.signals import Signals
from leeward.model.state import State, Value
from leeward.model.vocabulary import Input
from leeward.plan.decision import ACTIONS
from leeward.plan.model.knowledge import Answer, Span
from leeward.plan.model.words import Action
from leeward.plan.possible_values import Cell, cells, run_text
from leeward.plan.reading import Reading

Encoded = bool | int | float | None

Outcome = tuple[bool | None, tuple[int, ...]]
"""Whether the patient is in the scope; both ends of each grade, and of the decision"""


class Kernel(Protocol):
    """What is asked of the generated function (`leeward.engines.kernel`)."""

    @property
    def layout(self) -> Layout: ...
    def encode(self, state: State) -> tuple[Encoded, ...]: ...
    def encode_one(self, name: str, value: Value) -> Encoded: ...
    def run(self, values: tuple[Encoded, ...], outcome: bool = False, /) -> tuple[int, ...]: ...
    def read(self, answers: tuple[int, ...]) -> Signals: ...


class WhatIf:
    """One patient, asked again with one more answer, or later. values: the patient as the kernel reads it."""

    def __init__(self, reading: Reading, kernel: Kernel) -> None:
        self._reading = reading
        self.kernel = kernel
        self.values = kernel.encode(reading.state)
        self._places = {name: number for number, name in enumerate(kernel.layout.inputs)}

    def answers(self, input: Input, asked: Sequence[Atom]) -> tuple[Answer, ...]:
        """The possible answers, neighbours with the same outcome taken together."""
        found = [(cell, self._outcome(input, cell)) for cell in cells(input, asked, self._reading.state)]
        shown = []
        for outcome, group in groupby(_together(found), key=lambda pair: pair[1]):
            run = [cell for cell, _ in group]
            shown.append(self._answer(_name(run, input), outcome))
        return tuple(shown)

    def _outcome(self, input: Input, cell: Cell) -> Outcome:
        values, place = self.values, self._places.get(input.name)
        if place is not None:
            told = self.kernel.encode_one(input.name, cell.value)
            values = (*values[:place], told, *values[place + 1 :])
        certainly, possibly, *ends = self.kernel.run(values, True)
        return True if certainly else None if possibly else False, tuple(ends)

    def _answer(self, value: str, outcome: Outcome) -> Answer:
        in_scope, (*ends, lowest, highest) = outcome
        pairs = zip(self.kernel.layout.grades, ends[::2], ends[1::2], strict=True)
        spans = tuple(Span(name, self._reading.title(name), low, high) for name, low, high in pairs)
        actions: tuple[Action, Action] = ACTIONS[Decision(lowest)], ACTIONS[Decision(highest)]
        return Answer(value, in_scope, *actions, spans)


def _together(found: list[tuple[Cell, Outcome]]) -> list[tuple[Cell, Outcome]]:
    """Named answers with the same outcome side by side; numbers stay in their order."""
    if any(not cell.name for cell, _ in found):
        return found
    first: dict[Outcome, int] = {}
    for number, (_, outcome) in enumerate(found):
        first.setdefault(outcome, number)
    return sorted(found, key=lambda pair: first[pair[1]])


def _name(run: list[Cell], input: Input) -> str:
    if any(cell.name for cell in run):
        numbers = [cell for cell in run if not cell.name]
        names = [cell.name for cell in run if cell.name]
        return " or ".join(([run_text(numbers[0], numbers[-1], input)] if numbers else []) + names)
    return run_text(run[0], run[-1], input)
