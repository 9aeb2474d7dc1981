"""The values of one input that are worth trying, the most ordinary first."""

from collections.abc import Iterator
from itertools import combinations

from leeward.language.quantity import MILLION
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Value
from leeward.model.vocabulary import Input, Kind
from leeward.record import record
from leeward.testing.thresholds import Thresholds, step_of

UNHEARD_OF = "somethingelse"
"""A name that no document speaks of"""


@record
class Domain:
    """The values of one input. The first is the ordinary one, to which a counter-example shrinks."""

    input: Input
    values: tuple[Value, ...]

    @property
    def ordinary(self) -> Value:
        return self.values[0]

    def worse_than(self, value: Value) -> tuple[Value, ...]:
        """What the vocabulary calls worse than this value; nothing where it declares no direction."""
        return tuple(other for other in self.values if is_worse(self.input, other, value))


def domain_of(input: Input, thresholds: Thresholds) -> Domain:
    """Every value of a short list; of a number, those on and beside each threshold."""
    match input.kind:
        case Kind.YES_NO:
            values: tuple[Value, ...] = (True, False) if input.worse == "no" else (False, True)
        case Kind.OPTION:
            values = input.options
        case Kind.SET:
            values = tuple(_subsets(input.options))
        case Kind.NAME:
            values = tuple(_names(input, thresholds))
        case _:
            values = tuple(_numbers(input, thresholds))
    return Domain(input, values)


def is_worse(input: Input, one: Value, other: Value) -> bool:
    """Whether the vocabulary declares `one` worse than `other`."""
    if input.worse is None or one == other:
        return False
    if input.kind is Kind.YES_NO:
        return one is (input.worse == "yes")
    if input.kind is Kind.OPTION and isinstance(one, str) and isinstance(other, str):
        return input.options.index(one) > input.options.index(other)
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one > other
    if type(one) is int and type(other) is int:
        return one > other if input.worse == "higher" else one < other
    # never against a number of hours: a longer time, and none at all, are not compared
    return False


def _subsets(options: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """None, each, each two together, and all."""
    for size in (0, 1, 2):
        yield from (frozenset(some) for some in combinations(options, size))
    if len(options) > 2:
        yield frozenset(options)


def _names(input: Input, thresholds: Thresholds) -> Iterator[str]:
    protocol = thresholds.protocol
    if input.name == "product":
        known = tuple(dict.fromkeys(product.drug for product in protocol.products))
    else:
        known = tuple(dict.fromkeys(level for product in protocol.products for level in product.levels))
    yield from dict.fromkeys((*known, *thresholds.words(input), UNHEARD_OF))


def _numbers(input: Input, thresholds: Thresholds) -> Iterator[Value]:
    """The ordinary number, then away from it; *never* first, where it may be."""
    if input.may_be_never:
        yield NEVER
    numbers = thresholds.numbers(input)
    ordinary = _ordinary(input, thresholds)
    yield from sorted({*numbers, ordinary}, key=lambda number: (abs(number - ordinary), number))


def _ordinary(input: Input, thresholds: Thresholds) -> int:
    """On the good side of every threshold, by one step; where there is no good side, in the middle."""
    low, high = input.plausible or (0, 10_000 * MILLION)
    turns = [number for number in thresholds.turns(input) if low <= number <= high]
    step = step_of(input, turns)
    if low <= 0 and (input.from_history is not None or input.is_clock):
        return 0
    if input.worse == "higher":
        return max(low, min(turns, default=low) - step)
    if input.worse == "lower":
        return min(high, max(turns, default=high) + step)
    middle = (low + high) // 2 // step * step
    return middle if low <= middle <= high else low


def domains(protocol: ClinicalProtocol, thresholds: Thresholds) -> dict[str, Domain]:
    """The domain of every input that the protocol reads, in the order of the vocabulary."""
    return {one.name: domain_of(one, thresholds) for one in thresholds.inputs}
