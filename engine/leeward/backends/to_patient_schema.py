"""The JSON Schema of patient files: completion, hover and first checks in an editor.

It refuses nothing that the reader accepts. What it cannot say (times in the future, drugs
by any name, two numbers that do not go together) is left to the reader.
"""

from leeward.language.durations import hours_to_text
from leeward.language.units import UNITS, Unit
from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import Input, Kind
from leeward.patient.episodes import HIGHEST_GRADE, episode_types
from leeward.patient.given import drug_names
from leeward.patient.last_dose import levels_of
from leeward.patient.plausible import range_text
from leeward.patient.times import TIME_PATTERN

Schema = dict[str, object]

_NUMBER = r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_NAME = "^[A-Za-z$_][A-Za-z0-9_-]*$"
_A_TIME = "2026-11-20T14:00:00Z"
_TIME: Schema = {"$ref": "#/$defs/time"}


def to_patient_schema(protocol: ClinicalProtocol) -> Schema:
    """The schema of the patient files that this protocol reads, in JSON Schema 2020-12."""
    vocabulary = protocol.vocabulary
    properties: dict[str, Schema] = {
        "at": {**_TIME, "title": "At", "description": "The time at which all this is known."}
    }
    properties |= {name: _input(input, protocol) for name, input in vocabulary.inputs.items()}
    properties |= {
        name: _observable({"enum": list(choices), "description": _panel_text(choices)}, name.capitalize())
        for name, choices in vocabulary.panels.items()
    }
    properties |= {
        "given": _given(protocol),
        "episodes": _episodes(protocol),
        "last_dose": _last_dose(protocol),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A patient for {protocol.id}",
        "description": "What is not stated is unknown. Quantities are written with their unit.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
        "$defs": {
            "time": {
                "type": "string",
                "pattern": f"^{TIME_PATTERN}$",
                "errorMessage": f"a date, a time and its offset from UTC are wanted, as in `{_A_TIME}`",
                "description": "Date, time, and offset from UTC.",
                "examples": [_A_TIME, "2026-11-20T15:00:00+01:00"],
            }
        },
    }


def _input(input: Input, protocol: ClinicalProtocol) -> Schema:
    value = _value(input, protocol)
    if input.may_be_never:
        value = {"anyOf": [{"const": "never"}, value]}
    return _observable({**value, "description": _description(input)}, input.title)


def _observable(value: Schema, title: str) -> Schema:
    """The plain value, or an observation with its time."""
    observation: Schema = {
        "type": "object",
        "properties": {"value": value, "at": _TIME},
        "required": ["value"],
        "additionalProperties": False,
    }
    shown: Schema = {"title": title, "description": value["description"]}
    if value.get("type") != "string":
        return {**shown, "anyOf": [value, observation]}
    # Of two alternatives an editor offers the words, and of a fault can only say that neither fits.
    # A quantity has no words: it gets the better message. Texts first, so that the editor begins with one.
    said = {"errorMessage": value["errorMessage"]} if "errorMessage" in value else {}
    shown |= {"type": ["string", "object"], **said}
    return {**shown, "if": {"type": "object"}, "then": observation, "else": value}


def _value(input: Input, protocol: ClinicalProtocol) -> Schema:
    match input.kind:
        case Kind.QUANTITY:
            assert input.unit is not None, "the linker gives every quantity its unit"
            example = _example(input)
            wanted = f"a number and its unit are wanted, as in `{example}`"
            return {**_quantity(input.unit.dimension), "examples": [example], "errorMessage": wanted}
        case Kind.NUMBER:
            lowest, highest = input.plausible or (0, None)
            bounds: Schema = {"minimum": lowest / 1_000_000}
            if highest is not None:
                bounds["maximum"] = highest / 1_000_000
            return {"type": "integer" if input.whole else "number", **bounds}
        case Kind.YES_NO:
            return {"enum": ["yes", "no", True, False, "true", "false"]}
        case Kind.OPTION:
            return {"enum": _words(input)}
        case Kind.SET:
            return {"type": "array", "items": {"enum": _words(input)}, "uniqueItems": True}
        case Kind.NAME:
            known = _products(protocol) if input.name == "product" else []
            return _name(known)


def _words(input: Input) -> list[str]:
    """The options, and the other words that a chart may use for them."""
    return [*input.options, *(word for word, _ in input.also)]


