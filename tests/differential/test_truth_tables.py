"""Kleene's tables through both engines: every row of the CSV, with atoms and with propositions."""

import csv
from importlib.resources import files

import pytest
from tests.oracle import oracle
from tests.random_protocols import MILLION, PLACE, bsab_rule, proposition, protocol_of, state_of

from leeward.engines.durable import Durable
from leeward.engines.kernel import Kernel
from leeward.model.decision import Decision
from leeward.model.expression import (
    And,
    Compare,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Or,
    Stated,
    Yes,
    negate,
)
from leeward.model.state import NEVER
from leeward.model.steps import Grade
from leeward.model.vocabulary import Input, Kind

TRUTH = {"T": True, "F": False, "U": None}
ROWS = list(csv.DictReader(files("leeward.logic").joinpath("kleene.csv").read_text().splitlines()))
YES_NO = [Input(name, name, Kind.YES_NO, PLACE) for name in ("a", "b")]


def truth(signals, name):
    """Of one proposition: True, False, or None for possible and not certain."""
    return True if name in signals.certain else None if name in signals.possible else False


def answers(protocol, state):
    """Signals of every evaluator, by name."""
    return {
        "kernel": Kernel(protocol).signals(state),
        "durable": Durable(protocol).signals(state),
        "oracle": oracle(protocol, state),
    }


def test_the_table_is_complete():
    assert sorted((row["operation"], row["a"], row["b"]) for row in ROWS) == sorted(
        [("not", a, "") for a in TRUTH] + [(op, a, b) for op in ("and", "or") for a in TRUTH for b in TRUTH]
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['operation']}-{row['a']}{row['b']}")
@pytest.mark.parametrize("through_findings", [False, True], ids=["inputs", "findings"])
def test_kleene(row, through_findings):
    atoms = {name: Holds(f"finding {name}") if through_findings else Yes(name) for name in "ab"}
    one, other = Literal(atoms["a"]), Literal(atoms["b"])
    condition = {"not": negate(one), "and": And((one, other)), "or": Or((one, other))}[row["operation"]]
    findings = [proposition(f"finding {name}", Literal(Yes(name))) for name in "ab"]
    protocol = protocol_of(YES_NO, [*findings, proposition("result", condition)])
    known = {name: TRUTH[row[name]] for name in "ab" if row[name] in ("T", "F")}
    for engine, signals in answers(protocol, state_of(**known)).items():
        assert truth(signals, "result") is TRUTH[row["result"]], engine


INPUTS = [
    Input("temperature", "", Kind.QUANTITY, PLACE),
    Input("hours", "", Kind.QUANTITY, PLACE, may_be_never=True),
    Input("device", "", Kind.OPTION, PLACE, options=("air", "cannula", "cpap")),
    Input("pressors", "", Kind.SET, PLACE, options=("nor", "epi", "vaso")),
    Input("product", "", Kind.NAME, PLACE),
    Input("sedated", "", Kind.YES_NO, PLACE),
]
FEVER = Compare(((1, "temperature"),), ">=", 38 * MILLION)
SUM = Compare(((2, "temperature"), (-1, "hours")), "<", 0)
ATOMS = [
    (FEVER, {"temperature": 38 * MILLION}, True),
    (FEVER, {"temperature": 38 * MILLION - 1}, False),
    (FEVER, {}, None),
    (Compare(((1, "temperature"),), ">", 38 * MILLION), {"temperature": 38 * MILLION}, False),
    (Compare(((1, "temperature"),), "<=", 38 * MILLION), {"temperature": 38 * MILLION}, True),
    (Compare(((1, "temperature"),), "<", 38 * MILLION), {"temperature": 38 * MILLION}, False),
    (Compare(((1, "temperature"),), "=", 38 * MILLION), {"temperature": 38 * MILLION}, True),
    (Compare(((1, "temperature"),), "=", 38 * MILLION), {"temperature": 38 * MILLION + 1}, False),
    *[
        (Compare(((1, "hours"),), op, 5 * MILLION), {"hours": NEVER}, False)
        for op in ("<", "<=", ">", ">=", "=")
    ],
    (SUM, {"temperature": 1, "hours": 3}, True),
    (SUM, {"temperature": 1, "hours": 2}, False),
    (SUM, {"temperature": 1, "hours": NEVER}, False),
    (SUM, {"temperature": 1}, None),
    (SUM, {"hours": NEVER}, None),
    (OneOf("device", ("air", "cpap")), {"device": "cpap"}, True),
    (OneOf("device", ("air", "cpap")), {"device": "cannula"}, False),
    (OneOf("device", ("air", "cpap")), {}, None),
    (OneOf("product", ("teclistamab",)), {"product": "teclistamab"}, True),
    (OneOf("product", ("teclistamab",)), {"product": "a name that no rule has"}, False),
    (OneOf("product", ("teclistamab",)), {}, None),
    (Has("pressors", "vaso"), {"pressors": frozenset({"nor", "vaso"})}, True),
    (Has("pressors", "vaso"), {"pressors": frozenset()}, False),
    (Has("pressors", "vaso"), {}, None),
    (Count("pressors", (), ">=", 1), {"pressors": frozenset({"epi"})}, True),
    (Count("pressors", ("vaso",), ">=", 1), {"pressors": frozenset({"vaso"})}, False),
    (Count("pressors", ("vaso",), "=", 2), {"pressors": frozenset({"nor", "epi", "vaso"})}, True),
    (Count("pressors", (), "<", 1), {"pressors": frozenset()}, True),
    (Count("pressors", (), ">", 2), {"pressors": frozenset({"nor", "epi"})}, False),
    (Count("pressors", (), "<=", 3), {}, None),
    (Yes("sedated"), {"sedated": True}, True),
    (Yes("sedated"), {"sedated": False}, False),
    (Yes("sedated"), {}, None),
    (Stated("hours"), {"hours": NEVER}, True),
    (Stated("hours"), {}, False),
    (Stated("sedated"), {"sedated": False}, True),
]


