"""The shape of a document held against the JSON Schema: keys, types, and forms of words.

Every fault is one problem at its own place; what only follows from another fault is left out.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from leeward.language.schema import document_schema
from leeward.language.shape.fault import Fault
from leeward.language.shape.to_problems import WORST_FIRST, to_problems
from leeward.language.shape.wrong_keys import unknown_keys
from leeward.text.nearest import nearest
from leeward.text.node import Mapping, Node
from leeward.text.problem import Problem, Problems
from leeward.text.scalars import to_plain

SUFFIX = ".protocol.yaml"
MOST_FAULTS = 200
"""A document with more faults is not a document gone wrong; nobody waits for, or reads, the rest."""


def check_shape(root: Node, path: Path | None = None) -> list[Problem]:
    """All faults in the shape of a document, in the order of the text.

    With `path`, the id must be the name of the file too.
    """
    plain = to_plain(root)
    faults = [_fault(error, root) for error in islice(_validator().iter_errors(plain), MOST_FAULTS)]
    problems = Problems()
    for fault in _causes(faults):
        problems.extend(to_problems(fault))
    if path is not None:
        problems.extend(_check_file_name(root, path))
    return list(dict.fromkeys(problems))


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(formats=())
    formats.checks("date", raises=ValueError)(_is_date)
    formats.checks("date-time", raises=ValueError)(_is_time)
    return Draft202012Validator(document_schema(), format_checker=formats)


def _is_date(instance: object) -> bool:
    return not isinstance(instance, str) or date.fromisoformat(instance) is not None


def _is_time(instance: object) -> bool:
    return not isinstance(instance, str) or datetime.fromisoformat(instance) is not None


def _fault(error: Any, root: Node) -> Fault:
    schema = error.schema if isinstance(error.schema, dict) else {}
    about_key = error.instance if "propertyNames" in error.absolute_schema_path else None
    path = tuple(error.absolute_path)
    return Fault(error.validator, error.validator_value, schema, error.instance, path, root, about_key)


def _causes(faults: list[Fault]) -> Iterable[Fault]:
    """The faults without those that follow from others."""
    worst: dict[tuple[str | int, ...], Fault] = {}
    apart: list[Fault] = []
    for fault in faults:
        if fault.about_key is not None or fault.keyword not in WORST_FIRST:
            apart.append(fault)
        elif fault.path not in worst or _rank(fault) < _rank(worst[fault.path]):
            worst[fault.path] = fault
    misspelt = {
        (fault.path, nearest(key.text, fault.schema["properties"]))
        for fault in apart
        if fault.keyword == "additionalProperties" and fault.about_key is None
        for key in unknown_keys(fault)
    }
    for fault in (*worst.values(), *apart):
        if any(fault.path[:length] in worst for length in range(len(fault.path))):
            continue
        if fault.keyword == "required":
            wanted = fault.known("x-leeward-any-of") or [n for n in fault.value if n not in fault.instance]
            meant = {name for name in wanted if (fault.path, name) in misspelt}
            if meant and fault.known("x-leeward-any-of"):
                continue
            fault = _requiring(fault, [name for name in fault.value if name not in meant])
        yield fault


def _requiring(fault: Fault, names: list[str]) -> Fault:
    return Fault("required", names, fault.schema, fault.instance, fault.path, fault.root)


def _rank(fault: Fault) -> tuple[int, int]:
    return WORST_FIRST.index(fault.keyword), len(fault.value) if fault.keyword == "enum" else 0


def _check_file_name(root: Node, path: Path) -> list[Problem]:
    id = root.scalar("id") if isinstance(root, Mapping) else None
    name = path.name.removesuffix(SUFFIX)
    if id is None or name == path.name or name == id.text:
        return []
    message = f"the id `{id.text}` is not the name of the file, `{name}`"
    return [Problem("id-and-file", message, id.place, f"name the file `{id.text}{SUFFIX}`, or change the id")]
