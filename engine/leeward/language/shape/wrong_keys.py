"""Keys that are not known, are missing, or cannot stand where they stand."""

from collections.abc import Iterator

from leeward.language.shape.fault import Fault, as_in, shown
from leeward.language.shape.nothing_there import code_without
from leeward.language.shape.to_fill_in import to_fill_in
from leeward.text.nearest import did_you_mean, nearest
from leeward.text.node import Mapping, Scalar
from leeward.text.problem import Problem

MOST_KEYS = 20


def unknown_keys(fault: Fault) -> list[Scalar]:
    """The first keys of a group that the schema does not know; no more than a person can use."""
    known = fault.schema["properties"]
    entries = fault.node.entries if isinstance(fault.node, Mapping) else ()
    return [key for key, _ in entries if key.text not in known][:MOST_KEYS]


def unknown(fault: Fault) -> Iterator[Problem]:
    """Each key that the schema does not know, with the one that may be meant."""
    for key in unknown_keys(fault):
        yield _unknown_key(key, fault, fault.schema["properties"])


def _unknown_key(key: Scalar, fault: Fault, known: list[str]) -> Problem:
    node = fault.node.get(key.text) if isinstance(fault.node, Mapping) else None
    help = fault.known("x-leeward-elsewhere", {}).get(key.text) or did_you_mean(key.text, known)
    help = help or "docs/language.md lists the keys"
    if isinstance(node, Scalar) and not node.text and not node.quoted and nearest(key.text, known) is None:
        help = "a comma ends a text inside `{ }`: put the whole text in quotes"
        if key.text[:1].isdigit():
            help = "write a decimal point: a comma ends the number"
    return Problem("unknown-key", f"unknown key `{shown(key)}`{fault.owner}", key.place, help)


def missing(fault: Fault) -> Iterator[Problem]:
    """Each key that has to be there, with what to write after it."""
    for name in fault.value:
        if name in fault.instance:
            continue
        alternatives = fault.known("x-leeward-any-of")
        if alternatives:
            help = f"write one of {', '.join(f'`{word}`' for word in alternatives)}"
            message = f"{fault.schema['errorMessage']}{fault.owner}"
        else:
            field = fault.known("properties", {}).get(name, {})
            message = f"`{name}` is missing{fault.owner}"
            help = f"add `{name}: {to_fill_in(name, field)}`"
        yield Problem("missing-key" if alternatives else code_without(field), message, fault.heading, help)


def depends(fault: Fault) -> Iterator[Problem]:
    """Each key that another one needs beside it."""
    for key, needed in fault.value.items():
        for name in needed:
            if key in fault.instance and name not in fault.instance:
                scalar = fault.node.key(key) if isinstance(fault.node, Mapping) else None
                place = scalar.place if scalar else fault.heading
                yield Problem(
                    "missing-key", f"`{key}` means nothing without `{name}`", place, f"add `{name}:`"
                )


def forbidden(fault: Fault) -> Iterator[Problem]:
    """A key that has no meaning where it stands, in the words of the schema."""
    place = fault.key.place if fault.key else fault.place
    yield Problem("key-out-of-place", fault.schema["errorMessage"], place, f"leave out {fault.subject}")


def wrong_name(fault: Fault) -> Problem:
    """A key of a table that has not the form of its names."""
    assert isinstance(fault.node, Mapping)
    assert fault.about_key is not None
    key = fault.node.key(fault.about_key)
    place = key.place if key else fault.heading
    text = shown(key) if key else fault.about_key
    message = f"`{text}` cannot stand here as a key: {fault.known('x-leeward-wants')} is wanted"
    return Problem("wrong-name", message, place, as_in(fault))
