"""The JSON Schema as editors get it: valid, closed, and explained to the last key."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from leeward.language.quantity import read_quantity
from leeward.language.schema import document_schema
from leeward.language.units import BY_NAME
from leeward.library import bundled_folder

SCHEMA = document_schema()


def walk(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema with its path."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for name in ("items", "additionalProperties", "propertyNames", "if", "then", "not"):
        yield from walk(schema.get(name), f"{path}/{name}")
    for name in ("properties", "$defs"):
        for key, value in schema.get(name, {}).items():
            yield from walk(value, f"{path}/{name}/{key}")
    for number, value in enumerate(schema.get("allOf", ())):
        yield from walk(value, f"{path}/allOf/{number}")


ALL = list(walk(SCHEMA))
FIELDS = [
    (path, schema)
    for path, schema in ALL
    if re.search(r"/properties/[^/]+$", path)
    and not re.search(r"/(if|then|allOf)(/|$)", path)
    and not path.startswith("/properties")
] + [(path, schema) for path, schema in ALL if re.fullmatch(r"/properties/[^/]+", path)]


def test_it_is_a_schema_of_the_draft_it_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_it_survives_being_written_and_is_new_every_time() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert document_schema() is not document_schema()


def test_faults_are_never_hidden_behind_alternatives() -> None:
    assert not [path for path, schema in ALL if "oneOf" in schema or "anyOf" in schema]


def test_no_group_takes_keys_it_does_not_know() -> None:
    conditional = re.compile(r"/(if|then|allOf/\d+)$")
    open_groups = [
        path
        for path, schema in ALL
        if "properties" in schema and "additionalProperties" not in schema and not conditional.search(path)
    ]
    assert open_groups == [""], "only the root, whose kinds are closed"


@pytest.mark.parametrize(("path", "field"), FIELDS, ids=[path for path, _ in FIELDS])
def test_every_key_is_explained(path: str, field: dict[str, Any]) -> None:
    assert field["title"][0].isupper() or field["title"][0].isdigit() or field["title"].startswith("id")
    assert field["description"][0].isupper() or field["description"].startswith("`")
    assert field["description"].endswith(".")
    assert field["examples"]


@pytest.mark.parametrize(("path", "field"), FIELDS, ids=[path for path, _ in FIELDS])
def test_every_example_is_right(path: str, field: dict[str, Any]) -> None:
    schema = {**field, "$defs": SCHEMA["$defs"]}
    for example in field["examples"]:
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(example)]
        assert not errors, example


def test_enough_keys_were_looked_at() -> None:
    assert len(FIELDS) > 150


def test_every_condition_is_marked() -> None:
    for path, schema in ALL:
        if schema.get("$ref") == "#/$defs/condition":
            assert path.rpartition("/")[2] in (
                *("when", "if", "is", "applies", "doubted_by", "unless_stated"),
                *"12345",
            )
    assert SCHEMA["$defs"]["condition"]["x-leeward"] == "condition"


def test_patterns_mean_the_same_in_an_editor() -> None:
    """Editors read patterns as JavaScript with the flag `u`, which knows fewer escapes than Python."""
    for path, schema in ALL:
        regex = schema.get("pattern", "^$")
        assert regex.startswith("^"), path
        assert regex.endswith("$") or regex == "^[+-]?[0-9]", path
        assert not re.search(r"\\(?![.^$*+?()\[\]{}|\\/])", regex), path
        assert "(?P" not in regex
        assert regex.isascii() or "°" in regex


@pytest.mark.parametrize("unit", sorted(BY_NAME))
@pytest.mark.parametrize("number", ["0", "38.5", "-1.25", "123456789.1234"])
def test_the_pattern_of_a_quantity_is_what_the_reader_reads(number: str, unit: str) -> None:
    pattern = SCHEMA["$defs"]["quantity"]["pattern"]
    assert re.search(pattern, f"{number} {unit}")
    assert read_quantity(f"{number} {unit}").unit is BY_NAME[unit]


@pytest.mark.parametrize(
    "text", ["38", "Cel", "38 Celsius", "1e3 mg", "38,5 Cel", "1234567890 mg", ".5 mg", "1  mg"]
)
def test_the_pattern_of_a_quantity_refuses(text: str) -> None:
    assert not re.search(SCHEMA["$defs"]["quantity"]["pattern"], text)


def test_building_it_needs_no_checker() -> None:
    program = (
        "import sys, leeward.language.schema as s; s.document_schema(); sys.exit('jsonschema' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_there_are_bundled_documents_to_hold_against_it() -> None:
    assert list(bundled_folder().glob("*/*.protocol.yaml"))
