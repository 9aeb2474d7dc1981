"""What each answer to one missing question would change, by asking the kernel."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from leeward.model.expression import Atom
from leeward.model.protocol import ClinicalProtocol, Decision
from leeward.model.signals import Signals
from leeward.model.state import Fact, State
from leeward.model.vocabulary import Input
from leeward.plan.cells import Cell, cells, run_text
from leeward.plan.decision import ACTIONS
from leeward.plan.model import Action, Answer, Span

Rerun = Callable[[State], Signals]

Outcome = tuple[bool | None, tuple[Decision, Decision], tuple[tuple[str, int, int], ...]]
"""Whether the patient is in the scope, the decision, and the grades"""


def answers(
    input: Input, asked: Sequence[Atom], protocol: ClinicalProtocol, state: State, rerun: Rerun
) -> tuple[Answer, ...]:
    """The possible answers, neighbours with the same outcome taken together."""
    titles = {grade.name: grade.title for grade in protocol.grades}
    found = [(cell, _outcome(input, cell, protocol, state, rerun)) for cell in cells(input, asked, state)]
    shown = []
    for outcome, group in groupby(_together(found), key=lambda pair: pair[1]):
        run = [cell for cell, _ in group]
        shown.append(_answer(_name(run, input), outcome, titles))
    return tuple(shown)


def _outcome(input: Input, cell: Cell, protocol: ClinicalProtocol, state: State, rerun: Rerun) -> Outcome:
    facts = {**state.facts, input.name: Fact(cell.value, state.at, "stated")}
    signals = rerun(replace(state, facts=facts))
    name = protocol.scope
    in_scope = name is None or name in signals.certain or (None if name in signals.possible else False)
    return in_scope, signals.decision, signals.grades


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


def _answer(value: str, outcome: Outcome, titles: dict[str, str]) -> Answer:
    in_scope, (lowest, highest), grades = outcome
    spans = tuple(Span(name, titles.get(name, name), low, high) for name, low, high in grades)
    actions: tuple[Action, Action] = ACTIONS[lowest], ACTIONS[highest]
    return Answer(value, in_scope, *actions, spans)
