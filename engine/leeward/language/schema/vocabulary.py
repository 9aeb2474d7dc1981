"""A vocabulary: what can be known about a patient, and what can be ordered."""

from leeward.language.schema.building_blocks import condition, entry, group, items, ref, table, text
from leeward.language.schema.header import document
from leeward.language.schema.inputs import INPUT
from leeward.language.schema.interventions import INTERVENTION
from leeward.language.schema.patterns import Schema

_VALUE: Schema = {
    "type": ["string", "number", "boolean", "array"],
    "items": ref("name"),
    "x-leeward-wants": "a value",
}

_IMPOSSIBLE = group(
    {
        "when": condition("When", "What no patient has.", "diastolic_bp >= systolic_bp"),
        "message": text(
            "Message", "What is said about such a file.", "the diastolic pressure is not below the systolic"
        ),
        "help": text("Help", "What to look at.", "check whether the two are exchanged"),
    },
    ("when", "message"),
)

VOCABULARY = document(
    "vocabulary",
    {
        "inputs": table(
            ref("name"),
            entry(INPUT, "Input", "One thing that can be known about a patient."),
            "Inputs",
            "What can be known about a patient, by name.",
            {"temperature": {"title": "Body temperature", "unit": "Cel"}},
        ),
        "panels": table(
            ref("name"),
            table(
                ref("name"),
                table(ref("name"), _VALUE, "Inputs", "The inputs it stands for.", {"raised_icp": "no"}),
                "Words",
                "Each word of the panel.",
                {"normal": {"raised_icp": "no"}},
            ),
            "Panels",
            "One word in a patient file for a group of inputs.",
            {"neuro": {"normal": {"raised_icp": "no"}}},
        ),
        "interventions": table(
            ref("id"),
            entry(INTERVENTION, "Intervention", "One thing that can be ordered."),
            "Interventions",
            "What can be ordered, by name.",
            {"tocilizumab": {"title": "tocilizumab", "kind": "drug", "phase": "treat"}},
        ),
        "impossible": items(
            _IMPOSSIBLE,
            "Impossible",
            "Combinations that no patient has; such a file is refused.",
            [{"when": "diastolic_bp >= systolic_bp", "message": "the two pressures do not fit"}],
        ),
    },
)
