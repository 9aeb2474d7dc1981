"""Cases: patients, and what their plans must say."""

from leeward.language.schema.building_blocks import entry, field, group, items, ref, table, text
from leeward.language.schema.expect import EXPECT
from leeward.language.schema.header import CITATION, LANGUAGE
from leeward.language.schema.patient import PATIENT
from leeward.language.schema.patterns import Schema

_OF_THE_PATIENT = ("at", "given", "episodes", "last_dose")


def _case(properties: Schema, required: tuple[str, ...]) -> Schema:
    """A case; keys of the patient that stand beside `patient` are told where they belong."""
    elsewhere = dict.fromkeys(_OF_THE_PATIENT, "write it under `patient:`")
    return {**group(properties, required), "x-leeward-elsewhere": elsewhere}


CASES = group(
    {
        "leeward": LANGUAGE,
        "kind": field({"const": "cases"}, "Kind", "What this document is.", "cases"),
        "of": field(ref("id"), "Of", "The id of the document under test.", "asco-2021"),
        "description": text("Description", "What a reader should know.", "Boundaries of every grade."),
        "bases": table(
            ref("id"),
            entry(PATIENT, "Patient", "What is known of a patient that cases are laid over."),
            "Bases",
            "Patients that cases are laid over.",
            {"well": {"temperature": "36.8 Cel"}},
        ),
        "cases": items(
            entry(
                _case(
                    {
                        "name": text("Name", "What the case shows.", "exactly 38.0 is fever"),
                        "base": field(ref("id"), "Base", "The patient it is laid over.", "well"),
                        "patient": field(
                            PATIENT,
                            "Patient",
                            "What is known; `null` takes a key of the base away.",
                            {"temperature": "38.0 Cel"},
                        ),
                        "source": CITATION,
                        "note": text("Note", "Why the case is here.", "the label includes 38.0"),
                        "expect": field(
                            EXPECT, "Expect", "What the plan must say.", {"crs": 1, "bsab": "hold"}
                        ),
                    },
                    ("name", "expect"),
                ),
                "Case",
                "One patient, and what the plan must say.",
            ),
            "Cases",
            "Patients, and what their plans must say.",
            [{"name": "exactly 38.0 is fever", "patient": {"temperature": "38.0 Cel"}, "expect": {"crs": 1}}],
        ),
        "accepted": items(
            group(
                {
                    "law": field(ref("id"), "Law", "Which law.", "worse-takes-no-order-away"),
                    "rule": field(ref("id"), "Rule", "The rule for which it need not hold.", "oral-fluids"),
                    "because": text("Because", "Why that is right.", "by mouth while it is safe"),
                },
                ("law", "rule", "because"),
            ),
            "Accepted",
            "Where a law of `leeward.testing` finds something that is meant to be so, with the reason.",
            [
                {
                    "law": "worse-takes-no-order-away",
                    "rule": "oral-fluids",
                    "because": "by mouth while it is safe",
                }
            ],
        ),
    },
    ("leeward", "kind", "of", "cases"),
)
