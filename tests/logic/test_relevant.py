"""What an undecided answer waits for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logic.test_truth import VALUES
from tests.logic.ward import AT, MILLION, PROTOCOL, signals_of, state, when, without

from leeward.logic.kleene import Truth
from leeward.logic.relevant import relevant_unknowns
from leeward.logic.truth import truth_of
from leeward.model.expression import Literal, Stated
from leeward.model.state import Fact, State, Value

FEVER = 39 * MILLION


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("temperature > 38 Cel", {}, ("temperature",)),
        ("temperature > 38 Cel", {"temperature": FEVER}, ()),
        ("ice < 3 and temperature > 38 Cel", {}, ("ice", "temperature")),
        ("ice < 3 and temperature > 38 Cel", {"ice": 9 * MILLION}, ()),
        ("ice < 3 and temperature > 38 Cel", {"ice": 2 * MILLION}, ("temperature",)),
        ("ice < 3 or temperature > 38 Cel", {"ice": 2 * MILLION}, ()),
        ("ice < 3 or (temperature > 38 Cel and ice < 9)", {}, ("ice", "temperature")),
        ("not (ice < 3 and raised_icp)", {}, ("ice", "raised_icp")),
        ("systolic_bp < systolic_bp_baseline", {"systolic_bp": MILLION}, ("systolic_bp_baseline",)),
        ("hypotension", {}, ("systolic_bp", "hypotension")),
        ("hypotension", {"systolic_bp": 80 * MILLION}, ()),
        ("hypotension", {"hypotension": True}, ()),
        ("fever", {}, ("temperature",)),
        ("needs_support", {"spo2": 95 * MILLION}, ()),
        ("needs_support", {"spo2": 85 * MILLION}, ("oxygen_device", "vasopressors")),
        ("crs >= 1", {}, ("temperature", "vasopressors", "systolic_bp", "hypotension", "oxygen_device")),
        ("crs >= 1", {"temperature": FEVER}, ()),
        # rows below what is asked cannot matter
        ("crs >= 3", {"temperature": FEVER}, ("vasopressors",)),
        ("crs <= 2", {"temperature": FEVER}, ("vasopressors",)),
        ("crs > 3", {"temperature": FEVER, "systolic_bp": 80 * MILLION}, ("vasopressors",)),
        (
            "crs = 2",
            {"temperature": FEVER},
            ("vasopressors", "systolic_bp", "hypotension", "oxygen_device"),
        ),
        ("crs >= 2", {"temperature": FEVER, "vasopressors": frozenset({"epinephrine"})}, ()),
    ],
)
def test_waits_for(text: str, facts: dict[str, Value], expected: tuple[str, ...]) -> None:
    patient = state(**facts)
    assert relevant_unknowns(when(text), PROTOCOL, patient, signals_of(patient)) == expected


def test_a_grade_in_doubt_waits_for_the_judgement_too() -> None:
    patient = without(state(temperature=FEVER, vasopressors=frozenset({"epinephrine"})), "alternative_cause")
    assert relevant_unknowns(when("crs >= 2"), PROTOCOL, patient, signals_of(patient)) == (
        "alternative_cause",
    )


def test_stated_waits_for_nothing() -> None:
    patient = state()
    assert relevant_unknowns(Literal(Stated("ice")), PROTOCOL, patient, signals_of(patient)) == ()


TEXTS = st.sampled_from(
    [
        "crs >= 1",
        "crs >= 3 and ice < 5",
        "crs in 1 .. 2 or raised_icp",
        "needs_support or (hypotension and not low_flow)",
        "not (crs = 2 and oxygen_device in {cpap, nasal_cannula})",
        "fever and count(vasopressors besides {vasopressin}) < 2",
        "systolic_bp < 0.7 * systolic_bp_baseline and crs <= 3",
    ]
)
FACTS = {
    name: VALUES[name]
    for name in (
        "temperature",
        "systolic_bp",
        "systolic_bp_baseline",
        "oxygen_device",
        "vasopressors",
        "ice",
        "raised_icp",
    )
} | {
    "spo2": st.integers(80, 100).map(lambda n: n * MILLION),
    "hypotension": st.booleans(),
    "alternative_cause": st.booleans(),
}
KNOWN = st.fixed_dictionaries({}, optional=FACTS)


def chart(facts: dict[str, Value]) -> State:
    return State(AT, {name: Fact(value, AT, "stated") for name, value in facts.items()})


@given(TEXTS, KNOWN, KNOWN)
def test_no_other_input_settles_it(text: str, first: dict[str, Value], more: dict[str, Value]) -> None:
    condition = when(text)
    before = chart(first)
    waits = relevant_unknowns(condition, PROTOCOL, before, signals_of(before))
    undecided = truth_of(condition, before, signals_of(before)) is Truth.UNKNOWN
    # a doubt that is confirmed leaves a grade undecided, and nothing more to ask
    assert waits or not undecided or first.get("alternative_cause") is True
    assert not set(waits) & set(first)
    # a statement may override a derivation that is settled; that is not learning
    others = {name: value for name, value in more.items() if name not in waits and name != "hypotension"}
    after = chart(others | first)
    if undecided:
        assert truth_of(condition, after, signals_of(after)) is Truth.UNKNOWN


@given(TEXTS, KNOWN, st.fixed_dictionaries(FACTS))
def test_all_of_them_together_settle_it(
    text: str, first: dict[str, Value], everything: dict[str, Value]
) -> None:
    """Learning what is waited for, again and again, comes to an end, and that end is a decision."""
    condition = when(text)
    facts = dict(first)
    for _ in range(len(FACTS) + 1):
        waits = relevant_unknowns(condition, PROTOCOL, chart(facts), signals_of(chart(facts)))
        if not waits:
            break
        facts |= {name: everything[name] for name in waits if name not in facts}
    # a doubt that is confirmed leaves a grade undecided, and nothing more to ask
    confirmed = facts.get("alternative_cause") is True
    decided = truth_of(condition, chart(facts), signals_of(chart(facts))) is not Truth.UNKNOWN
    assert decided or confirmed
