"""Values of the wrong kind, outside their list or range, or not there at all."""

from collections.abc import Iterator
from decimal import Decimal

from leeward.language.shape.fault import Fault, as_in, kind_of, shown
from leeward.language.shape.nothing_there import lacks_until, without_until
from leeward.language.shape.wrong_forms import without_unit
from leeward.text.nearest import did_you_mean, nearest
from leeward.text.node import Scalar, Sequence
from leeward.text.problem import Problem


def wrong_type(fault: Fault) -> Iterator[Problem]:
    """A word where a group or a list belongs, or a list where a word does; nothing at all."""
    if lacks_until(fault):
        yield without_until(fault)
        return
    node, wants = fault.node, fault.known("x-leeward-wants", "a group of keys")
    key = fault.path[-1] if fault.path else None
    if (
        fault.known("x-leeward-known")
        and isinstance(key, str)
        and nearest(key, fault.schema["x-leeward-known"])
    ):
        help = did_you_mean(key, fault.schema["x-leeward-known"])
        yield Problem("unknown-key", f"unknown key `{key}`", fault.heading, help)
        return
    number = isinstance(fault.instance, int | Decimal) and not isinstance(fault.instance, bool)
    if number and fault.known("x-leeward") in ("quantity", "range"):
        yield without_unit(fault, fault.node)
        return
    help = as_in(fault)
    if wants == "a list" and fault.instance is not None:
        help = "write a list: begin each item with `- `, or put the items in `[ ]`"
    if fault.instance is None:
        help = help or "write what it holds, or leave the key out"
        code = fault.known("x-leeward-without", "no-value")
        yield Problem(code, f"nothing is written after {fault.subject}", fault.place, help)
        return
    if isinstance(node, Scalar) and not node.quoted and fault.known("type") == "string":
        if fault.known("x-leeward") == "condition":
            help = "write `always` or `never`" if isinstance(fault.instance, bool) else help
        elif fault.known("x-leeward") in ("", "version"):
            help = f'put it in quotes: `"{shown(node)}"`'
    if isinstance(node, Scalar) and node.quoted and fault.known("type") in ("integer", "number", "boolean"):
        help = f"write it without quotes: `{shown(node)}`"
    message = f"{fault.subject} wants {wants}, not {kind_of(fault.instance, node)}"
    yield Problem("wrong-type", message, fault.place, help)


def not_listed(fault: Fault) -> Iterator[Problem]:
    """A word that is not one of those allowed."""
    node = fault.node
    words = [{True: "true", False: "false"}.get(word, word) for word in fault.value]
    if fault.instance is None:
        message, help = f"nothing is written after {fault.subject}", did_you_mean("", words)
        yield Problem("no-value", message, fault.place, help)
    elif isinstance(node, Scalar):
        message = f"`{shown(node)}` is no value of {fault.subject}"
        yield Problem("not-listed", message, fault.place, did_you_mean(shown(node), words))
    else:
        message = f"{fault.subject} wants one word, not {kind_of(fault.instance, node)}"
        yield Problem("wrong-type", message, fault.place, did_you_mean("", words))


def not_this(fault: Fault) -> Iterator[Problem]:
    """Another word than the only one allowed."""
    wants = fault.known("x-leeward-wants")
    found = kind_of(fault.instance, fault.node)
    help = f"write `{fault.value}` without quotes" if str(fault.value) in found else f"write `{fault.value}`"
    yield Problem("not-listed", f"{fault.subject} wants {wants}, not {found}", fault.place, help)


def empty(fault: Fault) -> Iterator[Problem]:
    """A text, list or group with nothing in it."""
    node = fault.node
    place = node.place if isinstance(node, Scalar) else fault.heading
    yield Problem(
        "empty-value", f"{fault.subject} is empty", place, "write what it holds, or leave the key out"
    )


def out_of_range(fault: Fault) -> Iterator[Problem]:
    """A number above the highest or below the lowest allowed."""
    message = (
        f"{fault.subject} wants {fault.known('x-leeward-wants')}, not {kind_of(fault.instance, fault.node)}"
    )
    yield Problem("out-of-range", message, fault.place)


def repeated(fault: Fault) -> Iterator[Problem]:
    """Each word that a list of different words has again."""
    seen: set[str] = set()
    for item in fault.node.items if isinstance(fault.node, Sequence) else ():
        if isinstance(item, Scalar):
            if item.text in seen:
                message = f"`{shown(item)}` is listed twice in {fault.subject}"
                yield Problem("listed-twice", message, item.place, "list it once")
            seen.add(item.text)
