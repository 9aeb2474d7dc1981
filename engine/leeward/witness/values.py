"""The values worth trying: each threshold of a protocol, one step either side of it, and every option."""

from collections.abc import Iterable

from leeward.language.quantity import MILLION
from leeward.logic.steps import step_of
from leeward.model.expression import Atom, Compare, Has, OneOf, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, State, Value
from leeward.model.vocabulary import Input, Kind


class Values:
    """The values to try for each input, from the conditions of one or several protocols."""

    def __init__(self, protocols: Iterable[ClinicalProtocol]) -> None:
        self._asked: dict[str, list[Atom]] = {}
        self._inputs: dict[str, Input] = {}
        for protocol in protocols:
            self._inputs |= protocol.vocabulary.inputs
            conditions = [step.condition for step in protocol.propositions]
            conditions += [one.condition for one in protocol.vocabulary.impossible]
            for atom in dict.fromkeys(a for condition in conditions for a in atoms(condition)):
                for name in inputs_of(atom):
                    self._asked.setdefault(name, []).append(atom)

    def of(self, name: str, state: State, also: Iterable[Atom] = ()) -> list[Value]:
        """The values to try for one input, given the others. also: questions asked beside the protocol's."""
        input = self._inputs[name]
        asked = dict.fromkeys([*also, *self._asked.get(name, ())])
        found: list[Value] = []
        if input.kind in (Kind.QUANTITY, Kind.NUMBER):
            found = [value for atom in asked for value in _around(atom, name, input, state)]
            if input.may_be_never:
                found.append(NEVER)
        elif input.kind is Kind.YES_NO:
            found = [True, False]
        elif input.kind is Kind.OPTION:
            found = list(input.options)
        elif input.kind is Kind.SET:
            ones = [frozenset({option}) for option in input.options]
            pairs = [frozenset({a, b}) for a in input.options for b in input.options if a < b]
            asked_for = [frozenset({atom.member}) for atom in asked if isinstance(atom, Has)]
            found = [frozenset(), *asked_for, *ones, *pairs]
        else:
            found = [word for atom in asked if isinstance(atom, OneOf) for word in atom.options]
        return [value for value in dict.fromkeys(found) if _plausible(value, input)]


def _around(atom: Atom, name: str, input: Input, state: State) -> list[Value]:
    """The value that is exactly on the threshold, and those one step beside it."""
    if not isinstance(atom, Compare) or name not in inputs_of(atom):
        return []
    rest, own = 0, 0
    for coefficient, other in atom.terms:
        if other == name:
            own += coefficient
            continue
        fact = state.facts.get(other)
        if fact is None or not isinstance(fact.value, int):
            return []
        rest += coefficient * fact.value
    if own == 0:
        return []
    at = (atom.bound - rest) // own
    step = step_of(input)
    if input.whole:
        at -= at % MILLION
    return [at, at + step, at - step]


def _plausible(value: Value, input: Input) -> bool:
    if isinstance(value, bool) or not isinstance(value, int) or input.plausible is None:
        return True
    low, high = input.plausible
    return low <= value <= high
