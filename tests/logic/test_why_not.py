"""What would have to change."""

import pytest
from tests.logic.ward import MILLION, PROTOCOL, signals_of, state, when, without

from leeward.logic.why_not import expand_grade, smallest_change, ways
from leeward.model.state import NEVER, State, Value

WELL: dict[str, Value] = {
    "temperature": 36_800_000,
    "systolic_bp": 107 * MILLION,
    "oxygen_device": "room_air",
    "vasopressors": frozenset({"vasopressin"}),
    "spo2": 97 * MILLION,
    "motor": "none",
    "raised_icp": False,
    "hours_since_tocilizumab": NEVER,
    "ice": 9 * MILLION,
}


def told(text: str, patient: State | None = None) -> list[list[str]]:
    patient = patient or state(**WELL)
    return [
        [change.text for change in way] for way in ways(when(text), PROTOCOL, patient, signals_of(patient))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", [[]]),
        ("never", []),
        ("systolic_bp < 90 mm[Hg]", [["systolic_bp < 90 mm[Hg] (now 107 mm[Hg])"]]),
        ("hours_since_tocilizumab >= 24 h", [["hours_since_tocilizumab >= 24 h (now never given)"]]),
        ("motor = deep_focal_weakness", [["motor = deep_focal_weakness (now none)"]]),
        ("oxygen_device != room_air", [["oxygen_device != room_air (now room_air)"]]),
        ("raised_icp", [["raised_icp yes (now no)"]]),
        ("not vasopressin in vasopressors", [["not vasopressin in vasopressors (now vasopressin)"]]),
        ("epinephrine in vasopressors", [["epinephrine in vasopressors (now vasopressin)"]]),
        (
            "count(vasopressors besides {vasopressin}) >= 2",
            [["count(vasopressors besides {vasopressin}) >= 2 (now 0)"]],
        ),
        ("not ice >= 5", [["ice < 5 (now 9)"]]),
        ("not hours_since_tocilizumab >= 24 h", [[]]),
        ("crs >= 4", [["CRS 4 (now 0)"]]),
        ("crs >= 2", [["CRS 2 or worse (now 0)"]]),
        ("crs > 2", [["CRS 3 or worse (now 0)"]]),
        ("crs = 2", [["CRS 2 (now 0)"]]),
        ("not crs < 1", [["CRS 1 or worse (now 0)"]]),
        ("not crs = 0", [["CRS other than 0 (now 0)"]]),
        # fewest changes first, then the order of the document
        (
            "(raised_icp and ice < 3) or motor = tremor or spo2 < 90 %",
            [
                ["motor = tremor (now none)"],
                ["spo2 < 90 % (now 97 %)"],
                ["raised_icp yes (now no)", "ice < 3 (now 9)"],
            ],
        ),
        # what holds already costs nothing
        ("ice < 10 and raised_icp", [["raised_icp yes (now no)"]]),
        (
            "raised_icp and (raised_icp or ice < 3)",
            [["raised_icp yes (now no)"]],
        ),
        # contradictions are no way
        ("oxygen_device = cpap and oxygen_device = ventilator", []),
        ("ice < 3 and not ice < 3", []),
        ("ice < 3 and ice > 5", []),
        ("ice < 3 and not ice <= 3", []),
        ("ice < 3 and ice > 1", [["ice < 3 (now 9)"]]),
        ("crs >= 3 and crs < 3", []),
        ("oxygen_device in {room_air, cpap} and oxygen_device = ventilator", []),
        # findings by their own facts, the long ones by name
        ("fever", [["temperature >= 38.0 Cel (now 36.8 Cel)"]]),
    ],
)
def test_ways(text: str, expected: list[list[str]]) -> None:
    assert told(text) == expected


def test_a_finding_with_many_parts_is_told_by_its_name() -> None:
    patient = state(**(WELL | {"vasopressors": frozenset[str]()}))
    assert told("needs_support", patient) == [["needs_support yes (now no)"]]
    # one part less, and the parts are the shorter story
    assert told("needs_support") == [["oxygen_device = cpap (now room_air)", "spo2 < 90 % (now 97 %)"]]


def test_a_derived_input_is_told_by_what_it_is_derived_from_first() -> None:
    assert told("hypotension") == [["systolic_bp < 90 mm[Hg] (now 107 mm[Hg])"], ["hypotension yes (now no)"]]
    nothing = without(state(**WELL), "systolic_bp")
    assert told("hypotension", nothing) == [
        ["systolic_bp < 90 mm[Hg] (now not known)"],
        ["hypotension yes (now not known)"],
    ]


def test_what_a_person_said_is_not_taken_back_by_a_measurement() -> None:
    assert told("hypotension", state(**WELL, hypotension=False)) == [["hypotension yes (now no)"]]


def test_an_unknown_fact_counts_as_a_change() -> None:
    assert told("crs >= 2", without(state(**WELL), "temperature", "vasopressors")) == [
        ["CRS 2 or worse (now 0 to 4)"]
    ]


def test_smallest_change() -> None:
    patient = state(**WELL)
    signals = signals_of(patient)
    [change] = smallest_change(when("(raised_icp and ice < 3) or crs >= 4"), PROTOCOL, patient, signals)
    assert (change.fact, change.wanted, change.now) == ("crs", "CRS 4", "0")
    assert smallest_change(when("always"), PROTOCOL, patient, signals) == ()
    assert smallest_change(when("never"), PROTOCOL, patient, signals) == ()


def test_at_most_six_ways() -> None:
    text = " or ".join(f"ice < {n}" for n in range(1, 9))
    assert [way[0] for way in told(text)] == [f"ice < {n} (now 9)" for n in range(1, 7)]


def test_many_alternatives_of_many_parts_stay_few() -> None:
    part = "(" + " or ".join(f"temperature > {38 + n / 10} Cel" for n in range(1, 9)) + ")"
    other = "(" + " or ".join(f"ice < {n}" for n in range(1, 9)) + ")"
    third = "(" + " or ".join(f"spo2 < {n} %" for n in range(81, 89)) + ")"
    found = told(f"{part} and {other} and {third}")
    assert len(found) == 6
    assert found[0] == ["temperature > 38.1 Cel (now 36.8 Cel)", "ice < 1 (now 9)", "spo2 < 81 % (now 97 %)"]


def test_the_ways_to_a_grade() -> None:
    patient = state(**WELL)
    signals = signals_of(patient)
    found = expand_grade("crs", 2, PROTOCOL, patient, signals)
    assert [[change.text for change in way] for way in found] == [
        ["temperature >= 38.0 Cel (now 36.8 Cel)", "systolic_bp < 90 mm[Hg] (now 107 mm[Hg])"],
        ["temperature >= 38.0 Cel (now 36.8 Cel)", "hypotension yes (now no)"],
        ["temperature >= 38.0 Cel (now 36.8 Cel)", "oxygen_device = nasal_cannula (now room_air)"],
    ]
    for name, row in (("crs", 9), ("mood", 1)):
        with pytest.raises(KeyError):
            expand_grade(name, row, PROTOCOL, patient, signals)
