"""The facts behind an answer."""

import pytest
from tests.logic.ward import EARLIER, MILLION, PROTOCOL, place, signals_of, state, when, without

from leeward.logic.why import Reason, support
from leeward.model.state import NEVER, State, Value

ILL: dict[str, Value] = {
    "temperature": 38_900_000,
    "systolic_bp": 86 * MILLION,
    "oxygen_device": "nasal_cannula",
    "vasopressors": frozenset(),
    "spo2": 93 * MILLION,
}


def reasons(text: str, patient: State) -> list[tuple[str, str, str]]:
    found = support(when(text), PROTOCOL, patient, signals_of(patient), place=place(99))
    return [(r.fact, r.value, r.text) for r in found]


def test_the_whole_of_a_reason() -> None:
    patient = state(**ILL)
    found = support(when("temperature >= 38.0 Cel"), PROTOCOL, patient, signals_of(patient), place=place(99))
    assert found == (Reason("temperature", "38.9 Cel", EARLIER, "temperature >= 38.0 Cel", place(99)),)
    # asked through a finding, it stands where the finding asks
    found = support(when("fever"), PROTOCOL, patient, signals_of(patient), place=place(99))
    assert found == (Reason("temperature", "38.9 Cel", EARLIER, "temperature >= 38.0 Cel", place(20)),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", []),
        ("never", []),
        ("temperature < 38 Cel", []),
        ("not temperature < 38 Cel", [("temperature", "38.9 Cel", "not temperature < 38 Cel")]),
        ("oxygen_device != cpap", [("oxygen_device", "nasal_cannula", "oxygen_device != cpap")]),
        ("count(vasopressors) = 0", [("vasopressors", "none", "count(vasopressors) = 0")]),
        # all parts of an and; each once
        (
            "fever and spo2 < 94 % and fever",
            [
                ("temperature", "38.9 Cel", "temperature >= 38.0 Cel"),
                ("spo2", "93 %", "spo2 < 94 %"),
            ],
        ),
        # the first certain branch of an or, even after a possible one
        ("raised_icp or spo2 < 94 % or fever", [("spo2", "93 %", "spo2 < 94 %")]),
        ("raised_icp or ice < 3", [("raised_icp", "not known", "raised_icp")]),
        ("spo2 < 90 % or ice < 3", [("ice", "not known", "ice < 3")]),
        # a derivation that nobody overrode
        ("hypotension", [("systolic_bp", "86 mm[Hg]", "systolic_bp < 90 mm[Hg]")]),
        # why a finding does not hold
        (
            "not needs_support",
            [("oxygen_device", "nasal_cannula", "oxygen_device != cpap")],
        ),
        ("crs >= 2", [("crs", "2", "crs >= 2")]),
        ("crs != 4", [("crs", "2", "crs != 4")]),
        (
            "systolic_bp < 0.7 * systolic_bp_baseline",
            [
                ("systolic_bp", "86 mm[Hg]", "systolic_bp < 0.7 * systolic_bp_baseline"),
                ("systolic_bp_baseline", "not known", "systolic_bp < 0.7 * systolic_bp_baseline"),
            ],
        ),
    ],
)
def test_reasons(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert reasons(text, state(**ILL)) == expected


def test_a_statement_wins_over_the_derivation_and_is_the_reason() -> None:
    patient = state(**ILL, hypotension=True)
    assert reasons("hypotension", patient) == [("hypotension", "yes", "hypotension")]
    assert reasons("not hypotension", state(**ILL, hypotension=False)) == [
        ("hypotension", "no", "not hypotension")
    ]


def test_an_undecided_grade_is_told_as_its_interval() -> None:
    assert reasons("crs >= 3", without(state(**ILL), "vasopressors")) == [("crs", "2 to 4", "crs >= 3")]


def test_a_grade_is_as_new_as_the_newest_fact_behind_its_row() -> None:
    patient = state(**ILL)
    [certain] = support(when("crs >= 2"), PROTOCOL, patient, signals_of(patient))
    assert certain.at == EARLIER
    nothing = state()
    [possible] = support(when("crs >= 2"), PROTOCOL, nothing, signals_of(nothing))
    assert (possible.value, possible.at) == ("0 to 4", None)


def test_values_as_people_read_them() -> None:
    patient = state(
        hours_since_tocilizumab=NEVER,
        vasopressors=frozenset({"vasopressin", "norepinephrine"}),
        ice=7 * MILLION,
        product="teclistamab",
    )
    text = "not hours_since_tocilizumab >= 24 h and norepinephrine in vasopressors"
    text += " and ice < 8 and product = teclistamab"
    assert [value for _, value, _ in reasons(text, patient)] == [
        "never given",
        "norepinephrine, vasopressin",
        "7",
        "teclistamab",
    ]
