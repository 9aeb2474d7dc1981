"""What to write after a key that is missing: a place to fill in."""

from typing import Any

_WORDS_OF_THE_LANGUAGE = frozenset({"leeward", "version", "revised"})
"""Keys whose example may be pasted, since it says nothing about a patient, a drug or a source."""

_TO_FILL_IN = {
    "because": "why, in a few words",
    "source": "id of a source> <place in it",
    "when": "a condition",
    "id": "a name of your choice",
    "title": "what people call it",
    "message": "what is wrong with such a file",
    "text": "the fact, in a sentence",
    "value": "the value, with its unit",
    "of": "id of the document under test",
    "name": "what the case shows",
    "expect": "what the plan must say",
    "cases": "a list of cases",
    "is": "a condition",
    "amount": "a dose with its unit",
    "give": "a dose level, or continue",
    "phase": "stabilise, treat, investigate, monitor, consult or next_dose",
}


def to_fill_in(name: str, field: dict[str, Any]) -> str:
    """What stands after a missing key: a place to fill in, never a content that could be pasted as it is."""
    examples = field.get("examples")
    if "enum" in field:
        *others, last = map(str, field["enum"])
        return f"<{', '.join(others)} or {last}>"
    if name not in _WORDS_OF_THE_LANGUAGE or not examples:
        words = field.get("x-leeward-to-fill-in") or _TO_FILL_IN.get(name, name.replace("_", " "))
        return f"<{words}>"
    example = str(examples[0])
    looks_like_a_number = example[:1].isdigit() and example[-1:].isdigit() and len(example) > 1
    return f'"{example}"' if looks_like_a_number else example
