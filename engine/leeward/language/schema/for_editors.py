"""The schema as an editor wants it: the same documents pass, and what it shows and inserts is fit to be seen.

An editor that finds one example for a key types it in as the value. A dose, a reason or a source that
nobody chose must not come into a document in this way: such examples are only shown.
"""

from typing import Any

from leeward.language.schema.patterns import Schema

_KEYS_OF = {
    "object": ("properties", "required", "additionalProperties"),
    "array": ("items", "minItems", "uniqueItems"),
}
_BELOW = ("properties", "$defs", "patternProperties")
_ONE = ("items", "additionalProperties", "propertyNames", "if", "then", "else")


def for_editors(schema: Schema) -> Schema:
    """A copy for editors; the checker reports on the schema itself."""
    new = {key: _inside(key, value) for key, value in schema.items()}
    if new.get("not") == {}:
        # An editor has no message of ours for `not`, and would offer the key.
        del new["not"]
        new |= {"enum": [], "doNotSuggest": True}
    if new.get("type") in ("integer", "number"):
        # Of a plain number an editor would type in 0.
        new["anyOf"] = [{"type": new.pop("type")}]
    if new.keys() & {"description", "examples"}:
        _show_examples(new)
    return _text_first(new)


def _inside(key: str, value: Any) -> Any:
    if key in _BELOW:
        return {name: for_editors(one) if isinstance(one, dict) else one for name, one in value.items()}
    if key in ("allOf", "anyOf"):
        return [for_editors(one) for one in value]
    return for_editors(value) if key in _ONE and isinstance(value, dict) else value


def _show_examples(schema: Schema) -> None:
    """Examples are offered where there is a choice between texts; any other is shown in the description."""
    examples = schema.pop("examples", [])
    texts = [one for one in examples if not isinstance(one, dict | list)]
    listed = "enum" in schema or "const" in schema
    if len(texts) > 1 and not listed:
        schema["examples"] = texts
    shown = [] if listed else [one for one in examples if one not in schema.get("examples", ())]
    blocks = [f"Example:\n\n```yaml\n{_yaml(one)}\n```" for one in shown if one not in ([], {})]
    description = schema.get("description", "")
    if blocks or "`" in description:
        schema["markdownDescription"] = "\n\n".join([*([description] if description else []), *blocks])


def _text_first(schema: Schema) -> Schema:
    """Where a text or something else may stand, a new key begins with the text; the other is still known."""
    kinds = schema.get("type")
    if not isinstance(kinds, list) or kinds[0] in _KEYS_OF:
        return schema
    for kind, keys in _KEYS_OF.items():
        apart = {key: schema.pop(key) for key in keys if key in schema and kind in kinds}
        if apart:
            schema["allOf"] = [*schema.get("allOf", ()), {"if": {"type": kind}, "then": apart}]
    return schema


def _yaml(value: object, indent: str = "") -> str:
    """A value as it would be written, one key a line."""
    match value:
        case dict():
            return f"\n{indent}".join(_entry(key, inner, indent) for key, inner in value.items())
        case list():
            return f"\n{indent}".join(f"- {_yaml(inner, f'{indent}  ')}" for inner in value)
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _entry(key: str, value: object, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return f"{key}:\n{indent}  {_yaml(value, f'{indent}  ')}"
    return f"{key}: {_yaml(value)}"
