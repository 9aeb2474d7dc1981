"""Panels: one word in a patient file for a group of findings ("neuro: normal")."""

from collections.abc import Iterable

from leeward.link.gather import Gathered
from leeward.model.vocabulary import Input, Kind
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Scalar
from leeward.text.problem import Problems

Panels = dict[str, dict[str, dict[str, str]]]


def read_panels(documents: Iterable[Gathered], inputs: dict[str, Input], problems: Problems) -> Panels:
    """Panel → its word → input → value as written."""
    panels: Panels = {}
    for document in documents:
        for key, choices in document.root.mapping("panels"):
            if not isinstance(choices, Mapping):
                continue
            if key.text in inputs or key.text in panels:
                message = f"`{key.text}` is already the name of something else in a patient file"
                problems.add("colliding-id", message, key.place, "choose another name")
            panels[key.text] = {
                word.text: _members(members, inputs, problems)
                for word, members in choices
                if isinstance(members, Mapping)
            }
    return panels


def _members(members: Mapping, inputs: dict[str, Input], problems: Problems) -> dict[str, str]:
    values = {}
    for key, value in members:
        input = inputs.get(key.text)
        if input is None:
            problems.add("unknown-name", f"no input `{key.text}`", key.place, did_you_mean(key.text, inputs))
        elif isinstance(value, Scalar):
            if input.kind is Kind.OPTION and value.text not in input.options:
                help = did_you_mean(value.text, input.options)
                problems.add(
                    "unknown-option", f"`{value.text}` is no value of `{key.text}`", value.place, help
                )
            values[key.text] = value.text
    return values
