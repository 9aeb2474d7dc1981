"""A scale: findings and the grades made of them. Settings and findings serve other documents too."""

from leeward.language.schema.building_blocks import (
    at_least_one,
    choice,
    condition,
    entry,
    field,
    group,
    ref,
    table,
    text,
)
from leeward.language.schema.header import CITATION, NOT_COVERED, WAS, document
from leeward.language.schema.invariants import ACCEPTS, ALWAYS
from leeward.language.schema.patterns import Schema

_SETTING = group(
    {
        "value": field(
            {
                "type": ["string", "number", "boolean", "array"],
                "items": ref("name"),
                "minItems": 1,
                "minLength": 1,
                "x-leeward-wants": "a quantity, a number, a word, `yes` or `no`, or a list of words",
                "if": {"type": "string", "pattern": "^[+-]?[0-9]"},
                "then": ref("quantity"),
            },
            "Value",
            "A quantity with its unit, a plain number, a word, yes or no, or a list of words.",
            "6 L/min",
            ["cpap", "bipap", "ventilator"],
        ),
        "because": text("Because", "Why this value.", "exactly 6 counts as low flow in the table"),
        "direction": choice(
            "Direction",
            "In a protocol that extends another: what changing this setting means.",
            "stricter",
            "looser",
            "different",
        ),
        "was": WAS,
        "title": text("Title", "What people call it.", "Highest flow that is low"),
        "source": CITATION,
    },
    ("value", "because", "source"),
)

_FINDING: Schema = {
    "type": ["string", "object"],
    "minLength": 1,
    "x-leeward": "condition",
    "x-leeward-wants": "a condition, or a group with `is`",
    "properties": {
        "is": condition("Is", "The condition under which it holds.", "temperature >= 38.0 Cel"),
        "title": text("Title", "What people call it.", "Fever"),
        "source": CITATION,
    },
    "required": ["is"],
    "additionalProperties": False,
}

SETTINGS = table(
    ref("name"),
    entry(_SETTING, "Setting", "A value with a name, its reason and its source."),
    "Settings",
    "Named values, so that an institution changes one number in one place.",
    {
        "low_flow_at_most": {
            "value": "6 L/min",
            "because": "exactly 6 counts as low flow",
            "source": "astct-crs table 1",
        }
    },
)

FINDINGS = table(
    ref("name"),
    entry(_FINDING, "Finding", "A condition with a name."),
    "Findings",
    "Named conditions, used by other conditions.",
    {"fever": "temperature >= 38.0 Cel"},
)

_GRADE = group(
    {
        "title": text("Title", "What people call it.", "CRS"),
        "doubted_by": condition(
            "Doubted by", "While this is possible, the grade may be as low as 0.", "alternative_cause"
        ),
        "source": CITATION,
        **{
            str(row): condition(
                f"Grade {row}",
                f"The condition for grade {row}. The worst row that holds is the grade.",
                example,
            )
            for row, example in (
                (5, "never"),
                (4, "fever and vasopressors_besides_vasopressin >= 2"),
                (3, "fever and high_flow"),
                (2, "fever and (hypotension or low_flow)"),
                (1, "fever"),
            )
        },
    },
    ("title",),
    {
        "if": {"properties": dict.fromkeys("2345", False)},
        "then": {
            "required": ["1"],
            "x-leeward-any-of": list("12345"),
            "errorMessage": "no row is given",
        },
    },
)

SCALE = document(
    "scale",
    {
        "settings": SETTINGS,
        "findings": FINDINGS,
        "grades": table(
            ref("name"),
            entry(
                _GRADE, "Rows of a grade", "One condition per grade; the worst row that holds is the grade."
            ),
            "Grades",
            "Each grade as its rows; the worst row that holds is the grade.",
            {"crs": {"title": "CRS", "1": "fever"}},
        ),
        "always": ALWAYS,
        "accepts": ACCEPTS,
        "not_covered": NOT_COVERED,
    },
    (),
    at_least_one("it has neither grades nor scales that it puts together", "grades", "uses"),
)
