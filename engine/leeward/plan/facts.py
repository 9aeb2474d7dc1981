"""What is known of one input, for print and for computing."""

from collections.abc import Sequence

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


def short_title(title: str) -> str:
    """A title without what explains it: up to the first bracket or colon; one word alone says too little."""
    bare = title.partition(" (")[0]
    head = bare.partition(": ")[0]
    return head if " " in head else bare


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: `Body temperature` small, `ICE score` as it is."""
    short = short_title(title)
    return short[:1].lower() + short[1:] if short[1:2].islower() else short


def called(name: str, vocabulary: Vocabulary) -> str:
    """An input in a sentence."""
    return in_sentence(title_of(name, vocabulary))


def are_known(titles: Sequence[str]) -> str:
    """`body temperature is known`, `age and vasopressors running are known`."""
    words = titles[-1].split() or [""]
    plural = len(titles) > 1 or _is_plural(words[0]) or (len(words) == 2 and _is_plural(words[1]))
    return f"{listed(titles)} {'are' if plural else 'is'} known"


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


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
