"""What is left out: a key, its value, or the end of a hold; and the code by which a page explains it."""

import re
from typing import Any

from leeward.language.schema.definitions import DEFINITIONS
from leeward.language.shape.fault import Fault, as_in, kind_of, shown
from leeward.text.node import Scalar
from leeward.text.problem import Problem


def code_without(field: dict[str, Any]) -> str:
    """The code of a key that is missing: its own where its absence has a page."""
    definition = DEFINITIONS.get(field.get("$ref", "").rpartition("/")[2], {})
    code: str = field.get("x-leeward-without") or definition.get("x-leeward-without") or "missing-key"
    return code


def lacks_until(fault: Fault) -> bool:
    """Whether a hold says nothing of its end: `hold:`, `hold: true`, `hold: 72 h`."""
    node = fault.node
    if fault.known("x-leeward") != "until" or not isinstance(node, Scalar):
        return False
    return "until" not in node.text.split() or node.text.split() == ["until"]


def without_until(fault: Fault) -> Problem:
    """A hold that says nothing of its end."""
    assert isinstance(fault.node, Scalar)
    found = "" if fault.instance is None else f": {kind_of(fault.instance, fault.node)}"
    meant = f"until {shown(fault.node)}"
    help = f"write `{meant}`" if re.fullmatch(fault.known("pattern"), meant) else as_in(fault)
    code = fault.known("x-leeward-without")
    return Problem(code, f"{fault.subject} does not say until when{found}", fault.place, help)
