"""Panels: one word for a group of findings; what is stated beside it wins."""

from collections.abc import Mapping
from datetime import datetime

from leeward.model.vocabulary import Input, Kind, Vocabulary
from leeward.patient.chart import Chart, Stated
from leeward.patient.fields import LEAVE_OUT, says_nothing
from leeward.patient.stated import read_observation
from leeward.patient.values import read_value
from leeward.text.nearest import did_you_mean, nearest
from leeward.text.node import Node, Scalar, Sequence
from leeward.text.problem import Problems

_MOST_MEMBERS = 4


def read_panel(key: Scalar, node: Node, vocabulary: Vocabulary, chart: Chart, problems: Problems) -> None:
    """Add the findings that the panel's word stands for; to be called when all inputs have been read."""
    choices = vocabulary.panels[key.text]
    word, at = read_observation(key, node, chart, problems)
    if word is None:
        return
    if not isinstance(word, Scalar):
        problems.add("shape", f"`{key.text}` is not one word", word.place, "write one word")
    elif word.text in choices:
        for name, text in choices[word.text].items():
            _add(key, vocabulary.inputs[name], text, at, chart, problems)
    elif says_nothing(word):
        problems.add("no-value", f"`{key.text}` has no value", word.place, LEAVE_OUT)
    else:
        help = _instead(word.text, key.text, choices)
        problems.add("unknown-option", f"`{key.text}` has no such value", word.place, help)


def _instead(word: str, panel: str, choices: Mapping[str, Mapping[str, str]]) -> str:
    """The nearest word of the panel; else what to state when no word of it fits."""
    if nearest(word, choices) is not None:
        return did_you_mean(word, choices)
    members = tuple(dict.fromkeys(name for values in choices.values() for name in values))
    more = " …" if len(members) > _MOST_MEMBERS else ""
    names = ", ".join(f"`{name}`" for name in members[:_MOST_MEMBERS])
    words = " or ".join(f"`{choice}`" for choice in choices)
    return f"write {words}, or leave `{panel}` out and state {names}{more}"


def _add(key: Scalar, input: Input, text: str, at: datetime | None, chart: Chart, problems: Problems) -> None:
    before = chart.stated.get(input.name)
    if before is not None and not before.panel:
        return
    value = read_value(_as_node(text, input, key), input, problems)
    if value is None:
        return
    if before is not None and before.value != value:
        message = f"`{key.text}` and another panel differ on `{input.name}`"
        problems.add("panels-differ", message, key.place, f"state `{input.name}` itself")
        return
    chart.stated[input.name] = Stated(value, at, key.place, panel=True)


def _as_node(text: str, input: Input, key: Scalar) -> Node:
    """A panel's value as it would stand in the file; the members of a set are written with commas."""
    if input.kind is not Kind.SET:
        return Scalar(text, key.place)
    members = [member.strip() for member in text.strip("[]").split(",")]
    return Sequence(tuple(Scalar(member, key.place) for member in members if member), key.place)
