"""Faults in the shape of a document, in words: one function per keyword of the schema."""

from collections.abc import Callable, Iterator

from leeward.language.shape.fault import Fault
from leeward.language.shape.wrong_forms import no_such_day, wrong_form
from leeward.language.shape.wrong_keys import depends, forbidden, missing, unknown, wrong_name
from leeward.language.shape.wrong_values import (
    empty,
    not_listed,
    not_this,
    out_of_range,
    repeated,
    wrong_type,
)
from leeward.text.problem import Problem


def to_problems(fault: Fault) -> Iterator[Problem]:
    """What the fault means; several problems when several keys have it."""
    if fault.about_key is not None:
        yield wrong_name(fault)
    else:
        yield from _BY_KEYWORD[fault.keyword](fault)


_BY_KEYWORD: dict[str, Callable[[Fault], Iterator[Problem]]] = {
    "additionalProperties": unknown,
    "required": missing,
    "dependentRequired": depends,
    "not": forbidden,
    "type": wrong_type,
    "enum": not_listed,
    "const": not_this,
    "pattern": wrong_form,
    "format": no_such_day,
    "minLength": empty,
    "minItems": empty,
    "minProperties": empty,
    "minimum": out_of_range,
    "maximum": out_of_range,
    "uniqueItems": repeated,
}

WORST_FIRST = ("not", "type", "const", "enum", "pattern", "format")
"""When one node has several faults, the first of these is the cause and the others follow from it."""
