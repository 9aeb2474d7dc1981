"""Every atom on both sides of its threshold, unknown, and never; then the laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.conditions import CONDITIONS
from tests.language.words import good
from tests.logic.ward import AT, MILLION, state

from leeward.logic.kleene import Truth, neg
from leeward.logic.truth import interval, truth_of
from leeward.model.decision import Decision
from leeward.model.expression import Comparison, Condition, Literal, Stated, negate
from leeward.model.signals import Signals
from leeward.model.state import NEVER, Fact, State, Value

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def answer(text: str, **facts: Value) -> Truth:
    return truth_of(good(text), state(**facts), None)


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [("<", T, F, F), ("<=", T, T, F), (">", F, F, T), (">=", F, T, T), ("=", F, T, F), ("!=", T, F, T)],
)
def test_both_sides_of_a_threshold(op: str, below: Truth, at: Truth, above: Truth) -> None:
    text = f"temperature {op} 38.0 Cel"
    assert answer(text, temperature=38 * MILLION - 1) is below
    assert answer(text, temperature=38 * MILLION) is at
    assert answer(text, temperature=38 * MILLION + 1) is above
    assert answer(text) is U
    assert answer(f"not {text}", temperature=38 * MILLION) is neg(at)


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "="])
def test_never_satisfies_no_comparison(op: str) -> None:
    text = f"hours_since_tocilizumab {op} 24 h"
    assert answer(text, hours_since_tocilizumab=NEVER) is F
    assert answer(f"not {text}", hours_since_tocilizumab=NEVER) is T
    assert answer(text) is U


def test_never_is_different_from_every_number() -> None:
    assert answer("hours_since_tocilizumab != 24 h", hours_since_tocilizumab=NEVER) is T
    assert answer("not hours_since_tocilizumab in 0 h .. 24 h", hours_since_tocilizumab=NEVER) is T


def test_unknown_beside_never_stays_unknown() -> None:
    text = "hours_since_tocilizumab + days_since_last_dose > 3 d"
    assert answer(text, hours_since_tocilizumab=NEVER) is U
    assert answer(text, hours_since_tocilizumab=NEVER, days_since_last_dose=9 * MILLION) is F
    assert answer(text, hours_since_tocilizumab=MILLION, days_since_last_dose=3 * MILLION) is T
    assert answer(text, hours_since_tocilizumab=0, days_since_last_dose=3 * MILLION) is F


CASES: list[tuple[str, dict[str, Value], Truth]] = [
    ("systolic_bp < 0.7 * systolic_bp_baseline", {"systolic_bp": 69, "systolic_bp_baseline": 100}, T),
    ("systolic_bp < 0.7 * systolic_bp_baseline", {"systolic_bp": 70, "systolic_bp_baseline": 100}, F),
    ("systolic_bp < 0.7 * systolic_bp_baseline", {"systolic_bp": 70}, U),
    ("temperature in 38 Cel .. 39 Cel", {"temperature": 38 * MILLION}, T),
    ("temperature in 38 Cel .. 39 Cel", {"temperature": 39 * MILLION}, T),
    ("temperature in 38 Cel .. 39 Cel", {"temperature": 39 * MILLION + 1}, F),
    ("temperature in 38 Cel .. 39 Cel", {"temperature": 38 * MILLION - 1}, F),
    ("oxygen_device in {cpap, ventilator}", {"oxygen_device": "cpap"}, T),
    ("oxygen_device in {cpap, ventilator}", {"oxygen_device": "room_air"}, F),
    ("oxygen_device in {cpap, ventilator}", {}, U),
    ("oxygen_device != cpap", {"oxygen_device": "cpap"}, F),
    ("oxygen_device != cpap", {}, U),
    ("product = teclistamab", {"product": "epcoritamab"}, F),
    ("vasopressin in vasopressors", {"vasopressors": frozenset({"vasopressin"})}, T),
    ("vasopressin in vasopressors", {"vasopressors": frozenset()}, F),
    ("vasopressin in vasopressors", {}, U),
    ("count(vasopressors) >= 1", {"vasopressors": frozenset({"vasopressin"})}, T),
    ("count(vasopressors) >= 1", {"vasopressors": frozenset()}, F),
    ("count(vasopressors) >= 1", {}, U),
    ("count(vasopressors besides {vasopressin}) >= 1", {"vasopressors": frozenset({"vasopressin"})}, F),
    (
        "count(vasopressors besides {vasopressin}) >= 1",
        {"vasopressors": frozenset({"vasopressin", "epinephrine"})},
        T,
    ),
    ("raised_icp", {"raised_icp": True}, T),
    ("raised_icp", {"raised_icp": False}, F),
    ("raised_icp", {}, U),
    ("always", {}, T),
    ("never", {}, F),
    ("fever", {}, U),
    ("crs >= 1", {}, U),
]


@pytest.mark.parametrize(("text", "facts", "expected"), CASES)
def test_atoms(text: str, facts: dict[str, Value], expected: Truth) -> None:
    assert answer(text, **facts) is expected
    assert truth_of(negate(good(text)), state(**facts), None) is neg(expected)


def test_stated_is_never_unknown() -> None:
    asked = Literal(Stated("raised_icp"))
    assert truth_of(asked, state(raised_icp=False), None) is T
    assert truth_of(asked, state(), None) is F


def test_propositions_come_from_the_signals() -> None:
    signals = Signals(
        frozenset({"fever"}), frozenset({"fever", "low_flow"}), (), (Decision.HOLD, Decision.HOLD)
    )
    answers = [truth_of(good(name), state(), signals) for name in ("fever", "low_flow", "hypotension")]
    assert answers == [T, U, F]


def test_a_grade_the_signals_do_not_know() -> None:
    signals = Signals(frozenset(), frozenset(), (), (Decision.HOLD, Decision.HOLD))
    with pytest.raises(KeyError):
        truth_of(good("crs >= 1"), state(), signals)


OPS: list[Comparison] = ["<", "<=", ">", ">=", "="]


@pytest.mark.parametrize("op", OPS)
def test_grade_intervals_are_judged_grade_by_grade(op: Comparison) -> None:
    python = {"=": "=="}.get(op, op)
    for lowest in range(5):
        for highest in range(lowest, 5):
            for number in range(5):
                each = {eval(f"{grade} {python} {number}") for grade in range(lowest, highest + 1)}
                expected = U if len(each) == 2 else T if each == {True} else F
                assert interval(lowest, highest, op, number) is expected


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "temperature": st.integers(30 * MILLION, 43 * MILLION),
    "skin_temperature": st.integers(86 * MILLION, 109 * MILLION),
    "systolic_bp": st.integers(30, 300).map(lambda n: n * MILLION),
    "systolic_bp_baseline": st.integers(30, 300).map(lambda n: n * MILLION),
    "hours_since_tocilizumab": st.one_of(st.just(NEVER), st.integers(0, 100).map(lambda n: n * MILLION)),
    "days_since_last_dose": st.integers(0, 5).map(lambda n: n * MILLION),
    "ice": st.integers(0, 10).map(lambda n: n * MILLION),
    "oxygen_device": st.sampled_from(["room_air", "nasal_cannula", "cpap", "ventilator"]),
    "motor": st.sampled_from(["none", "tremor", "deep_focal_weakness"]),
    "product": st.sampled_from(["teclistamab", "epcoritamab"]),
    "last_dose_level": st.sampled_from(["step-up-1", "full", "other"]),
    "vasopressors": st.frozensets(st.sampled_from(["norepinephrine", "epinephrine", "vasopressin"])),
    "raised_icp": st.booleans(),
}
KNOWN = st.fixed_dictionaries({}, optional=VALUES)


@st.composite
def two_signals(draw: st.DrawFn) -> tuple[Signals, Signals]:
    """Signals, and the same after learning more: what was decided stays decided."""
    before, after = [], []
    certain: tuple[set[str], set[str]] = (set(), set())
    possible: tuple[set[str], set[str]] = (set(), set())
    for name in ("fever", "low_flow", "hypotension"):
        later = draw(st.sampled_from(list(Truth)))
        earlier = draw(st.sampled_from([later, U]))
        for at, truth in enumerate((earlier, later)):
            certain[at].update({name} if truth is T else ())
            possible[at].update(() if truth is F else {name})
    for name in ("crs", "icans"):
        ends = sorted(draw(st.lists(st.integers(0, 4), min_size=4, max_size=4)))
        before.append((name, ends[0], ends[3]))
        after.append((name, ends[1], ends[2]))
    decided = (Decision.CONTINUE, Decision.CONTINUE)
    return (
        Signals(frozenset(certain[0]), frozenset(possible[0]), tuple(before), decided),
        Signals(frozenset(certain[1]), frozenset(possible[1]), tuple(after), decided),
    )


@given(CONDITIONS, KNOWN, KNOWN, two_signals())
def test_learning_never_contradicts(
    condition: Condition,
    first: dict[str, Value],
    more: dict[str, Value],
    signals: tuple[Signals, Signals],
) -> None:
    before = truth_of(condition, chart(first), signals[0])
    after = truth_of(condition, chart(more | first), signals[1])
    assert before in (U, after)


@given(CONDITIONS, KNOWN, two_signals())
def test_a_negation_has_the_negated_truth(
    condition: Condition, facts: dict[str, Value], signals: tuple[Signals, Signals]
) -> None:
    assert truth_of(negate(condition), chart(facts), signals[0]) is neg(
        truth_of(condition, chart(facts), signals[0])
    )


def chart(facts: dict[str, Value]) -> State:
    return State(AT, {name: Fact(value, AT, "stated") for name, value in facts.items()})
