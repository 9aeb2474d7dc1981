"""The printed schemas pass the same documents as those that check, and type in nothing; needs no editor."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from leeward import load
from leeward.backends.to_patient_schema import to_patient_schema
from leeward.language.schema import document_schema
from leeward.language.schema.for_editors import for_editors
from leeward.text.from_yaml import read_yaml
from leeward.text.problem import Refused
from leeward.text.scalars import to_plain

TOP = Path(__file__).parents[2]
TEXTS = sorted([*TOP.glob("protocols/*/*.yaml"), *TOP.glob("tests/bad_protocols/*.yaml")])
SCHEMAS = {"document": document_schema(), "patient": to_patient_schema(load("asco-2021"))}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every subschema; an example that looks like one does no harm."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_and_leaves_the_other_as_it_was(name: str) -> None:
    before = json.dumps(SCHEMAS[name])
    Draft202012Validator.check_schema(for_editors(SCHEMAS[name]))
    assert json.dumps(SCHEMAS[name]) == before


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_same_places_are_at_fault(path: Path) -> None:
    try:
        document = to_plain(read_yaml(path.read_bytes(), str(path)))
    except Refused:
        return  # it is no document at all
    ours, theirs = (
        {tuple(error.absolute_path) for error in Draft202012Validator(schema).iter_errors(document)}
        for schema in (SCHEMAS["document"], for_editors(SCHEMAS["document"]))
    )
    assert ours == theirs


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_key_has_one_example_which_would_be_typed_in(name: str) -> None:
    for part in parts(for_editors(SCHEMAS[name])):
        examples = part.get("examples")
        if isinstance(examples, list):
            assert len(examples) > 1, part
            assert not [one for one in examples if isinstance(one, dict | list)], part
        assert part.get("type") not in ("integer", "number") or set(part) == {"type"}, part


def test_every_example_can_still_be_read() -> None:
    shown = for_editors(SCHEMAS["document"])["$defs"]["protocol"]["properties"]
    example = "Example:\n\n```yaml\n- id: any-crs\n  when: crs >= 1\n  hold: until crs resolved\n"
    assert example in shown["bsab"]["markdownDescription"]
    scope = "Example:\n\n```yaml\napplies: age >= 18 a\nnot_covered:\n  - CAR-T\n```"
    assert scope in shown["scope"]["markdownDescription"]