@pytest.mark.parametrize(("atom", "values", "expected"), ATOMS)
def test_each_atom_and_its_negation(atom, values, expected):
    steps = [proposition("so", Literal(atom)), proposition("not so", Literal(atom, False))]
    # read often, so that the kernel computes it once and shares it
    steps += [proposition(f"again {n}", And((Literal(atom), Literal(Yes("sedated"))))) for n in range(4)]
    for engine, signals in answers(protocol_of(INPUTS, steps), state_of(**values)).items():
        assert truth(signals, "so") is expected, engine
        assert truth(signals, "not so") is (None if expected is None else not expected), engine


ROWS_2_1 = [
    proposition("crs.2", Literal(Yes("a")), "grade"),
    proposition("crs.1", Literal(Yes("b")), "grade"),
]
GRADE = Grade("crs", "CRS", ((2, "crs.2"), (1, "crs.1")), PLACE)
GRADES = [
    ({"a": True, "b": True}, (2, 2)),
    ({"a": True}, (2, 2)),
    ({"a": False, "b": True}, (1, 1)),
    ({"a": False, "b": False}, (0, 0)),
    ({"a": False}, (0, 1)),
    ({"b": True}, (1, 2)),
    ({"b": False}, (0, 2)),
    ({}, (0, 2)),
]
HOLDS = {
    "<": lambda value, number: value < number,
    "<=": lambda value, number: value <= number,
    ">": lambda value, number: value > number,
    ">=": lambda value, number: value >= number,
    "=": lambda value, number: value == number,
}


@pytest.mark.parametrize(("values", "interval"), GRADES)
def test_a_grade_is_an_interval_and_so_are_questions_about_it(values, interval):
    questions = [(op, number) for op in HOLDS for number in range(4)]
    asked = [proposition(f"{op} {n}", Literal(GradeIs("crs", op, n))) for op, n in questions]
    denied = [proposition(f"not {op} {n}", Literal(GradeIs("crs", op, n), False)) for op, n in questions]
    protocol = protocol_of(YES_NO, [*ROWS_2_1, GRADE, *asked, *denied])
    for engine, signals in answers(protocol, state_of(**values)).items():
        assert signals.grade("crs") == interval, engine
        for op, number in questions:
            found = {HOLDS[op](value, number) for value in range(interval[0], interval[1] + 1)}
            expected = found.pop() if len(found) == 1 else None
            assert truth(signals, f"{op} {number}") is expected, (engine, op, number)
            assert truth(signals, f"not {op} {number}") is (None if expected is None else not expected), (
                engine
            )


@pytest.mark.parametrize(("doubt", "interval"), [(False, (2, 2)), (None, (0, 2)), (True, (0, 2))])
def test_doubt_opens_a_grade_down_to_0(doubt, interval):
    inputs = [*YES_NO, Input("other_cause", "", Kind.YES_NO, PLACE)]
    doubted = Grade("crs", "CRS", GRADE.rows, PLACE, doubt="crs.doubt")
    steps = [*ROWS_2_1, proposition("crs.doubt", Literal(Yes("other_cause")), "doubt"), doubted]
    values = {"a": True, "b": True} | ({} if doubt is None else {"other_cause": doubt})
    for engine, signals in answers(protocol_of(inputs, steps), state_of(**values)).items():
        assert signals.grade("crs") == interval, engine


@pytest.mark.parametrize(
    ("values", "decision"),
    [
        ({"a": False, "b": False}, (Decision.CONTINUE, Decision.CONTINUE)),
        ({"a": True, "b": False}, (Decision.HOLD, Decision.HOLD)),
        ({"a": True, "b": True}, (Decision.DISCONTINUE, Decision.DISCONTINUE)),
        ({"a": True}, (Decision.HOLD, Decision.DISCONTINUE)),
        ({"b": False}, (Decision.CONTINUE, Decision.HOLD)),
        ({}, (Decision.CONTINUE, Decision.DISCONTINUE)),
    ],
)
def test_the_decision_is_an_interval(values, decision):
    steps = [proposition("hold", Literal(Yes("a")), "bsab"), proposition("stop", Literal(Yes("b")), "bsab")]
    bsab = [bsab_rule("hold", Decision.HOLD), bsab_rule("stop", Decision.DISCONTINUE)]
    for engine, signals in answers(protocol_of(YES_NO, steps, bsab), state_of(**values)).items():
        assert signals.decision == decision, engine


@pytest.mark.parametrize(("condition", "expected"), [(And(()), True), (Or(()), False)])
def test_always_and_never(condition, expected):
    steps = [proposition("finding", condition), proposition("after", Literal(Holds("finding"), False))]
    for engine, signals in answers(protocol_of([], steps), state_of()).items():
        assert truth(signals, "finding") is expected, engine
        assert truth(signals, "after") is not expected, engine
