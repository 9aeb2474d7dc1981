"""What can be ordered, and what a protocol changes in the drugs of its vocabulary."""

from leeward.language.schema.building_blocks import choice, field, group, ref, some, table, text
from leeward.language.schema.header import CITATION
from leeward.language.schema.patterns import Schema

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

INTERVENTION = group(_INTERVENTION_KEYS, ("title", "kind", "phase"))

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
