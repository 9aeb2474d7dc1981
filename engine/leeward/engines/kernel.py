"""The first engine: the generated function of a protocol."""

import marshal
from collections.abc import Callable, Mapping
from itertools import compress
from math import nan
from typing import Protocol

from leeward.engines.compiled import KernelCode
from leeward.engines.faults import EngineFault
from leeward.model.decision import Decision
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import NEVER, State, Value
from leeward.model.vocabulary import Kind

Encoded = bool | int | float | None
"""yes/no · millionths, the number of a word, a bit mask · nan for never · None for unknown"""

Values = tuple[Encoded, ...]
Answers = tuple[int, ...]


class Run(Protocol):
    """The generated function."""

    def __call__(self, values: Values, outcome: bool = False, /) -> Answers: ...


class Kernel:
    """One protocol as one Python function, for single patients and for what-if loops.

    `run` is the function itself, from `encode`d values to a flat tuple of answers; equal tuples
    mean equal signals, so a loop may compare them without calling `read`. `run(values, True)` answers
    the outcome alone (`Layout`). `code`: the function, when it has been compiled before.
    """

    def __init__(self, protocol: ClinicalProtocol, code: KernelCode | None = None) -> None:
        code = code or _compiled(protocol)
        self.protocol = protocol
        self.source = code.source
        self.layout = code.layout
        self.run: Run = _function(code)
        self._readers = {name: self._reader(name) for name in self.layout.inputs}

    def signals(self, state: State) -> Signals:
        """What the protocol says of one state.

        Raises:
            EngineFault: a value does not fit the vocabulary.
        """
        return self.read(self.run(self.encode(state)))

    def encode(self, state: State) -> Values:
        """The state as the function reads it, in the order of `layout.inputs`.

        Raises:
            EngineFault: a value does not fit the vocabulary.
        """
        facts = state.facts
        return tuple(
            [read(facts[name].value) if name in facts else None for name, read in self._readers.items()]
        )

    def encode_one(self, name: str, value: Value) -> Encoded:
        """One value as the function reads it.

        Raises:
            EngineFault: it does not fit the vocabulary.
        """
        return self._readers[name](value)

    def read(self, answers: Answers) -> Signals:
        """The answers of `run` by name."""
        names, count = self.layout.propositions, len(self.layout.propositions)
        bounds = answers[2 * count :]
        return Signals(
            frozenset(compress(names, answers)),
            frozenset(compress(names, answers[count:])),
            tuple(
                (grade, bounds[2 * number], bounds[2 * number + 1])
                for number, grade in enumerate(self.layout.grades)
            ),
            (Decision(bounds[-2]), Decision(bounds[-1])),
        )

    def _reader(self, name: str) -> Callable[[Value], Encoded]:
        match self.protocol.vocabulary.inputs[name].kind:
            case Kind.QUANTITY | Kind.NUMBER:
                return lambda value: value if type(value) is int else _never(name, value)
            case Kind.YES_NO:
                return lambda value: value if value is True or value is False else _unfit(name)
            case Kind.SET:
                return lambda value: _mask(name, value, self.layout.words[name])
            case Kind.OPTION:
                return lambda value: _number_of(name, value, self.layout.words[name], None)
            case Kind.NAME:
                other = len(self.layout.words[name])
                return lambda value: _number_of(name, value, self.layout.words[name], other)


def _compiled(protocol: ClinicalProtocol) -> KernelCode:
    from leeward.engines.compile_protocol import kernel_code  # heavy, and seldom needed

    return kernel_code(protocol)


def _function(code: KernelCode) -> Run:
    namespace: dict[str, Run] = {}
    exec(marshal.loads(code.code), {"__builtins__": {}}, namespace)
    return namespace["kernel"]


def _never(name: str, value: Value) -> float:
    return nan if value is NEVER else _unfit(name)


def _mask(name: str, value: Value, words: Mapping[str, int]) -> int:
    if not isinstance(value, frozenset) or not value <= words.keys():
        return _unfit(name)
    return sum(1 << words[word] for word in value)


def _number_of(name: str, value: Value, words: Mapping[str, int], other: int | None) -> int:
    number = words.get(value, other) if isinstance(value, str) else None
    return _unfit(name) if number is None else number


def _unfit(name: str) -> int:
    raise EngineFault(f"the value of `{name}` does not fit the vocabulary")
