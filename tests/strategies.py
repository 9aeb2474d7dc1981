"""Hypothesis strategies for patient states, built from a protocol's own thresholds."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from leeward.language.quantity import MILLION
from leeward.model.expression import Compare, OneOf, atoms
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Fact, State, Value
from leeward.model.vocabulary import Input, Kind

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)


def used_inputs(protocol: ClinicalProtocol) -> list[str]:
    """The inputs that some condition of the protocol reads, in the order of the vocabulary."""
    from leeward.model.expression import inputs_of

    read = {
        name
        for proposition in protocol.propositions
        for atom in atoms(proposition.condition)
        for name in inputs_of(atom)
    }
    return [name for name in protocol.vocabulary.inputs if name in read]


def numbers_around_thresholds(protocol: ClinicalProtocol, input: Input) -> list[int]:
    """Each threshold, the step below, the step above, and the ends of the plausible range."""
    step = MILLION if input.whole else MILLION // 10
    found = set(input.plausible or ())
    for proposition in protocol.propositions:
        for atom in atoms(proposition.condition):
            if isinstance(atom, Compare) and atom.terms == ((1, input.name),):
                found |= {atom.bound - step, atom.bound, atom.bound + step}
    low, high = input.plausible or (0, 10_000 * MILLION)
    return sorted(n for n in found if low <= n <= high) or [low]


def values_of(protocol: ClinicalProtocol, input: Input) -> st.SearchStrategy[Value]:
    """Known values of one input."""
    match input.kind:
        case Kind.YES_NO:
            return st.booleans()
        case Kind.OPTION:
            return st.sampled_from(input.options)
        case Kind.SET:
            return st.frozensets(st.sampled_from(input.options), max_size=3)
        case Kind.NAME:
            words = {
                word
                for proposition in protocol.propositions
                for atom in atoms(proposition.condition)
                if isinstance(atom, OneOf) and atom.input == input.name
                for word in atom.options
            }
            return st.sampled_from([*sorted(words), "somethingelse"])
        case _:
            numbers = st.sampled_from(numbers_around_thresholds(protocol, input))
            return st.one_of(numbers, st.just(NEVER)) if input.may_be_never else numbers


def fact(value: Value) -> Fact:
    return Fact(value, AT, "stated")


@st.composite
def states(draw: st.DrawFn, protocol: ClinicalProtocol, known: float = 0.7) -> State:
    """A state in which each input is known with about this chance."""
    facts = {}
    for name in used_inputs(protocol):
        if draw(st.integers(0, 99)) < known * 100:
            facts[name] = fact(draw(values_of(protocol, protocol.vocabulary.inputs[name])))
    return State(AT, facts)


def with_fact(state: State, name: str, value: Value) -> State:
    return State(state.at, {**state.facts, name: fact(value)}, state.unknown, state.given, state.episodes)


def worse_values(protocol: ClinicalProtocol, input: Input, value: Value) -> list[Value]:
    """Values of the input that the vocabulary calls worse than this one."""
    if input.kind is Kind.YES_NO:
        return [input.worse == "yes"] if value is (input.worse != "yes") else []
    if input.kind is Kind.OPTION and isinstance(value, str):
        return list(input.options[input.options.index(value) + 1 :])
    if input.kind is Kind.SET and isinstance(value, frozenset):
        return [value | {option} for option in input.options if option not in value]
    if isinstance(value, int):
        candidates = numbers_around_thresholds(protocol, input)
        return [n for n in candidates if (n > value if input.worse == "higher" else n < value)]
    return []
