"""The keys of one kind of document as a table for the language reference."""

from collections.abc import Iterator
from typing import NamedTuple

from leeward.language.schema import document_schema
from leeward.language.schema.patterns import Schema

HEADER = "every document"
_KINDS = ("vocabulary", "scale", "product", "protocol")
# Described once, in words: a citation, the phases of a taper, the other rows of a table, a patient file.
_SAME_EVERYWHERE = ("source", "taper", "2", "3", "4", "5", "patient")


class Row(NamedTuple):
    """One line of the table; `needed`: the key may not be left out."""

    key: str
    needed: bool
    what: str
    example: str


def to_key_table(kind: str) -> str:
    """The table in Markdown. `kind` is a kind of document, or `every document` for what all have in common.

    Raises:
        KeyError: there is no such kind.
    """
    definitions = document_schema()["$defs"]
    common = set.intersection(*(set(definitions[one]["properties"]) for one in _KINDS))
    of = definitions["protocol" if kind == HEADER else kind]
    lines = ["| key | what it is | example |", "|---|---|---|"]
    for row in _rows(of, definitions, ""):
        top = row.key.split(".")[0].removesuffix("[]")
        if (top in common and kind != "cases") == (kind == HEADER):
            name = f"**`{row.key}`**" if row.needed else f"`{row.key}`"
            lines.append(f"| {name} | {row.what} | {row.example} |")
    return "\n".join(lines)


def _rows(schema: Schema, definitions: Schema, prefix: str) -> Iterator[Row]:
    """Each key of the schema, then those inside it."""
    needed = schema.get("required", ())
    for key, value in schema.get("properties", {}).items():
        inner = _resolved(value, definitions)
        path = f"{prefix}{key}"
        yield Row(path, key in needed, _what(inner), _example(inner))
        if key not in _SAME_EVERYWHERE:
            yield from _inside(inner, definitions, path)


def _inside(schema: Schema, definitions: Schema, path: str) -> Iterator[Row]:
    if schema.get("properties"):
        yield from _rows(schema, definitions, f"{path}.")
        return  # a list of the same groups may stand here too
    items = _resolved(schema.get("items", {}), definitions)
    if items.get("properties"):
        yield from _rows(items, definitions, f"{path}[].")
    entry = schema.get("additionalProperties")
    if isinstance(entry, dict):
        entry = _resolved(entry, definitions)
        yield from _inside(entry, definitions, f"{path}.<name>")


def _resolved(schema: Schema, definitions: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    return {**definitions[name], **schema} if name else schema


def _what(schema: Schema) -> str:
    description = str(schema.get("description", ""))
    words = schema.get("enum")
    listed = f" One of {', '.join(f'`{word}`' for word in words)}." if words else ""
    return (description + listed).replace("|", "\\|")


def _example(schema: Schema) -> str:
    examples = schema.get("examples", ())
    return f"`{_yaml(examples[0])}`".replace("|", "\\|") if examples else ""


def _yaml(value: object) -> str:
    """A value as it would be typed on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_yaml(key)}: {_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_yaml(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
