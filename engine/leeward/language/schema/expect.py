"""What the plan of a case must say: `expect:`."""

from leeward.language.schema.building_blocks import choice, field, ref, some, table
from leeward.language.schema.patterns import Schema

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

EXPECT: Schema = {
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
