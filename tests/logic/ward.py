"""A small protocol over the vocabulary of the language tests, and signals for it by its own definition."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from tests.language.words import INPUTS, NAMES, worded

from leeward.language.from_expression import read_condition
from leeward.language.names import Names
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.model.decision import Decision
from leeward.model.expression import And, Condition, Literal, Or, Stated, Yes
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import Fact, State, Value
from leeward.model.steps import Grade, Proposition, Step
from leeward.model.vocabulary import Kind, Vocabulary
from leeward.text.node import Scalar
from leeward.text.place import Place
from leeward.text.problem import Problems

MILLION = 1_000_000
AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
EARLIER = datetime(2026, 11, 20, 13, 40, tzinfo=UTC)
WARD_INPUTS = INPUTS | {"alternative_cause": worded("alternative_cause", Kind.YES_NO)}
WARD_NAMES = replace(
    NAMES, inputs=WARD_INPUTS, propositions=frozenset({"fever", "hypotension", "low_flow", "needs_support"})
)


def when(text: str, names: Names = WARD_NAMES) -> Condition:
    problems = Problems()
    condition = read_condition(Scalar(text, Place("ward.yaml", 1, 1, len(text))), names, problems)
    assert condition is not None, list(problems)
    return condition


def place(line: int) -> Place:
    return Place("ward.yaml", line)


def derived(name: str, text: str, line: int) -> Proposition:
    stated = Stated(name, f"{name} is stated")
    condition = Or(
        (And((Literal(stated), Literal(Yes(name, name)))), And((Literal(stated, False), when(text))))
    )
    return Proposition(name, "derived", condition, place(line), text)


STEPS: tuple[Step, ...] = (
    derived("hypotension", "systolic_bp < 90 mm[Hg]", 10),
    Proposition("fever", "finding", when("temperature >= 38.0 Cel"), place(20)),
    Proposition("low_flow", "finding", when("oxygen_device = nasal_cannula"), place(21)),
    Proposition(
        "needs_support",
        "finding",
        when("oxygen_device = cpap and spo2 < 90 % and count(vasopressors) >= 1"),
        place(22),
    ),
    Proposition(
        "crs.4", "grade", when("fever and count(vasopressors besides {vasopressin}) >= 2"), place(30)
    ),
    Proposition("crs.3", "grade", when("fever and count(vasopressors) >= 1"), place(31)),
    Proposition("crs.2", "grade", when("fever and (hypotension or low_flow)"), place(32)),
    Proposition("crs.1", "grade", when("fever"), place(33)),
    Proposition("crs.doubt", "doubt", when("alternative_cause"), place(34)),
    Grade(
        "crs",
        "CRS",
        ((4, "crs.4"), (3, "crs.3"), (2, "crs.2"), (1, "crs.1")),
        place(29),
        doubt="crs.doubt",
    ),
)

PROTOCOL = ClinicalProtocol(
    id="ward",
    kind="protocol",
    title="ward",
    version="1.0.0",
    status="draft",
    sha256="",
    place=place(1),
    vocabulary=Vocabulary(WARD_INPUTS, {}, {}),
    steps=STEPS,
)


def state(**facts: Value) -> State:
    """Numbers are given in millionths; `alternative_cause` is no unless given."""
    known: Mapping[str, Value] = {"alternative_cause": False} | facts
    return State(AT, {name: Fact(value, EARLIER, "stated") for name, value in known.items()})


def without(patient: State, *names: str) -> State:
    return replace(patient, facts={n: f for n, f in patient.facts.items() if n not in names})


def signals_of(patient: State) -> Signals:
    """The semantics, step by step."""
    certain: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    grades: tuple[tuple[str, int, int], ...] = ()
    for step in STEPS:
        signals = Signals(certain, possible, grades, (Decision.CONTINUE, Decision.CONTINUE))
        if isinstance(step, Proposition):
            truth = truth_of(step.condition, patient, signals)
            certain |= {step.name} if truth is Truth.TRUE else frozenset()
            possible |= frozenset() if truth is Truth.FALSE else {step.name}
        else:
            highest = max((n for n, row in step.rows if row in possible), default=0)
            lowest = max((n for n, row in step.rows if row in certain), default=0)
            if step.doubt is not None and step.doubt in possible:
                lowest = 0
            grades = (*grades, (step.name, lowest, highest))
    return Signals(certain, possible, grades, (Decision.CONTINUE, Decision.CONTINUE))
