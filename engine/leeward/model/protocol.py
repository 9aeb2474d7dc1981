"""THE model: one protocol, linked, typed and complete. No behaviour.

Every backend starts from `ClinicalProtocol`; nothing else is passed between stages.
"""

from dataclasses import field
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Literal

from leeward.language.units import Unit
from leeward.model.expression import Condition
from leeward.model.vocabulary import Phase, Vocabulary
from leeward.record import record
from leeward.text.place import Place

Checked = Literal["read", "secondary", "memory"]
DocumentKind = Literal["vocabulary", "scale", "product", "protocol"]
Status = Literal["draft", "approved", "retired"]


class Decision(IntEnum):
    """What happens to the bispecific antibody, from least to most restrictive."""

    CONTINUE = 0
    HOLD = 1
    DISCONTINUE = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@record
class Source:
    """A publication, label or note. `checked`: read by us, seen only in a secondary page, or from memory."""

    id: str
    title: str
    checked: Checked
    place: Place
    address: str = ""


@record
class Citation:
    """A place in a source, and how that place was checked (by default as the source was)."""

    source: str
    where: str
    checked: Checked


@record
class Proposition:
    """A named condition. Names are unique in a protocol: `fever`, `crs.4`, `crs-tocilizumab`.

    kind says which document construct it came from:
    derived (a yes/no input that follows from others), finding, grade (one row of a scale),
    doubt (why a grade may be lower), scope, bsab (a decision rule), rule (an order is wanted),
    limit (a rule's limit is reached).
    """

    name: str
    kind: Literal["derived", "finding", "grade", "doubt", "scope", "bsab", "rule", "limit"]
    condition: Condition
    place: Place
    text: str = ""
    title: str = ""
    citation: Citation | None = None


@record
class Grade:
    """A grade is the worst row that holds, as an interval [lowest, highest]; 0 when no row holds.

    rows: (grade, name of its proposition), worst first.
    doubt: a proposition; unless it is certainly false, the lowest grade is 0.
    """

    name: str
    title: str
    rows: tuple[tuple[int, str], ...]
    place: Place
    citation: Citation | None = None
    doubt: str | None = None


Step = Proposition | Grade


@record
class Amount:
    """A dose as written: `8 mg/kg`, at most `800 mg`; or a range when `highest` is given."""

    number: Decimal
    unit: Unit
    highest: Decimal | None = None


@record
class Band:
    """The amount for weights from `from_weight` (included) to `below_weight` (excluded), millionths of kg."""

    amount: Amount
    from_weight: int | None = None
    below_weight: int | None = None


@record
class Dose:
    """One amount, or one per weight band; never more than `at_most`."""

    bands: tuple[Band, ...]
    at_most: Amount | None = None


@record
class Regimen:
    """How an order is carried out. Times are millionths of an hour; `every` is the shorter end of a range."""

    dose: Dose | None = None
    route: str = ""
    over: int | None = None
    every: int | None = None
    every_at_most: int | None = None
    duration: int | None = None
    times: int | None = None
    until: str = ""


@record
class Course:
    """When doses of one drug are one course: none lies further than `broken_after` from the one before.

    In millionths of an hour. because: why this long, since few sources say.
    """

    broken_after: int
    because: str


@record
class Limit:
    """A limit on one drug: `3 in 24 h`, `4 in total`, `8 h apart`. `input` is the count or clock it reads."""

    kind: Literal["count", "apart"]
    number: int
    within: int | None
    input: str
    text: str
    place: Place


class Strength(Enum):
    """How strongly a rule speaks of an intervention."""

    GIVE = "give"
    CONSIDER = "consider"
    AVOID = "avoid"
    CAUTION = "caution"


@record
class Urgency:
    """How soon. rank: millionths of an hour (`now` is 0); `routine` and `consider` come last."""

    text: str
    rank: int


@record
class Rule:
    """One order of the protocol. `id` is also the name of the proposition that wants it.

    limit_reached: the proposition that closes the door, when the rule has limits.
    otherwise: the rule that takes over when a limit closes this one.
    replaces: interventions that are not ordered while this rule is certain.
    taper: the phases after, or instead of, one regimen.
    course: how its doses are told from older ones; None: which day of it this is cannot be told.
    verb: how the document says it: `order` for a test, else the word of the strength.
    layer: id of the document that holds the rule.
    """

    id: str
    intervention: str
    strength: Strength
    regimen: Regimen
    urgency: Urgency
    phase: Phase
    because: str
    citation: Citation
    layer: str
    place: Place
    note: str = ""
    taper: tuple[Regimen, ...] = ()
    course: Course | None = None
    limits: tuple[Limit, ...] = ()
    limit_reached: str | None = None
    otherwise: str | None = None
    after: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    verb: str = ""


