"""A vocabulary: what can be known about a patient, and what can be ordered."""

from leeward.language.schema.building_blocks import (
    at_least_one,
    at_most_one,
    choice,
    condition,
    entry,
    field,
    forbidden,
    group,
    items,
    ref,
    some,
    table,
    text,
)
from leeward.language.schema.header import CITATION, document
from leeward.language.schema.patterns import UNIT_CODES, Schema

_MEASURES = (
    "count",
    "hours_since",
    "hours_since_first",
    "hours",
    "longest",
    "hours_since_end",
    "hours_at_most",
    "slowest",
    "slowest_at_most",
    "worst",
    "days_since",
    "level",
)

_HISTORY = group(
    {
        "count": choice(
            "Count", "How many doses were given, or how many episodes have ended.", "given", "episodes"
        ),
        "hours_since": choice(
            "Hours since", "Hours since the newest dose of a drug, or of the antibody.", "given", "last_dose"
        ),
        "hours_since_first": choice(
            "Hours since the first",
            "Hours since the first dose of a drug; with `type`, since its first dose in the present episode.",
            "given",
        ),
        "hours": choice("Hours", "How long the episode that is still open has lasted.", "episodes"),
        "longest": choice("Longest", "How long the longest episode lasted, open or ended.", "episodes"),
        "hours_since_end": choice(
            "Hours since the end", "Hours since the newest ended episode ended.", "episodes"
        ),
        "hours_at_most": choice(
            "Hours at most",
            "Hours since the newest worse episode came down to `grade`, which is 1, or ended.",
            "episodes",
        ),
        "slowest": choice(
            "Slowest",
            "Longest time that an episode took to be grade 1 or less. Unknown while an episode that does not"
            " say so may have taken longer.",
            "episodes",
        ),
        "slowest_at_most": choice(
            "Slowest at most",
            "The longest that this can have been: where an episode does not say, to its end, or to now.",
            "episodes",
        ),
        "worst": choice("Worst", "The worst grade of the episodes since the last dose.", "episodes"),
        "days_since": choice("Days since", "Whole days since the last dose of the antibody.", "last_dose"),
        "level": choice("Level", "The level of the last dose of the antibody.", "last_dose"),
        "drug": field(ref("id"), "Drug", "Only this drug counts.", "tocilizumab"),
        "class": field(ref("id"), "Class", "All drugs of this class count.", "anticytokine"),
        "within": field(ref("duration"), "Within", "How far to look back; without it, for ever.", "24 h"),
        "type": field(ref("name"), "Type", "Which grade the episode was of.", "crs"),
        "grade": field(
            {"type": "integer", "minimum": 1, "maximum": 5, "x-leeward-wants": "a grade from 1 to 5"},
            "Grade",
            "Episodes of at least this grade count.",
            3,
        ),
        "same_product": field(
            ref("yes_no"), "Same product", "Only episodes after the product given now.", "yes"
        ),
    },
    (),
    at_least_one("it is not said what is taken from the history", *_MEASURES),
    *at_most_one("only one thing can be taken from the history", *_MEASURES),
    *at_most_one("either a drug or a class of drugs counts, not both", "drug", "class"),
)


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

_INPUT = group(
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
            _HISTORY,
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

_EQUIVALENCE = field(
    group(
        {
            "amount": field(ref("amount"), "Amount", "So much of this drug.", "50 mg .. 53 mg"),
            "equals": field(ref("amount"), "Equals", "Is worth so much of the other.", "10 mg"),
            "of": field(ref("id"), "Of", "The other drug.", "dexamethasone"),
            "source": CITATION,
        },
        ("amount", "equals", "of", "source"),
    ),
    "Equivalence",
    "What a dose is worth in another drug of its class. Without it the two are not compared.",
    {"amount": "50 mg", "equals": "10 mg", "of": "dexamethasone", "source": "our-pharmacy"},
)

_INTERVENTION_KEYS: Schema = {
    "title": text("Title", "What people call it.", "tocilizumab"),
    "kind": field(ref("name"), "Kind", "What sort of order it is.", "drug", "lab", "imaging", "consult"),
    "phase": field(ref("phase"), "Phase", "Where it stands among orders of the same urgency.", "treat"),
    "classes": some(ref("id"), "Classes", "The classes of drugs it counts in.", ["anticytokine"]),
    "also": some(ref("text"), "Also", "Other names a chart may use.", ["Actemra"]),
    "equivalence": _EQUIVALENCE,
    "never_with": some(
        ref("name"),
        "Never with",
        "Interventions that are never ordered together with it; `protocol verify` proves that none is.",
        ["icu_admission"],
    ),
}

_INTERVENTION = group(_INTERVENTION_KEYS, ("title", "kind", "phase"))

CHANGED_INTERVENTIONS = table(
    ref("id"),
    group(
        {
            **_INTERVENTION_KEYS,
            "direction": choice(
                "Direction",
                "For a protocol that extends another: whether the change asks for more care, for less, or "
                "for something else.",
                "stricter",
                "looser",
                "different",
            ),
            "because": text("Because", "Why it is different here.", "our pharmacy's own table"),
        },
        ("because",),
    ),
    "Interventions",
    "What is different here in the drugs of the vocabulary: names, classes, equivalence. What is not named "
    "stays; other names are added. A new one needs a title, a kind and a phase.",
    {"prednisolone": {"also": ["prednisone"], "because": "our charts say so"}},
)

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
            entry(_INPUT, "Input", "One thing that can be known about a patient."),
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
            entry(_INTERVENTION, "Intervention", "One thing that can be ordered."),
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
