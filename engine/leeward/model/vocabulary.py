"""What can be known about a patient, and what can be ordered: the words of a protocol."""

from enum import Enum
from fractions import Fraction
from typing import Literal

from leeward.language.units import Unit
from leeward.model.expression import Condition
from leeward.record import record
from leeward.text.place import Place

_LONGEST = ("longest", "slowest", "slowest_at_most")
"""Measures in hours that are the longest of several: they do not run on by themselves."""


class Kind(Enum):
    """What the value of an input looks like."""

    QUANTITY = "quantity"  # a number with a unit
    NUMBER = "number"  # a plain number: a score, a count, a fraction
    YES_NO = "yes/no"
    OPTION = "option"  # one word of a list
    SET = "set"  # any number of words of a list, the empty set included
    NAME = "name"  # a word that another document explains (a product, a dose level)


Measure = Literal[
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
]
"""What is taken from a history; `FromHistory` says what each means."""


@record
class FromHistory:
    """How an input follows from `given` or `episodes` when it is not stated.

    measure: `count` (doses or ended episodes), `hours_since` (the newest dose), `hours_since_first` (the
    first dose, of the present episode of `type` where one is named), `hours` (how long the
    episode that is still open has lasted, at this grade or worse), `longest` (the same of any episode),
    `hours_since_end` (the newest ended episode), `hours_at_most` (since the newest episode that was worse
    came down to this grade, or ended), `slowest` (the longest time that an episode of this grade or worse
    took to be grade 1 or less; unknown while one that the chart does not tell may have taken longer),
    `slowest_at_most` (the longest that it can have been: to the end, or to now), `worst` (grade of the
    episodes since the last dose), `days_since` (whole days since the last dose), `level` (of the last dose).
    names: drugs, or members of a class, that count; empty for episodes.
    within: millionths of an hour looked back, None for ever.
    same_product: only episodes after the product the patient gets now.
    """

    measure: Measure
    of: Literal["given", "episodes", "last_dose"]
    names: frozenset[str] = frozenset()
    within: int | None = None
    type: str = ""
    grade: int = 0
    same_product: bool = False


@record
class Input:
    """One thing that can be known about a patient.

    plausible: lowest and highest value believed, in millionths; outside is refused.
    worse: which direction is worse, for the law "worse is never less"; None: neither.
    valid_for: millionths of an hour after which an observation is unknown; None: for ever.
    if_not_stated: the value assumed when nobody says otherwise, listed on every plan.
    unknown_when: a yes/no input that makes this one unknown (sedation and consciousness).
    may_be_never: "hours since" inputs, whose value may be *never*.
    yes_when_stated: inputs that make this one yes by being stated; and_not: unless this one is stated too.
    also: (another word that a chart may use, the option it stands for).
    """

    name: str
    title: str
    kind: Kind
    place: Place
    unit: Unit | None = None
    options: tuple[str, ...] = ()
    plausible: tuple[int, int] | None = None
    whole: bool = False
    worse: Literal["higher", "lower", "later", "yes", "no"] | None = None
    valid_for: int | None = None
    if_not_stated: bool | None = None
    unknown_when: str | None = None
    yes_when_stated: tuple[str, ...] = ()
    and_not: str | None = None
    from_history: FromHistory | None = None
    may_be_never: bool = False
    also: tuple[tuple[str, str], ...] = ()

    def option(self, word: str) -> str | None:
        """The option that a chart's word stands for; None when it stands for none."""
        return word if word in self.options else dict(self.also).get(word)

    @property
    def is_clock(self) -> bool:
        """Whether its value grows with time by itself: hours or days since something."""
        measured_in_time = self.unit is not None and self.unit.dimension == "time"
        return measured_in_time and (self.from_history is None or self.from_history.measure not in _LONGEST)


class Phase(Enum):
    """The order in which things are done, when the urgency is the same."""

    STABILISE = "stabilise"
    TREAT = "treat"
    INVESTIGATE = "investigate"
    MONITOR = "monitor"
    CONSULT = "consult"
    NEXT_DOSE = "next_dose"


@record
class Equivalence:
    """How much of a reference drug one unit of mass of this drug is worth, as an interval.

    of: the reference, an intervention. text: as it is written, `50 to 53 mg is 10 mg of dexamethasone`.
    """

    lowest: Fraction
    highest: Fraction
    of: str
    text: str
    source: str
    where: str
    checked: Literal["read", "secondary", "memory"]


@record
class Intervention:
    """Something that can be ordered: a drug, a test, a consult.

    classes: drug classes it counts in (antipyretic, anticytokine, steroid …).
    also: other names under which a chart may list it.
    equivalence: what a dose of it is worth in another drug of its class; None: it is not compared.
    never_with: interventions that are never ordered together with it.
    """

    name: str
    title: str
    kind: str
    phase: Phase
    place: Place
    classes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    equivalence: Equivalence | None = None
    never_with: tuple[str, ...] = ()


@record
class Impossible:
    """A combination that no patient has (systolic below diastolic): the file is refused."""

    condition: Condition
    message: str
    help: str
    place: Place


@record
class Vocabulary:
    """All words of one protocol, after linking. Panels map panel → value → input → value as written."""

    inputs: dict[str, Input]
    panels: dict[str, dict[str, dict[str, str]]]
    interventions: dict[str, Intervention]
    impossible: tuple[Impossible, ...] = ()
