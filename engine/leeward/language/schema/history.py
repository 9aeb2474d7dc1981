"""How an input follows from the doses, the episodes or the last dose of a patient: `from_history:`."""

from typing import get_args

from leeward.language.schema.building_blocks import at_least_one, at_most_one, choice, field, group, ref
from leeward.model.vocabulary import Measure

_MEASURES = get_args(Measure)

HISTORY = group(
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
