"""The building blocks of the schema: kinds of text, lists, and groups of keys."""

from leeward.language.schema.definitions import DEFINITIONS
from leeward.language.schema.patterns import Schema


def ref(name: str) -> Schema:
    """What is defined once under `$defs`."""
    return {"$ref": f"#/$defs/{name}"}


def field(schema: Schema, title: str, description: str, *examples: object) -> Schema:
    """A key with what an editor shows for it."""
    return {**schema, "title": title, "description": description, "examples": list(examples)}


def entry(schema: Schema, title: str, description: str) -> Schema:
    """One entry of a table or a list with what an editor shows for it."""
    return {**schema, "title": title, "description": description}


def text(title: str, description: str, *examples: str) -> Schema:
    """A key that holds a text."""
    return field(ref("text"), title, description, *examples)


def condition(title: str, description: str, *examples: str) -> Schema:
    """A key that holds a condition."""
    return field(ref("condition"), title, description, *examples)


def choice(title: str, description: str, *words: object) -> Schema:
    """A key that holds one of these words."""
    return field({"enum": list(words)}, title, description, *words)


def some(item: Schema, title: str, description: str, *examples: object) -> Schema:
    """A list; one word may stand without the brackets."""
    one = DEFINITIONS[item["$ref"].rpartition("/")[2]]
    schema = {
        **one,
        "type": ["array", "string"],
        "items": item,
        "uniqueItems": True,
        "x-leeward-wants": f"{one['x-leeward-wants']}, or a list",
    }
    return field(schema, title, description, *examples)


def items(item: Schema, title: str, description: str, *examples: object) -> Schema:
    """A list that is not empty."""
    schema = {"type": "array", "items": item, "minItems": 1, "x-leeward-wants": "a list"}
    return field(schema, title, description, *examples)


def group(properties: Schema, required: tuple[str, ...] = (), *rules: Schema) -> Schema:
    """A mapping with these keys and no others."""
    *others, last = [f"`{key}`" for key in required[:3]] or [""]
    keys = f"{', '.join(others)} and {last}" if others else last
    schema: Schema = {
        "type": "object",
        "x-leeward-wants": f"a group with {keys}" if keys else "a group of keys",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
    numbers = [key for key in properties if key.isdecimal()]
    if numbers:
        # YAML reads `1:` as a number, and an editor would not find it among the keys, which are texts.
        schema["patternProperties"] = {f"^(?:{'|'.join(numbers)})$": True}
    return {**schema, "allOf": list(rules)} if rules else schema


def table(key: Schema, value: Schema, title: str, description: str, *examples: object) -> Schema:
    """A mapping whose keys the writer chooses."""
    schema = {"type": "object", "propertyNames": key, "additionalProperties": value, "minProperties": 1}
    return field(schema, title, description, *examples)


def forbidden(message: str) -> Schema:
    """A key that must not stand here; `message` says why."""
    return {"not": {}, "errorMessage": message}


def at_least_one(message: str, *keys: str) -> Schema:
    """One of the keys must be there; `message` says what is missing."""
    return {
        "if": {"properties": dict.fromkeys(keys[1:], False)},
        "then": {"required": [keys[0]], "x-leeward-any-of": list(keys), "errorMessage": message},
    }


def at_most_one(message: str, *keys: str) -> list[Schema]:
    """Of these keys only one may be there; the later ones are the fault."""
    return [
        {
            "if": {"required": [key]},
            "then": {"properties": {other: forbidden(message) for other in keys[number:]}},
        }
        for number, key in enumerate(keys[:-1], 1)
    ]
