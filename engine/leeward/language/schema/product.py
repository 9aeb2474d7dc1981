"""A product: one label of one bispecific antibody, in one region and revision."""

from leeward.language.schema.building_blocks import (
    condition,
    entry,
    field,
    group,
    items,
    ref,
    some,
    table,
    text,
)
from leeward.language.schema.header import CITATION, NOT_COVERED, document
from leeward.language.schema.invariants import ACCEPTS, ALWAYS
from leeward.language.schema.patterns import Schema, pattern
from leeward.language.schema.rules import BSAB_RULES, DECIDES, DECISION, REGIMEN, RULES, UNTIL_ELSEWHERE
from leeward.language.schema.scale import FINDINGS, SETTINGS

_BRANCH: Schema = {
    **group(
        {
            "when": condition(
                "When", "When this branch applies; the last one has none.", "prior_crs_grade3 = 0"
            ),
            **DECISION,
        },
        (),
        *DECIDES,
    ),
    "x-leeward-elsewhere": UNTIL_ELSEWHERE,
}

_ROW: Schema = {
    **_BRANCH,
    "type": ["object", "array"],
    "items": _BRANCH,
    "minItems": 1,
    "x-leeward-wants": "what is decided, or a list of branches",
}

_TABLE = group(
    {
        "source": CITATION,
        **{
            str(row): field(
                _ROW,
                f"Grade {row}",
                "What is decided; of a list, the first branch that holds.",
                {"hold": "until resolved"},
            )
            for row in (1, 2, 3, 4, 5)
        },
    }
)

_GAP = pattern(
    "<= [0-9]{1,4} d|> [0-9]{1,4} d|[0-9]{1,4} d \\.\\. [0-9]{1,4} d|any",
    "a number of days since the last dose",
    "`<= 7 d`, `8 d .. 28 d` or `> 28 d`",
)

_LEVEL = table(
    _GAP,
    group(
        {
            "give": field(ref("id"), "Give", "The dose to go on with: a level, or `continue`.", "step-up-2"),
            "because": text("Because", "Why, in a few words.", "too long without the drug"),
            "source": CITATION,
        },
        ("give",),
    ),
    "Dose level",
    "What to give after this dose, by whole days since it. Every day has exactly one row.",
    {"<= 7 d": {"give": "step-up-2"}, "> 7 d": {"give": "step-up-1"}},
)

_DOSE_LEVEL = group(
    {
        "day": field(
            {"type": "integer", "minimum": 0, "maximum": 400, "x-leeward-wants": "a day"},
            "Day",
            "The day of the treatment or cycle on which it is given.",
            4,
        ),
        **REGIMEN,
        "note": text("Note", "What belongs to it.", "2 to 4 days after the dose before"),
        "source": CITATION,
    }
)

_FACTS = items(
    group(
        {"text": text("Text", "The fact, in a sentence.", "CRS of any grade in 72.1 %"), "source": CITATION},
        ("text", "source"),
    ),
    "Facts",
    "What the label says and no rule carries out; shown by `protocol show`.",
    [{"text": "admitted for 48 h after each step-up dose", "source": "tecvayli-schedule"}],
)

TOPICS = ("premedication", "monitoring", "rates", "grading", "other")

PRODUCT = document(
    "product",
    {
        "product": field(ref("name"), "Product", "The value of the input `product`.", "teclistamab"),
        "also": some(
            ref("product_name"), "Also", "Other names a chart may use, such as the brand.", ["Tecvayli"]
        ),
        "region": text("Region", "Where this label is in force.", "US"),
        "revised": field(
            pattern("[0-9]{4}(?:-[0-9]{2}){0,2}", "a year, month or day", '`"2025-03"`', "version"),
            "Revised",
            "The revision of the label; left out when it is not known.",
            "2025-03",
        ),
        "bsab": table(
            ref("name"),
            entry(_TABLE, "One toxicity", "What is decided at each grade of it."),
            "Decisions by grade",
            "For each grade, what the label says about the antibody.",
            {"crs": {"1": {"hold": "until resolved"}, "4": {"discontinue": True}}},
        ),
        "decisions": {
            **BSAB_RULES,
            "title": "Decisions whatever the grade",
            "description": "What the label decides on the antibody by other conditions than a grade now.",
        },
        "schedule": field(
            {
                "type": "object",
                "properties": {"source": CITATION},
                "propertyNames": ref("id"),
                "additionalProperties": entry(_DOSE_LEVEL, "Dose level", "One dose of the schedule."),
            },
            "Schedule",
            "The dose levels in their order; the names are those of `restart` and of `last_dose`.",
            {"step-up-1": {"day": 1, "dose": "0.06 mg/kg", "route": "SC"}},
        ),
        "label": field(
            group(dict.fromkeys(TOPICS, _FACTS)),
            "Label",
            "Facts of the label by topic.",
            {"rates": [{"text": "CRS of any grade in 72.1 %", "source": "majestec-1"}]},
        ),
        "restart": field(
            {
                "type": "object",
                "properties": {"source": CITATION},
                "propertyNames": ref("id"),
                "additionalProperties": _LEVEL,
            },
            "Restart",
            "After a pause: by the level of the last dose and the days since it, what comes next.",
            {"step-up-1": {"<= 7 d": {"give": "step-up-2"}, "> 7 d": {"give": "step-up-1"}}},
        ),
        "settings": SETTINGS,
        "findings": FINDINGS,
        "rules": RULES,
        "always": ALWAYS,
        "accepts": ACCEPTS,
        "notes": some(ref("text"), "Notes", "Free text that the plan shows.", ["avoid live vaccines"]),
        "not_covered": NOT_COVERED,
    },
    ("product", "region"),
)
