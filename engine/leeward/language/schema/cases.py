"""Cases: patients, and what their plans must say."""

from leeward.language.schema.building_blocks import choice, entry, field, group, items, ref, some, table, text
from leeward.language.schema.header import CITATION, LANGUAGE
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

_ANSWERS = ("bsab", "decided", "in_scope")
_LISTS = {
    "because": "Rules that must be among the reasons of the decision.",
    "give": "Interventions that must be ordered for certain.",
    "consider": "Interventions that must be suggested for certain.",
    "avoid": "Interventions that must be warned against.",
    "caution": "Interventions whose risk must be pointed out.",
    "conditional": "Interventions that must depend on what is missing.",
    "under_way": "Drugs in courses that go on although no rule orders them now; `[]`: none.",
    "stronger": "Drugs that must be told to be stronger than another of their class; `[]`: none.",
    "not_now": "Interventions that a limit must hold back.",
    "not_ordered": "Interventions that must not be ordered or suggested in any way.",
    "rules": "Rules that must have a part in the plan: in an order, a warning or a closed door.",
    "missing": "Inputs that must be named as missing; `[]`: nothing is.",
    "assumed": "Inputs that must be named as assumed.",
    "next_dose": "What must be owed at the next dose.",
}

_TEXTS = ("dose", "taper", "how", "urgency", "until", "restart")

_EXPECT: Schema = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": ref("name"),
    "properties": {
        "bsab": choice("Decision", "What is decided on the antibody.", "hold", "continue", "discontinue"),
        "decided": field(ref("yes_no"), "Decided", "Whether the decision is settled.", "yes"),
        "in_scope": choice(
            "In scope", "Whether the protocol is for this patient.", "yes", "no", "unknown", True, False
        ),
        **{
            key: some(ref("text"), key.capitalize().replace("_", " "), says, [])
            for key, says in _LISTS.items()
        },
        "dose": table(
            ref("id"), ref("text"), "Dose", "The dose that must be computed.", {"tocilizumab": "656 mg"}
        ),
        "taper": table(
            ref("id"),
            ref("text"),
            "Taper",
            "Where the patient stands: `day 5, phase 2 of 4`, `not begun`, `over`, `broken off`, `unknown`.",
            {"methylprednisolone": "day 5, phase 2 of 4"},
        ),
        "how": table(
            ref("id"),
            ref("text"),
            "How",
            "Dose, route and timing, and the phases that follow, in the words of the plan.",
            {"tocilizumab": "656 mg IV over 1 h, every 8 h"},
        ),
        "urgency": table(ref("id"), ref("text"), "Urgency", "How soon.", {"tocilizumab": "now"}),
        "until": field(
            ref("text"),
            "Until",
            "What must be so before the next dose, in the words of the plan; `none`: nothing.",
            "CRS has resolved",
        ),
        "restart": field(ref("id"), "Restart", "The dose to go on with; `none`: no advice.", "step-up-2"),
    },
    "additionalProperties": {
        "type": ["integer", "string"],
        "minimum": 0,
        "maximum": 5,
        "pattern": "^[0-5] \\.\\. [0-5]$",
        "x-leeward-known": [*_ANSWERS, *_LISTS, *_TEXTS],
        "x-leeward": "grade",
        "x-leeward-wants": "a grade such as `2`, or an interval such as `1 .. 4`",
        "errorMessage": "a grade such as `2`, or an interval such as `1 .. 4`, is wanted",
    },
}

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
                            _EXPECT, "Expect", "What the plan must say.", {"crs": 1, "bsab": "hold"}
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