@record
class Obligation:
    """Something owed at the next dose: `premedicate`, `admit 48 h`. duration in millionths of an hour."""

    intervention: str
    duration: int | None = None


@record
class BsabRule:
    """When to hold the bispecific antibody, or stop it for good. `id` is also its proposition's name.

    until: what must be so before the next dose, as a sentence part ("CRS has resolved").
    floor: written by the linker from a product's table: at least this decision in a whole run of
    grades, so that an undecided grade does not make a decided action look open; never shown as a reason.
    """

    id: str
    decision: Decision
    because: str
    citation: Citation
    layer: str
    place: Place
    until: str = ""
    next_dose: tuple[Obligation, ...] = ()
    floor: bool = False


@record
class RestartRow:
    """From `first_day` to `last_day` after the last dose (whole days, both included; None: no end)."""

    level: str
    first_day: int
    last_day: int | None
    action: str
    text: str
    citation: Citation
    place: Place


@record
class DoseLevel:
    """One step of a label's schedule. day: of the treatment or cycle, None for a repeated dose."""

    name: str
    day: int | None
    regimen: Regimen
    note: str
    citation: Citation
    place: Place


@record
class LabelFact:
    """Something a label says that no rule carries out: premedication, monitoring, rates, grading, other."""

    topic: str
    text: str
    citation: Citation
    place: Place


@record
class Product:
    """One label of one product in one region. drug is the value of the input `product`.

    also: other names, such as the brand, under which a chart may speak of it.
    """

    id: str
    drug: str
    title: str
    region: str
    revised: str
    place: Place
    restart: tuple[RestartRow, ...] = ()
    levels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    schedule: tuple[DoseLevel, ...] = ()
    label: tuple[LabelFact, ...] = ()
    review_by: str = ""
    also: tuple[str, ...] = ()


@record
class Document:
    """One file that went into the protocol, with the SHA-256 of its bytes."""

    id: str
    kind: DocumentKind
    file: str
    sha256: str


@record
class Setting:
    """A named value that an institution may change in one place, as written.

    citation: on whose word the value stands; of a changed setting, on whose word it was changed.
    """

    name: str
    text: str
    because: str
    place: Place
    citation: Citation
    title: str = ""


Direction = Literal["stricter", "looser", "different"]


@record
class Deviation:
    """One difference of an institution's protocol from the one it extends, with its reason.

    base: the id of the document that holds what is changed. text: what is different, in words.
    """

    kind: Literal["setting", "replace", "add", "remove", "intervention", "scope"]
    target: str
    direction: Direction
    because: str
    base: str
    layer: str
    place: Place
    text: str = ""


@record
class Promise:
    """What an invariant says must follow. of: what it speaks about.

    decision: the antibody decision is one from `least` to `most`. order: `order` is wanted, at
    `strength` or more; with `never`, it is not. condition: another condition holds.
    """

    of: Literal["decision", "order", "condition"]
    text: str
    least: Decision = Decision.CONTINUE
    most: Decision = Decision.DISCONTINUE
    order: str = ""
    strength: Strength = Strength.GIVE
    never: bool = False
    condition: Condition | None = None


@record
class Always:
    """An invariant of the committee: whenever `condition` holds, the promise is kept. Proved, and not run."""

    id: str
    condition: Condition
    promise: Promise
    place: Place
    text: str = ""
    because: str = ""
    citation: Citation | None = None


@record
class Acceptance:
    """A finding of `protocol verify`, or of a check of `protocol validate`, that the document lives with.

    law: the name of the law, or of the check; kind says which.
    own: it stands in the main document, whose writer can take it out when it is no longer needed.
    """

    law: str
    subject: str
    because: str
    place: Place
    own: bool = True
    kind: Literal["law", "check"] = "law"


@record
class ClinicalProtocol:
    """One protocol with everything it uses linked into it.

    steps: all propositions and grades, in an order in which each refers only to earlier ones.
    INVARIANT: every name in a condition, rule, grade or citation is defined in this object.
    sha256 covers the bytes of every linked document. notices: what every plan must say loudly.
    """

    id: str
    kind: DocumentKind
    title: str
    version: str
    status: Status
    sha256: str
    place: Place
    vocabulary: Vocabulary
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...] = ()
    bsab: tuple[BsabRule, ...] = ()
    products: tuple[Product, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    settings: tuple[Setting, ...] = ()
    documents: tuple[Document, ...] = ()
    not_covered: tuple[str, ...] = ()
    scope: str | None = None
    effective: str = ""
    review_by: str = ""
    deviations: tuple[Deviation, ...] = ()
    notices: tuple[str, ...] = ()
    always: tuple[Always, ...] = ()
    accepts: tuple[Acceptance, ...] = ()

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        return tuple(step for step in self.steps if isinstance(step, Proposition))

    @property
    def grades(self) -> tuple[Grade, ...]:
        return tuple(step for step in self.steps if isinstance(step, Grade))
