"""The print of a rule or setting of the base, by which a deviation knows that it has changed."""

from hashlib import sha256

from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.problem import Problems

LAYER = "layer"
"""The key under which a flat rule names the document that had the last word on it."""


def print_of(node: Mapping) -> str:
    """Eight figures that change when anything that the node says changes."""
    return sha256(as_text(node).encode()).hexdigest()[:8]


def as_text(node: Node) -> str:
    """A node on one line, whatever its layout was."""
    match node:
        case Scalar(text):
            return " ".join(text.split())
        case Sequence(items):
            return "[" + ", ".join(as_text(item) for item in items) + "]"
        case Mapping(entries):
            parts = [f"{key.text}: {as_text(value)}" for key, value in entries if key.text != LAYER]
            return "{" + ", ".join(parts) + "}"


def check_print(base: str, id: Scalar, deviation: Mapping, node: Mapping, problems: Problems) -> None:
    """The rule or setting of the base is still the one for which the deviation was written.

    A deviation that does not say what it was written for gets the print to write down: without it a new
    version of the base could change the ground under it unseen.
    """
    was, now = deviation.scalar("was"), print_of(node)
    if was is None:
        message = f"this deviation does not say for which `{id.text}` it was written"
        help = f"write `was: {now}`, and a later {base} shows whether it touches this"
        problems.add("no-print", message, id.place, help, severity="warning")
    elif was.text != now:
        where = f"{node.place.file.rpartition('/')[2]}:{node.place.line}"
        message = f"{base} has changed `{id.text}` since this deviation was written"
        help = f"read {where} again, then write `was: {now}`"
        problems.add("base-changed", message, was.place, help, severity="warning")
