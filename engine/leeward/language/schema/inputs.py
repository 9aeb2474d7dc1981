"""What can be known about a patient: inputs, and what each form of value allows."""

from leeward.language.schema.building_blocks import (
    at_least_one,
    at_most_one,
    choice,
    condition,
    field,
    forbidden,
    group,
    items,
    ref,
    some,
    table,
    text,
)
from leeward.language.schema.history import HISTORY
from leeward.language.schema.patterns import UNIT_CODES, Schema


def _if(keys: Schema, properties: Schema) -> Schema:
    return {"if": keys, "then": {"properties": properties}}


def _not_for(what: str, *keys: str) -> Schema:
    return {key: forbidden(f"`{key}` has no meaning for {what}") for key in keys}


def _worse(*words: str) -> Schema:
    return {"worse": {"enum": list(words)}}


def _type(*words: str) -> Schema:
    return {"required": ["type"], "properties": {"type": {"enum": list(words)}}}


_YES_NO_ONLY = ("unless_stated", "if_not_stated")
_NUMBERS_ONLY = ("plausible",)

INPUT = group(
    {
        "title": text("Title", "What people call it; shown in plans and forms.", "Body temperature"),
        "unit": field(
            {"enum": UNIT_CODES, "x-leeward-wants": "a unit"},
            "Unit",
            "The unit it is kept in. A patient file may use any unit of the same kind.",
            "Cel",
            "mm[Hg]",
        ),
        "options": items(
            ref("name"),
            "Options",
            "The words it may have, best first.",
            ["alert", "voice", "touch", "unarousable"],
        ),
        "set_of": items(
            ref("name"),
            "Set of",
            "Any number of these words at once, none included.",
            ["norepinephrine", "vasopressin"],
        ),
        "type": choice(
            "Type",
            "For what has neither a unit nor a list of words. Scores and counts are whole numbers.",
            "yes/no",
            "score",
            "count",
            "fraction",
            "name",
        ),
        "also": table(
            ref("name"),
            some(ref("text"), "Other words", "Other words for this option.", ["noradrenaline"]),
            "Also",
            "Other words that a chart may use, by the option they stand for.",
            {"norepinephrine": ["noradrenaline"]},
        ),
        "plausible": field(
            {"type": "string", "x-leeward-wants": "a range"},
            "Plausible",
            "Values outside this range are refused as typing errors. The unit stands at both ends.",
            "30 Cel .. 43 Cel",
            "0 .. 10",
        ),
        "worse": choice(
            "Worse",
            "Which direction is worse for the patient. The proofs rest on it.",
            "higher",
            "lower",
            "later",
            "yes",
            "no",
        ),
        "valid_for": field(ref("duration"), "Valid for", "An older value counts as unknown.", "4 h"),
        "unknown_when": field(
            ref("name"), "Unknown when", "A yes/no input that makes this one unknown.", "sedated"
        ),
        "yes_when_stated": some(
            ref("name"),
            "Yes when stated",
            "A file that states one of these inputs says yes here, unless it says otherwise.",
            ["ice_orientation", "ice_naming"],
        ),
        "and_not": field(
            ref("name"), "And not", "Unless the file states this input: then the others do not count.", "ice"
        ),
        "unless_stated": condition(
            "Unless stated", "Where it follows from when nobody states it.", "systolic_bp < 90 mm[Hg]"
        ),
        "if_not_stated": field(
            ref("yes_no"), "If not stated", "What is assumed; every plan lists the assumption.", "no"
        ),
        "may_be": choice("May be", "Hours since something that may never have happened.", "never"),
        "from_history": field(
            HISTORY,
            "From history",
            "How it follows from doses, episodes or the last dose.",
            {"count": "given", "drug": "tocilizumab", "within": "24 h"},
        ),
    },
    ("title",),
    at_least_one(
        "it is not said what its values look like",
        "type",
        "unit",
        "options",
        "set_of",
    ),
    *at_most_one("its values cannot have two forms", "unit", "options", "set_of", "type"),
    _if(
        {"required": ["unit"]},
        {
            "plausible": ref("quantities"),
            **_worse("higher", "lower"),
            **_not_for("a quantity", "also", *_YES_NO_ONLY),
        },
    ),
    _if(
        {"required": ["options"]},
        {**_worse("later"), **_not_for("options", *_NUMBERS_ONLY, *_YES_NO_ONLY, "may_be")},
    ),
    _if(
        {"required": ["set_of"]},
        {**_worse("higher", "lower"), **_not_for("a set", *_NUMBERS_ONLY, *_YES_NO_ONLY, "may_be")},
    ),
    _if(
        _type("score", "count", "fraction"),
        {
            "plausible": ref("numbers"),
            **_worse("higher", "lower"),
            **_not_for("a plain number", "also", *_YES_NO_ONLY),
        },
    ),
    _if(_type("yes/no"), {**_worse("yes", "no"), **_not_for("a yes/no", *_NUMBERS_ONLY, "also", "may_be")}),
    _if(_type("name"), _not_for("a name", "also", *_NUMBERS_ONLY, *_YES_NO_ONLY, "worse", "may_be")),
)
