"""What the documents have in common: each kind of word, quantity and phrase, once."""

from leeward.language.schema.patterns import (
    AMOUNT,
    DURATION,
    ID,
    NAME,
    NUMBER,
    QUANTITY,
    SIGNED,
    Schema,
    pattern,
)

_UNTIL = (
    f"until (?:{NAME} )?(?:resolved(?: or stabilised)?|grade [0-4](?: or less)?)(?: for [1-9][0-9]* (?:h|d))?"
)
_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})"

DEFINITIONS: dict[str, Schema] = {
    "text": {
        "type": "string",
        "minLength": 1,
        "x-leeward-wants": "a text",
        "errorMessage": "a text is wanted; put a number in quotes",
    },
    "condition": {
        "type": "string",
        "minLength": 1,
        "x-leeward": "condition",
        "x-leeward-wants": "a condition",
        "x-leeward-example": "`crs >= 2 and hypotension`",
        "errorMessage": "a condition is wanted, as in `crs >= 2 and hypotension`",
    },
    "name": pattern(NAME, "a name of small letters, digits and `_`", "`systolic_bp`"),
    "intervention": {
        "type": "string",
        "minLength": 1,
        "x-leeward-wants": "the name of an intervention",
        "errorMessage": "the name of an intervention is wanted",
    },
    "id": pattern(ID, "a name of small letters, digits, `-` and `_`", "`crs-tocilizumab`"),
    "product_name": pattern(
        "[A-Za-z][A-Za-z0-9_-]{0,63}", "one word of letters, digits, `-` and `_`", "`Tecvayli`"
    ),
    "quantity": pattern(QUANTITY, "a number and its unit", "`6 L/min`", "quantity"),
    "duration": pattern(DURATION, "a time with its unit", "`24 h`", "quantity"),
    "durations": pattern(
        f"{DURATION}(?: \\.\\. {DURATION})?", "a time, or a range of two times", "`6 h .. 12 h`", "range"
    ),
    "quantities": pattern(
        f"{QUANTITY} \\.\\. {QUANTITY}", "a range with its unit at both ends", "`30 Cel .. 43 Cel`", "range"
    ),
    "numbers": pattern(f"{SIGNED} \\.\\. {SIGNED}", "a range of two plain numbers", "`0 .. 10`", "numbers"),
    "amount": pattern(
        f"{AMOUNT}(?: \\.\\. {AMOUNT})?", "a dose with its unit", "`8 mg/kg` or `650 mg .. 1000 mg`", "range"
    ),
    "weight": pattern(f"{NUMBER} ?(?:kg|g|lb)", "a body weight with its unit", "`30 kg`", "quantity"),
    "date": {
        **pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date, year first", "`2026-01-31`", "date"),
        "format": "date",
    },
    "time": {
        **pattern(_TIME, "a date and time with its zone", "`2026-11-20T14:00:00Z`", "time"),
        "format": "date-time",
    },
    "phase": {
        "enum": ["stabilise", "treat", "investigate", "monitor", "consult", "next_dose"],
        "x-leeward-wants": "a phase",
    },
    "urgency": pattern(
        f"now|routine|within {DURATION}", "`now`, `routine`, or `within` and a time", "`within 1 h`"
    ),
    "until": {
        **pattern(
            _UNTIL,
            "a way to end a hold",
            "`until crs resolved` or `until crs grade 1 or less for 72 h`",
            "until",
        ),
        "x-leeward-without": "hold-without-until",
    },
    "yes_no": {"enum": ["yes", "no", True, False], "x-leeward-wants": "`yes` or `no`"},
    "next_dose": pattern(
        f"{ID}(?: {DURATION})?", "an intervention, and a time if it lasts one", "`admit 48 h`"
    ),
    "limit": pattern(
        f"[1-9][0-9]? in (?:total|{DURATION})|{DURATION} apart",
        "a limit",
        "`3 in 24 h`, `4 in total` or `8 h apart`",
    ),
    "promise": {
        "type": "string",
        "minLength": 1,
        "x-leeward-wants": "what must follow",
        "x-leeward-example": "`bsab is hold or worse`, `gives tocilizumab` or a condition",
        "errorMessage": "what must follow is wanted, as in `bsab is discontinue` or `gives tocilizumab`",
    },
    "citation": {
        "type": ["string", "object"],
        "pattern": f"^{ID}(?: .+)?$",
        "x-leeward-wants": "the id of a source and the place in it",
        "x-leeward-example": "`<id of a source> <place in it>`",
        "x-leeward-without": "no-source",
        "errorMessage": "the id of a source and the place in it are wanted",
        "properties": {
            "id": {
                "$ref": "#/$defs/id",
                "x-leeward-without": "no-source",
                "x-leeward-to-fill-in": "id of a source",
                "title": "Source",
                "description": "The id of a source of this protocol.",
                "examples": ["asco-2021"],
            },
            "where": {
                "$ref": "#/$defs/text",
                "title": "Place in it",
                "description": "Table, page or section.",
                "examples": ["table 1"],
            },
            "checked": {
                "enum": ["read", "secondary", "memory"],
                "title": "How it was checked",
                "description": "Read by us, seen in another page, or from memory. Default: as the source.",
                "examples": ["read"],
            },
        },
        "required": ["id"],
        "additionalProperties": False,
    },
}
