"""The entries of a mapping whose keys are fixed: an observation, a dose given, an episode."""

import re

from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.problem import Problems

_NAME = re.compile(r"[A-Za-z$_][A-Za-z0-9_-]{0,63}", re.ASCII)
_NUMBER_FIRST = re.compile(r"[0-9]", re.ASCII)

LEAVE_OUT = "leave the key out: what is not stated is unknown"
NOT_A_NAME_HELP = "write one word of letters, digits, `-` and `_` that begins with a letter"
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_UNKNOWN = frozenset({"unknown", "unk", "not known", "not done", "n/a", "na", "nd", "?", "-", "--"})


def says_nothing(scalar: Scalar) -> bool:
    """Whether the value is empty, or a word for not knowing; both are refused, since absence says it."""
    return (not scalar.quoted and scalar.text in NOTHING) or scalar.text.strip().casefold() in _UNKNOWN | {""}


def is_name(text: str) -> bool:
    """Whether the text is formed like a name of the vocabulary."""
    return _NAME.fullmatch(text) is not None


def shown(key: Scalar) -> str:
    """The key in backticks, or no more than `a key` when it may be a slipped value."""
    return f"`{key.text}`" if is_name(key.text) else "a key that is not a name"


def read_fields(
    node: Node, what: str, required: tuple[str, ...], optional: tuple[str, ...], problems: Problems
) -> Mapping | None:
    """The mapping at `node`, or None when it is something else; all faults of its keys are added.

    A key that begins with a digit is the second half of a number whose decimal comma ended the entry.
    """
    fields = (*required, *optional)
    listed = ", ".join(f"`{field}`" for field in fields)
    if not isinstance(node, Mapping):
        problems.add("shape", f"{what} is not a mapping", node.place, f"write it with the keys {listed}")
        return None
    for key, _ in node:
        if key.text in fields:
            continue
        if _NUMBER_FIRST.match(key.text):
            problems.add("decimal-comma", f"{what} has a decimal comma", key.place, "write a decimal point")
        elif key.text == "unit":
            help = "write the unit after the number, in the same text"
            problems.add("unknown-key", f"{what} has no key `unit`", key.place, help)
        else:
            remedy = did_you_mean(key.text, fields, "the keys are")
            problems.add("unknown-key", f"{what} has no key {_called(key)}", key.place, remedy)
    for field in required:
        if field not in node:
            problems.add("missing-key", f"{what} has no `{field}`", node.place, f"the keys are {listed}")
    return node


def _called(key: Scalar) -> str:
    return f"`{key.text}`" if is_name(key.text) else "of this form"
