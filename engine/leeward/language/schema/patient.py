"""A patient of a case: what is known, and the doses and episodes so far."""

from leeward.language.schema.building_blocks import field, group, ref, text
from leeward.language.schema.patterns import Schema

_DOSES = group(
    {
        "drug": text("Drug", "What was given, by any of its names.", "tocilizumab"),
        "dose": field(ref("amount"), "Dose", "How much.", "656 mg"),
        "at": field(ref("time"), "At", "When.", "2026-11-20T06:10:00Z"),
    },
    ("drug", "at"),
)

_EPISODE = group(
    {
        "type": field(ref("name"), "Type", "Of what.", "crs"),
        "grade": field({"type": "integer", "minimum": 0, "maximum": 5}, "Grade", "The worst grade.", 3),
        "product": field(ref("name"), "Product", "After which antibody.", "teclistamab"),
        "from": field(ref("time"), "From", "When it began.", "2026-11-01T02:00:00Z"),
        "worst_for": field(
            ref("duration"), "Worst for", "How long the worst grade lasted, when it is known.", "30 h"
        ),
        "grade_1_since": field(
            ref("time"),
            "Grade 1 since",
            "Since when an episode of grade 2 or worse has been grade 1 or less, when it is known.",
            "2026-11-02T02:00:00Z",
        ),
        "to": field(
            ref("time"), "To", "When it ended; without it, it is still open.", "2026-11-02T08:00:00Z"
        ),
    },
    ("type", "from"),
)

_LAST_DOSE = group(
    {
        "level": field(ref("id"), "Level", "Which dose it was.", "step-up-2"),
        "at": field(ref("time"), "At", "When it was given.", "2026-11-19T16:00:00Z"),
    },
    ("level", "at"),
)

_VALUE: Schema = {
    "type": ["string", "number", "boolean", "array", "object", "null"],
    "items": ref("text"),
    "properties": {
        "value": field(
            {
                "type": ["string", "number", "boolean", "array"],
                "x-leeward-wants": "a value",
                "items": ref("text"),
            },
            "Value",
            "The value.",
            "86 mm[Hg]",
        ),
        "at": field(ref("time"), "At", "When it was observed.", "2026-11-20T13:40:00Z"),
    },
    "required": ["value"],
    "additionalProperties": False,
    "x-leeward-wants": "a value, or a group with `value` and `at`",
}


def _or_nothing(schema: Schema) -> Schema:
    """`key: null` takes a key of the base away."""
    kind = schema["type"]
    return {**schema, "type": [kind, "null"] if isinstance(kind, str) else [*kind, "null"]}


PATIENT: Schema = {
    "type": "object",
    "propertyNames": ref("name"),
    "properties": {
        "at": field(ref("time"), "At", "The moment the plan is for.", "2026-11-20T14:00:00Z"),
        "given": field(
            _or_nothing({"type": "array", "items": _DOSES, "x-leeward-wants": "a list of doses"}),
            "Given",
            "All doses given. With this key the list is complete; without it nothing is known.",
            [{"drug": "tocilizumab", "dose": "656 mg", "at": "2026-11-20T06:10:00Z"}],
        ),
        "episodes": field(
            _or_nothing({"type": "array", "items": _EPISODE, "x-leeward-wants": "a list of episodes"}),
            "Episodes",
            "All episodes so far. With this key the list is complete.",
            [{"type": "crs", "grade": 3, "from": "2026-11-01T02:00:00Z"}],
        ),
        "last_dose": field(
            _or_nothing(_LAST_DOSE),
            "Last dose",
            "The last dose of the antibody.",
            {"level": "step-up-2", "at": "2026-11-19T16:00:00Z"},
        ),
    },
    "additionalProperties": _VALUE,
}
