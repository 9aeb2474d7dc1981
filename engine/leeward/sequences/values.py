"""The values of one input at which a protocol can change its mind: its thresholds, either side of each."""

from leeward.language.quantity import MILLION
from leeward.logic.index import index_of
from leeward.model.expression import Compare, Count, OneOf
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Value
from leeward.model.vocabulary import Input, Kind
from leeward.patient.plausible import is_plausible

TENTH = MILLION // 10


def values_of(protocol: ClinicalProtocol, input: Input) -> tuple[Value, ...]:
    """Known values, the least ill first where the vocabulary says which is worse."""
    match input.kind:
        case Kind.YES_NO:
            return (True, False) if input.worse == "no" else (False, True)
        case Kind.OPTION:
            return input.options
        case Kind.NAME:
            return _names(protocol, input)
        case Kind.SET:
            return _sets(protocol, input)
        case _:
            return _numbers(protocol, input)


def thresholds(protocol: ClinicalProtocol, name: str) -> tuple[int, ...]:
    """The numbers that conditions compare an input with, alone or in a sum, smallest first."""
    asked = index_of(protocol).questions.get(name, ())
    return tuple(sorted({atom.bound for atom in asked if isinstance(atom, Compare)}))


def _numbers(protocol: ClinicalProtocol, input: Input) -> tuple[Value, ...]:
    """Each threshold with a step to either side, and the ends of the plausible range."""
    step = MILLION if input.whole or input.unit is None else TENTH
    if not input.whole and input.unit is None:
        step = MILLION // 100
    near = {bound + aside for bound in thresholds(protocol, input.name) for aside in (-step, 0, step)}
    found = {number for number in near | set(input.plausible or ()) if is_plausible(number, input)}
    numbers: list[Value] = [*sorted(found, reverse=input.worse == "lower")]
    return (NEVER, *numbers) if input.may_be_never else tuple(numbers)


def _sets(protocol: ClinicalProtocol, input: Input) -> tuple[Value, ...]:
    """No member, each member alone, and one member more than any condition counts."""
    asked = index_of(protocol).questions.get(input.name, ())
    most = max((atom.number for atom in asked if isinstance(atom, Count)), default=1)
    alone = [frozenset({option}) for option in input.options]
    several = [frozenset(input.options[:size]) for size in range(2, most + 2)]
    return (frozenset(), *alone, *several)


def _names(protocol: ClinicalProtocol, input: Input) -> tuple[Value, ...]:
    asked = index_of(protocol).questions.get(input.name, ())
    found = dict.fromkeys(word for atom in asked if isinstance(atom, OneOf) for word in atom.options)
    if input.name == "product":
        found |= dict.fromkeys(product.drug for product in protocol.products)
    return tuple(found)