def _quantity(dimension: str | None) -> Schema:
    """A number and a unit in one text; any unit of the table when no dimension is wanted."""
    units = [unit for unit in UNITS if dimension in (None, unit.dimension)]
    return {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*(?:{'|'.join(map(_names, units))})\s*$"}


def _names(unit: Unit) -> str:
    """The unit's names as a pattern; only what is special in every dialect of patterns is escaped."""
    return "|".join(
        "".join(f"\\{letter}" if letter in "[]*/" else letter for letter in name)
        for name in (unit.code, *unit.also)
    )


def _products(protocol: ClinicalProtocol) -> list[str]:
    return [name for product in protocol.products for name in (product.drug, *product.also)]


def _name(known: list[str]) -> Schema:
    """A name; the known ones are offered, others are allowed."""
    free: Schema = {"type": "string", "pattern": _NAME}
    return {"anyOf": [{"enum": list(dict.fromkeys(known))}, free]} if known else free


def _example(input: Input) -> str:
    assert input.unit is not None, "the linker gives every quantity its unit"
    lowest, highest = input.plausible or (0, 20_000_000)
    return f"{(lowest + highest) // 2_000_000} {input.unit.code}"


def _description(input: Input) -> str:
    parts = []
    if input.unit is not None:
        parts.append(f"Unit: {input.unit.code}, or another of its kind")
    if input.plausible is not None:
        parts.append(f"Plausible: {range_text(input)}")
    if input.valid_for is not None:
        parts.append(f"Unknown {hours_to_text(input.valid_for)} after it was observed")
    if input.if_not_stated is not None:
        parts.append(f"Assumed when not stated: {'yes' if input.if_not_stated else 'no'}")
    if input.unknown_when is not None:
        parts.append(f"Unknown while `{input.unknown_when}` is yes")
    if input.from_history is not None:
        parts.append(f"Follows from `{input.from_history.of}` when not stated")
    return ". ".join(parts or [input.title]) + "."


def _panel_text(choices: dict[str, dict[str, str]]) -> str:
    words = (
        f"{word} stands for " + ", ".join(f"{name}: {value}" for name, value in values.items())
        for word, values in choices.items()
    )
    return ". ".join(words) + ". What is stated beside it wins."


def _given(protocol: ClinicalProtocol) -> Schema:
    drugs = list(dict.fromkeys(drug_names(protocol).values()))
    dose = {
        "drug": {
            "anyOf": [{"enum": drugs}, {"type": "string"}],
            "description": "Under any name of the drug.",
        },
        "at": _TIME,
        "dose": {**_quantity(None), "description": "As charted, with its unit.", "examples": ["656 mg"]},
    }
    about = "Every dose given. The list counts as complete; without the key, what was given is unknown."
    return _list_of("Dose", dose, ["drug", "at"], about)


def _episodes(protocol: ClinicalProtocol) -> Schema:
    episode = {
        "type": {"enum": list(episode_types(protocol))},
        "grade": {
            "type": "integer",
            "minimum": 1,
            "maximum": HIGHEST_GRADE,
            "description": "The worst grade.",
        },
        "product": _name(_products(protocol)),
        "from": _TIME,
        "to": {**_TIME, "description": "Left out while the episode lasts."},
        "grade_1_since": {
            **_TIME,
            "description": "Since when an episode of grade 2 or worse has been grade 1 or less, if known.",
        },
        "worst_for": {"type": "string", "description": "How long the worst grade lasted, if known: `30 h`."},
    }
    about = (
        "Every episode of toxicity. The list counts as complete; without the key, the episodes are unknown."
    )
    return _list_of("Episode", episode, ["type", "grade", "product", "from"], about)


def _list_of(title: str, properties: Schema, required: list[str], description: str) -> Schema:
    entry = {
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    return {"title": f"{title}s", "type": "array", "items": entry, "description": description}


def _last_dose(protocol: ClinicalProtocol) -> Schema:
    levels = [level for product in protocol.products for level in levels_of(product.drug, protocol)]
    return {
        "title": "Last dose",
        "type": "object",
        "properties": {"level": _name(levels), "at": _TIME},
        "required": ["at"],
        "additionalProperties": False,
        "description": "The newest dose of the bispecific antibody.",
    }
