"""What a committee wants proved of every patient, and the findings of a proof that it lives with."""

from leeward.language.schema.building_blocks import (
    at_least_one,
    at_most_one,
    condition,
    field,
    group,
    items,
    ref,
    text,
)

ALWAYS = items(
    group(
        {
            "id": field(ref("id"), "Id", "The name of the invariant.", "grade-4-stops"),
            "if": condition("If", "The patients of whom something is promised.", "crs >= 4"),
            "then": field(
                ref("promise"),
                "Then",
                "What is always so of them: the decision on the antibody, an order, or another condition."
                " `gives` asks for a rule that gives it, `orders` also for one that only considers it;"
                " a limit may still close that rule, and the plan then says so.",
                "bsab is discontinue",
                "bsab is hold or worse",
                "gives tocilizumab",
                "orders ventilation",
                "never orders tocilizumab",
                "icans >= 1",
            ),
            "because": text(
                "Because", "Why it must be so.", "grade 4 stops the antibody on every label read"
            ),
            "source": field(ref("citation"), "Source", "On whose word.", "our-minutes March 2026"),
        },
        ("id", "if", "then"),
    ),
    "Always",
    "Invariants of the committee's own. `protocol verify` proves each for every patient, or shows one who"
    " breaks it; nothing of them is run at the bedside.",
    [{"id": "grade-4-stops", "if": "crs >= 4", "then": "bsab is discontinue"}],
)

ACCEPTS = items(
    group(
        {
            "law": text("Law", "The law that `protocol verify` found broken.", "worse is never less"),
            "check": text("Check", "The check of `protocol validate` that found it.", "shadowed-rule"),
            "finding": text("Finding", "What the finding is on, as it is named there.", "oral_fluids"),
            "because": text("Because", "Why that is right here.", "from grade 2 the fluid is given by vein"),
        },
        ("finding", "because"),
        at_least_one("it is not said what found it", "law", "check"),
        *at_most_one("either a law or a check", "law", "check"),
    ),
    "Accepts",
    "Findings of `protocol verify` and `protocol validate` that are meant so, each with its"
    " reason. An acceptance that no finding needs is a finding itself.",
    [{"law": "worse is never less", "finding": "oral_fluids", "because": "from grade 2 by vein"}],
)
