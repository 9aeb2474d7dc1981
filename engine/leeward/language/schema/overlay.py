"""An institution's deviations from a protocol that it extends: each with its direction and its reason."""

from leeward.language.schema.building_blocks import (
    at_least_one,
    at_most_one,
    choice,
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
from leeward.language.schema.header import WAS
from leeward.language.schema.patterns import Schema
from leeward.language.schema.rules import COURSE, DECISION, REGIMEN, TAPER, VERBS

DIRECTION = choice(
    "Direction",
    "Whether the deviation asks for more care than the base, for less, or for something else.",
    "stricter",
    "looser",
    "different",
)
BECAUSE = text("Because", "Why this hospital deviates.", "mixed in the central pharmacy")
_CHANGED: Schema = {
    "when": condition("When", "The condition.", "crs >= 2"),
    **{
        verb: field(ref("intervention"), verb.capitalize(), "What is ordered.", "tocilizumab")
        for verb in VERBS
    },
    **REGIMEN,
    "taper": TAPER,
    "course": COURSE,
    **{key: value for key, value in DECISION.items() if key not in ("because", "source")},
    "limits": some(ref("limit"), "Limits", "How much of it is too much.", ["3 in 24 h"]),
    "otherwise": field(ref("id"), "Otherwise", "The rule that takes over.", "crs-second-agent"),
    "urgency": field(ref("urgency"), "Urgency", "How soon.", "within 1 h"),
    "phase": field(ref("phase"), "Phase", "The phase of the order.", "treat"),
    "after": some(ref("id"), "After", "Rules whose orders come first.", ["crs-oxygen"]),
    "replaces": some(ref("id"), "Replaces", "Interventions not ordered with it.", ["dexamethasone"]),
    "source": field(ref("citation"), "Source", "On whose word.", "our-minutes March 2026"),
}

_ONE_THING = at_most_one("a rule says one thing only", *VERBS, "hold", "discontinue")

REPLACE = table(
    ref("id"),
    entry(
        group(
            {**_CHANGED, "direction": DIRECTION, "because": BECAUSE, "was": WAS},
            ("direction", "because"),
            *_ONE_THING,
        ),
        "Changed rule",
        "What is different in this rule of the base, and why.",
    ),
    "Replace",
    "What is different in rules of the base, by their id; what is not named stays.",
    {"crs-tocilizumab": {"urgency": "within 1 h", "direction": "looser", "because": "mixed centrally"}},
)

ADD = items(
    group(
        {
            "id": field(ref("id"), "Id", "The name of the new rule.", "crs-ferritin"),
            **_CHANGED,
            "direction": DIRECTION,
            "because": BECAUSE,
        },
        ("id", "when", "direction", "because", "source"),
        at_least_one("it is not said what to do", *VERBS, "hold", "discontinue", "next_dose"),
        *_ONE_THING,
    ),
    "Add",
    "Rules and decisions that the base does not have.",
    [
        {
            "id": "crs-ferritin",
            "when": "crs >= 1",
            "order": "ferritin",
            "direction": "stricter",
            "because": "HLH surveillance",
            "source": "our-minutes 2026-03",
        }
    ],
)

REMOVE = items(
    group(
        {
            "id": field(ref("id"), "Id", "The rule of the base that is left out.", "crs-echo"),
            "direction": DIRECTION,
            "because": BECAUSE,
            "was": WAS,
        },
        ("id", "direction", "because"),
    ),
    "Remove",
    "Rules of the base that do not apply here.",
    [{"id": "crs-echo", "direction": "looser", "because": "ordered on the ICU"}],
)
