"""Rules: what is ordered, and when the antibody is held or stopped."""

from leeward.language.schema.building_blocks import (
    at_least_one,
    at_most_one,
    condition,
    entry,
    field,
    group,
    items,
    ref,
    some,
    text,
)
from leeward.language.schema.header import CITATION
from leeward.language.schema.patterns import Schema

VERBS = ("give", "order", "consider", "avoid", "caution")

_TIMES = field(
    {"type": "integer", "minimum": 1, "x-leeward-wants": "a whole number from 1 on"},
    "Times",
    "At most that many times.",
    2,
)

REGIMEN: Schema = {
    "dose": field(
        ref("dose"),
        "Dose",
        "One amount, a range, or one amount per band of body weight.",
        "8 mg/kg",
        "650 mg .. 1000 mg",
        [{"below": "30 kg", "amount": "12 mg/kg"}, {"from": "30 kg", "amount": "8 mg/kg"}],
    ),
    "at_most": field(ref("amount"), "At most", "Never more than this in one dose.", "800 mg"),
    "route": text("Route", "How it is given.", "IV"),
    "over": field(ref("duration"), "Over", "How long one dose runs.", "60 min"),
    "every": field(ref("durations"), "Every", "The time between doses.", "8 h", "6 h .. 12 h"),
    "for": field(ref("duration"), "For", "How long in all.", "3 d"),
    "times": _TIMES,
    "until": text("Until", "What ends it, in words.", "CRS is grade 1 or less"),
}

_CAP: Schema = {"dependentRequired": {"at_most": ["dose"]}}

_BAND = group(
    {
        "from": field(ref("weight"), "From", "The lowest weight of the band, included.", "30 kg"),
        "below": field(ref("weight"), "Below", "The weight where the band ends, not included.", "30 kg"),
        "amount": field(ref("amount"), "Amount", "The dose in this band.", "8 mg/kg"),
    },
    ("amount",),
)

DOSE: Schema = {
    "type": ["string", "array"],
    "if": {"type": "string"},
    "then": ref("amount"),
    "items": _BAND,
    "minItems": 1,
    "x-leeward": "range",
    "x-leeward-wants": "a dose with its unit, or a list of weight bands",
    "errorMessage": "a dose with its unit is wanted, as in `8 mg/kg`, or a list of weight bands",
    "x-leeward-example": "`8 mg/kg` or `650 mg .. 1000 mg`",
}

COURSE = field(
    group(
        {
            "broken_after": field(
                ref("duration"),
                "Broken after",
                "Doses further apart than this are not one course; a longer gap begins the days anew.",
                "24 h",
            ),
            "because": text("Because", "Why this long.", "one dose of 12 h may be missed; ours"),
        },
        ("broken_after", "because"),
    ),
    "Course",
    "How the doses of a course in phases are told from older ones, so that a plan can say its day.",
    {"broken_after": "24 h", "because": "one dose of 12 h may be missed; ours"},
)

TAPER = items(
    entry(group(REGIMEN, (), _CAP), "Phase", "One phase of the course."),
    "Taper",
    "The phases that follow, in order.",
    [{"dose": "250 mg", "every": "12 h", "for": "2 d"}],
)

_VERB_TEXTS = {
    "give": "Order it.",
    "order": "Order it (a test, a consult).",
    "consider": "Suggest it to the clinician.",
    "avoid": "Warn against it.",
    "caution": "Point out a risk of it.",
}

_RULE = group(
    {
        "id": field(ref("id"), "Id", "The name of the rule; plans show it.", "crs-tocilizumab"),
        "when": condition(
            "When",
            "The condition. `never`: only through another rule's `otherwise`.",
            "crs >= 2",
            "always",
            "never",
        ),
        **{
            verb: field(ref("intervention"), verb.capitalize(), says, "tocilizumab")
            for verb, says in _VERB_TEXTS.items()
        },
        **REGIMEN,
        "taper": TAPER,
        "course": COURSE,
        "limits": some(
            ref("limit"), "Limits", "How much of it is too much.", ["3 in 24 h", "4 in total", "8 h apart"]
        ),
        "otherwise": field(
            ref("id"),
            "Otherwise",
            "The rule that takes over when a limit closes this one.",
            "crs-second-agent",
        ),
        "urgency": field(ref("urgency"), "Urgency", "How soon.", "now", "within 1 h", "routine"),
        "phase": field(ref("phase"), "Phase", "Default: the phase of the intervention.", "treat"),
        "after": some(ref("id"), "After", "Rules whose orders come first.", ["crs-oxygen"]),
        "replaces": some(
            ref("id"),
            "Replaces",
            "While this rule is certain, these interventions are not ordered.",
            ["dexamethasone"],
        ),
        "because": text(
            "Because", "Why, in a few words; plans show it.", "first anti-cytokine drug from grade 2"
        ),
        "note": text("Note", "Shown beside the order.", "check for infection first"),
        "source": CITATION,
    },
    ("id", "when", "because", "source"),
    at_least_one("it is not said what to do", *VERBS),
    *at_most_one("a rule says one thing only", *VERBS),
    _CAP,
)

RULES = items(
    entry(_RULE, "Rule", "One order: when, what, why, and on whose word."),
    "Rules",
    "What is ordered, and when.",
    [
        {
            "id": "crs-tocilizumab",
            "when": "crs >= 2",
            "give": "tocilizumab",
            "dose": "8 mg/kg",
            "because": "first anti-cytokine drug",
            "source": "asco-2021 table 1",
        }
    ],
)

DECISION: Schema = {
    "hold": field(
        ref("until"),
        "Hold",
        "Hold the antibody, and until when. In the table of a product the grade goes without saying.",
        "until crs resolved",
        "until grade 1 or less for 72 h",
    ),
    "discontinue": field(
        {"enum": [True, "yes"], "x-leeward-wants": "`true`"},
        "Discontinue",
        "Stop the antibody for good.",
        True,
    ),
    "next_dose": some(
        ref("next_dose"), "Next dose", "What is owed at the next dose.", ["premedicate", "admit 48 h"]
    ),
    "because": text("Because", "Why, in a few words; plans show it.", "recurrent grade 3"),
    "note": text("Note", "Shown beside the decision.", "call the study office"),
    "source": CITATION,
}

UNTIL_ELSEWHERE = {"until": "the end stands behind `hold`, as in `hold: until crs resolved`"}
"""Where a key that decisions do not have belongs."""

DECIDES = (
    at_least_one("it is not said what to do", "hold", "discontinue", "next_dose"),
    *at_most_one("either hold or discontinue, not both", "hold", "discontinue"),
)

BSAB_RULES = items(
    entry(
        {
            **group(
                {
                    "id": field(ref("id"), "Id", "The name of the rule; plans show it.", "any-crs"),
                    "when": condition("When", "The condition.", "crs >= 1"),
                    **DECISION,
                },
                ("id", "when", "because", "source"),
                *DECIDES,
            ),
            "x-leeward-elsewhere": UNTIL_ELSEWHERE,
        },
        "Decision",
        "When the antibody is held or stopped, and why.",
    ),
    "Decisions on the antibody",
    "When the bispecific antibody is held or stopped. The most restrictive one that holds wins.",
    [
        {
            "id": "any-crs",
            "when": "crs >= 1",
            "hold": "until crs resolved",
            "because": "no dose during CRS",
            "source": "asco-2021 table 1",
        }
    ],
)
