"""A step fails by its own clock, and the plan says when that runs out."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.plan.make import plan_of

from leeward import load
from leeward.model.state import NEVER
from leeward.patient.from_yaml import read_patient

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
CHART = """
at: 2026-11-20T14:00:00Z
product: teclistamab
age: 60 a
weight: 80 kg
setting: ward
temperature: 38.5 Cel
systolic_bp: 84 mm[Hg]
vasopressors: []
oxygen_device: room_air
spo2: 97 %
ice: 10
neuro: normal
hours_without_improvement: 40 h
"""


def iso(hours_ago):
    return (AT - timedelta(hours=hours_ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def chart(given, episodes):
    doses = [f"{{drug: {drug}, at: {iso(ago)}}}" for drug, ago in given]
    told = "" if episodes is None else f"episodes: [{', '.join(episodes)}]\n"
    return f"{CHART}given: [{', '.join(doses)}]\n{told}"


def crs(start, end=None, type="crs"):
    to = "" if end is None else f", to: {iso(end)}"
    return f"{{type: {type}, grade: 2, product: teclistamab, from: {iso(start)}{to}}}"


@pytest.fixture(scope="module")
def protocol():
    return load("asco-2021")


@pytest.mark.parametrize(
    ("given", "episodes", "hours"),
    [
        ([], None, NEVER),
        ([], [crs(50)], NEVER),
        ([("dexamethasone", 5)], None, NEVER),
        ([("tocilizumab", 20)], None, None),
        ([("tocilizumab", 20)], [crs(50)], 20),
        ([("tocilizumab", 50)], [crs(50)], 50),
        ([("tocilizumab", 51)], [crs(50)], NEVER),
        ([("tocilizumab", 51), ("tocilizumab", 30), ("tocilizumab", 2)], [crs(50)], 30),
        ([("tocilizumab", 20)], [], 20),
        ([("tocilizumab", 100)], [], 100),
        ([("tocilizumab", 100), ("tocilizumab", 20)], [crs(120, 90)], 20),
        ([("tocilizumab", 100)], [crs(120, 90)], NEVER),
        ([("tocilizumab", 60), ("tocilizumab", 20)], [crs(50, type="icans")], 60),
    ],
)
def test_since_the_first_dose_of_the_present_episode(protocol, given, episodes, hours):
    state = read_patient(chart(given, episodes).encode(), "patient.yaml", protocol, None)
    fact = state.facts.get("hours_since_first_tocilizumab_in_crs")
    if hours is None:
        assert fact is None
    else:
        assert fact is not None
        assert fact.value is NEVER if hours is NEVER else fact.value == hours * 1_000_000


def test_the_clock_says_when_the_step_runs_out(protocol):
    plan = plan_of(protocol, chart([("tocilizumab", 20)], [crs(50)]))
    told = {one.what: one.at for one in plan.clock.changes if one.kind == "order"}
    when = next(at for what, at in told.items() if "dexamethasone applies" in what)
    assert when == AT + timedelta(hours=4)


def test_every_step_is_announced(protocol):
    given = [("tocilizumab", 22), ("dexamethasone", 10)]
    plan = plan_of(protocol, chart(given, [crs(50)]).replace("[]", "[norepinephrine]", 1))
    told = {one.what: one.at for one in plan.clock.changes if one.kind == "order"}
    (steroid,) = [at for what, at in told.items() if "methylprednisolone applies" in what]
    assert steroid == AT + timedelta(hours=14)
    assert min(told.values()) == AT + timedelta(hours=2)


@pytest.mark.parametrize(("known", "list"), [(True, "episodes"), (False, "given")])
def test_the_list_that_lacks_is_asked_for(protocol, known, list):
    text = chart([("tocilizumab", 20)], None)
    plan = plan_of(protocol, text if known else text.partition("given")[0])
    asked = {one.input: one.written_under for one in plan.missing}
    assert asked["hours_since_first_tocilizumab_in_crs"] == list
