"""What is known of one input, for print and for computing."""

from leeward.logic.values import value_text
from leeward.model.state import State
from leeward.model.vocabulary import Vocabulary


def fact_text(name: str, state: State, vocabulary: Vocabulary) -> str:
    """The value of one input in words, empty when it is not known."""
    fact, input = state.facts.get(name), vocabulary.inputs.get(name)
    return "" if fact is None or input is None else value_text(fact.value, input)


def title_of(name: str, vocabulary: Vocabulary) -> str:
    """What an input is called in print."""
    input = vocabulary.inputs.get(name)
    return input.title if input else name.replace("_", " ")


def whole(state: State, name: str) -> int | None:
    """A known number, in millionths; None when unknown, never, or not a number."""
    fact = state.facts.get(name)
    if fact is None or isinstance(fact.value, bool) or not isinstance(fact.value, int):
        return None
    return fact.value


def word(state: State, name: str) -> str | None:
    """A known option or name; None when unknown."""
    fact = state.facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, str) else None
