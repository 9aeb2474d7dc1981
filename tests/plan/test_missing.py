"""What is missing, in the order in which to get it, and what each answer would change."""

import pytest
from tests.plan.make import patient, plan_of, protocol_with

RULES = """
- {id: one, when: flag_a, give: dexamethasone, source: guide page 1}
- {id: two, when: flag_a, give: saline, source: guide page 1}
- {id: three, when: flag_b, order: cultures, source: guide page 1}
"""


def test_the_antibody_before_the_grades_before_the_orders(tmp_path):
    plan = plan_of(
        protocol_with(tmp_path, RULES),
        patient(temperature="39 Cel", systolic_bp=None, vasopressors=None, flag_a=None, flag_b=None),
    )
    found = {one.input: one.settles for one in plan.missing}
    assert next(iter(found)) == "vasopressors"
    assert found["vasopressors"] == ("bsab", "crs")
    assert found["systolic_bp"] == ("crs",)
    assert found["flag_a"] == ("one", "two")
    assert list(found).index("systolic_bp") < list(found).index("flag_a") < list(found).index("flag_b")


def test_nothing_is_missing_when_all_is_settled(tmp_path):
    assert plan_of(protocol_with(tmp_path, RULES), patient()).missing == ()


def test_what_is_known_and_irrelevant_is_not_asked_for(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient(systolic_bp=None, vasopressors=None))
    assert plan.missing == ()


def test_each_answer(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient(temperature="39 Cel", vasopressors=None))
    (missing,) = [one for one in plan.missing if one.input == "vasopressors"]
    shown = [
        (answer.value, answer.lowest, answer.highest, answer.grades[0].lowest) for answer in missing.answers
    ]
    assert shown == [
        ("none", "hold", "hold", 1),
        ("vasopressin alone or one other or one other with vasopressin", "hold", "hold", 3),
        ("two others", "discontinue", "discontinue", 4),
    ]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("temperature", ["below 38 Cel", "38 Cel or more"]),
        ("age", ["below 18 a", "18 a or more"]),
    ],
)
def test_numbers_are_cut_at_the_thresholds(tmp_path, name, values):
    plan = plan_of(protocol_with(tmp_path), patient(**{name: None}))
    (missing,) = [one for one in plan.missing if one.input == name]
    assert [answer.value for answer in missing.answers] == values


def test_the_reason_why_it_is_unknown_is_told(tmp_path):
    stale = patient(temperature="{value: 39 Cel, at: 2026-11-20T08:00:00Z}")
    plan = plan_of(protocol_with(tmp_path), stale)
    assert [(one.input, one.why) for one in plan.missing] == [
        ("temperature", "observed 6 h ago, valid for 4 h")
    ]


def test_assumptions_are_listed(tmp_path):
    assert [(one.input, one.value) for one in plan_of(protocol_with(tmp_path), patient()).assumed] == [
        ("infection", "no")
    ]
