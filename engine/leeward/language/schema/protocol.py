"""A protocol: whom it is for, what it orders, and what it decides on the antibody."""

from leeward.language.schema.building_blocks import condition, field, group, ref, some
from leeward.language.schema.header import NOT_COVERED, document
from leeward.language.schema.interventions import CHANGED_INTERVENTIONS
from leeward.language.schema.invariants import ACCEPTS, ALWAYS
from leeward.language.schema.overlay import ADD, BECAUSE, DIRECTION, REMOVE, REPLACE
from leeward.language.schema.rules import BSAB_RULES, RULES
from leeward.language.schema.scale import FINDINGS, SETTINGS

PROTOCOL = document(
    "protocol",
    {
        "extends": field(
            ref("id"), "Extends", "The protocol of which this one is a local form.", "asco-2021"
        ),
        "replace": REPLACE,
        "add": ADD,
        "remove": REMOVE,
        "products": some(
            ref("id"), "Products", "Ids of the product documents it covers.", ["teclistamab-us-2025"]
        ),
        "scope": field(
            group(
                {
                    "applies": condition("Applies", "Which patients it is for.", "age >= 18 a"),
                    "not_covered": NOT_COVERED,
                    "direction": DIRECTION,
                    "because": BECAUSE,
                }
            ),
            "Scope",
            "Whom it is for, and what it does not speak about; a change of a base also says why.",
            {"applies": "age >= 18 a", "not_covered": ["CAR-T"]},
        ),
        "settings": SETTINGS,
        "findings": FINDINGS,
        "interventions": CHANGED_INTERVENTIONS,
        "rules": RULES,
        "bsab": BSAB_RULES,
        "always": ALWAYS,
        "accepts": ACCEPTS,
    },
)
