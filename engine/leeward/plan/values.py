"""A fact's value as people read it."""

from leeward.language.quantity import millionths_to_text
from leeward.model.state import NEVER, State, Value
from leeward.model.vocabulary import Input, Vocabulary


def value_text(input: Input | None, value: Value) -> str:
    """`86 mm[Hg]`, `alert`, `norepinephrine, vasopressin`, `yes`, `never`; an empty set is `none`."""
    if value is NEVER:
        return "never"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        known = input.options if input else ()
        listed = [option for option in known if option in value]
        return ", ".join(listed or sorted(value)) or "none"
    if isinstance(value, int):
        return millionths_to_text(value, input.unit if input else None)
    return str(value)


def fact_text(name: str, state: State, vocabulary: Vocabulary) -> str:
    """The value of one input in words, empty when it is not known."""
    fact = state.facts.get(name)
    return "" if fact is None else value_text(vocabulary.inputs.get(name), fact.value)


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
