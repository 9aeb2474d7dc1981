"""Faults in the shape of a document, in words: one function per keyword of the schema."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from leeward.language.quantity import NotANumber, NotAUnit, read_quantity
from leeward.language.shape.fault import Fault, kind_of, shown
from leeward.text.nearest import did_you_mean, nearest
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.problem import Problem

MOST_KEYS = 20

_DECIMAL_COMMA = re.compile(r"^([0-9]+),([0-9]+)(?=\s*[^0-9.,\s]|$)", re.ASCII)
_ONE_GRADE = re.compile(r"[^0-9]*([0-5])[^0-9]*", re.ASCII)
_TWO_GRADES = re.compile(r"[^0-9]*([0-5])[^0-9]+([0-5])[^0-9]*", re.ASCII)


def to_problems(fault: Fault) -> Iterator[Problem]:
    """What the fault means; several problems when several keys have it."""
    if fault.about_key is not None:
        yield _wrong_name(fault)
    else:
        yield from _BY_KEYWORD[fault.keyword](fault)


def unknown_keys(fault: Fault) -> list[Scalar]:
    """The first keys of a group that the schema does not know; no more than a person can use."""
    known = fault.schema["properties"]
    entries = fault.node.entries if isinstance(fault.node, Mapping) else ()
    return [key for key, _ in entries if key.text not in known][:MOST_KEYS]


def _unknown(fault: Fault) -> Iterator[Problem]:
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


def _missing(fault: Fault) -> Iterator[Problem]:
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
            help = f"add `{name}: {_to_fill_in(name, field)}`"
        yield Problem("missing-key", message, fault.heading, help)


_WORDS_OF_THE_LANGUAGE = frozenset({"leeward", "version", "revised"})
"""Keys whose example may be pasted, since it says nothing about a patient, a drug or a source."""

_TO_FILL_IN = {
    "because": "why, in a few words",
    "source": "id of a source> <place in it",
    "when": "a condition",
    "id": "a name of your choice",
    "title": "what people call it",
    "message": "what is wrong with such a file",
    "text": "the fact, in a sentence",
    "value": "the value, with its unit",
    "of": "id of the document under test",
    "name": "what the case shows",
    "expect": "what the plan must say",
    "cases": "a list of cases",
    "is": "a condition",
    "amount": "a dose with its unit",
    "give": "a dose level, or continue",
    "phase": "stabilise, treat, investigate, monitor, consult or next_dose",
}


def _to_fill_in(name: str, field: dict[str, list[object]]) -> str:
    """What stands after a missing key: a place to fill in, never a content that could be pasted as it is."""
    examples = field.get("examples")
    if "enum" in field:
        *others, last = map(str, field["enum"])
        return f"<{', '.join(others)} or {last}>"
    if name not in _WORDS_OF_THE_LANGUAGE or not examples:
        return f"<{_TO_FILL_IN.get(name, name.replace('_', ' '))}>"
    example = str(examples[0])
    looks_like_a_number = example[:1].isdigit() and example[-1:].isdigit() and len(example) > 1
    return f'"{example}"' if looks_like_a_number else example


def _depends(fault: Fault) -> Iterator[Problem]:
    for key, needed in fault.value.items():
        for name in needed:
            if key in fault.instance and name not in fault.instance:
                scalar = fault.node.key(key) if isinstance(fault.node, Mapping) else None
                place = scalar.place if scalar else fault.heading
                yield Problem(
                    "missing-key", f"`{key}` means nothing without `{name}`", place, f"add `{name}:`"
                )


def _forbidden(fault: Fault) -> Iterator[Problem]:
    place = fault.key.place if fault.key else fault.place
    yield Problem("key-out-of-place", fault.schema["errorMessage"], place, f"leave out {fault.subject}")


def _wrong_type(fault: Fault) -> Iterator[Problem]:
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
        yield _without_unit(fault, fault.node)
        return
    help = _as_in(fault)
    if wants == "a list" and fault.instance is not None:
        help = "write a list: begin each item with `- `, or put the items in `[ ]`"
    if fault.instance is None:
        help = help or "write what it holds, or leave the key out"
        yield Problem("no-value", f"nothing is written after {fault.subject}", fault.place, help)
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


def _as_in(fault: Fault) -> str:
    example = fault.known("x-leeward-example")
    return f"write it as in {example}" if example else ""


def _not_listed(fault: Fault) -> Iterator[Problem]:
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


def _not_this(fault: Fault) -> Iterator[Problem]:
    wants = fault.known("x-leeward-wants")
    found = kind_of(fault.instance, fault.node)
    help = f"write `{fault.value}` without quotes" if str(fault.value) in found else f"write `{fault.value}`"
    yield Problem("not-listed", f"{fault.subject} wants {wants}, not {found}", fault.place, help)


def _wrong_form(fault: Fault) -> Iterator[Problem]:
    node = fault.node
    assert isinstance(node, Scalar)
    if fault.known("x-leeward") in ("quantity", "range"):
        problem = _wrong_quantity(fault, node)
        if problem is not None:
            yield problem
            return
    message = f"{fault.subject} wants {fault.known('x-leeward-wants')}, not {kind_of(fault.instance, node)}"
    help = _grade_as_written(node.text) if fault.known("x-leeward") == "grade" else _as_in(fault)
    yield Problem("wrong-form", message, fault.place, help)


def _grade_as_written(text: str) -> str:
    """`write 2` for `grade 2`, `write 1 .. 2` for `1-2`."""
    if two := _TWO_GRADES.fullmatch(text):
        return f"write `{two[1]} .. {two[2]}`"
    one = _ONE_GRADE.fullmatch(text)
    return f"write `{one[1]}`" if one else "write the grade as a number from 0 to 5"


def _wrong_quantity(fault: Fault, scalar: Scalar) -> Problem | None:
    """The first part of the quantity or range that is no quantity, underlined alone."""
    offset = 0
    for part in scalar.text.split(" .. "):
        place = scalar.place.within(offset, len(part))
        offset += len(part) + len(" .. ")
        try:
            if read_quantity(part).unit is None:
                return _without_unit(fault, Scalar(part, place))
        except NotANumber as error:
            point = _with_point(part)
            if point is None:
                return None
            message = f"{error} in {fault.subject}: `{shown(Scalar(part, place))}`"
            return Problem("wrong-quantity", message, place, point)
        except NotAUnit as error:
            message = f"{error} in {fault.subject}: `{shown(Scalar(part, place))}`"
            return Problem("wrong-quantity", message, place, error.help)
    return None


def _with_point(quantity: str) -> str | None:
    """The remedy for `24,5 h`; None for anything else. A comma before three digits may mean thousands."""
    text = quantity.strip()
    match = _DECIMAL_COMMA.match(text)
    if match is None:
        return None
    point = f"`{match[1]}.{match[2]}{text[match.end() :]}`"
    if len(match[2]) == 3 and match[1] != "0":
        return f"write `{match[1]}{match[2]}{text[match.end() :]}`, or {point} if a decimal point was meant"
    return f"write {point}"


def _without_unit(fault: Fault, node: Node) -> Problem:
    return Problem("missing-unit", f"the unit of {fault.subject} is missing", node.place, _as_in(fault))


def _wrong_name(fault: Fault) -> Problem:
    assert isinstance(fault.node, Mapping)
    assert fault.about_key is not None
    key = fault.node.key(fault.about_key)
    place = key.place if key else fault.heading
    text = shown(key) if key else fault.about_key
    message = f"`{text}` cannot stand here as a key: {fault.known('x-leeward-wants')} is wanted"
    return Problem("wrong-name", message, place, _as_in(fault))


def _empty(fault: Fault) -> Iterator[Problem]:
    node = fault.node
    place = node.place if isinstance(node, Scalar) else fault.heading
    yield Problem(
        "empty-value", f"{fault.subject} is empty", place, "write what it holds, or leave the key out"
    )


def _out_of_range(fault: Fault) -> Iterator[Problem]:
    message = (
        f"{fault.subject} wants {fault.known('x-leeward-wants')}, not {kind_of(fault.instance, fault.node)}"
    )
    yield Problem("out-of-range", message, fault.place)


def _repeated(fault: Fault) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in fault.node.items if isinstance(fault.node, Sequence) else ():
        if isinstance(item, Scalar):
            if item.text in seen:
                message = f"`{shown(item)}` is listed twice in {fault.subject}"
                yield Problem("listed-twice", message, item.place, "list it once")
            seen.add(item.text)


def _no_such_day(fault: Fault) -> Iterator[Problem]:
    message = f"{fault.subject} is no day and time of the calendar: {kind_of(fault.instance, fault.node)}"
    if fault.value == "date":
        message = f"{fault.subject} is no day of the calendar: {kind_of(fault.instance, fault.node)}"
    yield Problem("no-such-day", message, fault.place, _as_in(fault))


_BY_KEYWORD: dict[str, Callable[[Fault], Iterator[Problem]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "dependentRequired": _depends,
    "not": _forbidden,
    "type": _wrong_type,
    "enum": _not_listed,
    "const": _not_this,
    "pattern": _wrong_form,
    "format": _no_such_day,
    "minLength": _empty,
    "minItems": _empty,
    "minProperties": _empty,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "uniqueItems": _repeated,
}

WORST_FIRST = ("not", "type", "const", "enum", "pattern", "format")
"""When one node has several faults, the first of these is the cause and the others follow from it."""
