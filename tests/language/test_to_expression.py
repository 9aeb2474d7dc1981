"""Printing a condition, and reading it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.conditions import CONDITIONS
from tests.language.words import INPUTS, good

from leeward.language.expression.normal_form import all_of, any_of
from leeward.language.to_expression import to_expression
from leeward.model.expression import (
    ALWAYS,
    NEVER_TRUE,
    And,
    Compare,
    Condition,
    Holds,
    Literal,
    Or,
    Stated,
    Yes,
    negate,
)

PRINTED = [
    ("always", "always"),
    ("never", "never"),
    ("temperature >= 38.0 Cel", "temperature >= 38 Cel"),
    ("temperature >= 100.4 degF", "temperature >= 38 Cel"),
    ("temperature != 38.5 Cel", "temperature != 38.5 Cel"),
    ("not temperature < 38 Cel", "not temperature < 38 Cel"),
    ("systolic_bp < 12 kPa", "systolic_bp < 12 kPa"),
    ("systolic_bp < 0.7 * systolic_bp_baseline", "systolic_bp < 0.7 * systolic_bp_baseline"),
    (
        "systolic_bp - systolic_bp_baseline <= -40 mm[Hg]",
        "systolic_bp <= systolic_bp_baseline - 40 mm[Hg]",
    ),
    ("skin_temperature > temperature", "skin_temperature > temperature"),
    (
        "hours_since_tocilizumab + days_since_last_dose > 3 d",
        "hours_since_tocilizumab + days_since_last_dose > 72 h",
    ),
    ("2 * ice >= 7", "2 * ice >= 7"),
    ("anc < 0.5 10*3/uL", "anc < 500 /uL"),
    ("ice in 3 .. 6", "ice in 3 .. 6"),
    (
        "fever and temperature >= 38 Cel and temperature <= 39 Cel",
        "fever and temperature in 38 Cel .. 39 Cel",
    ),
    ("systolic_bp in 12 kPa .. 100 mm[Hg]", "systolic_bp in 12 kPa .. 100 mm[Hg]"),
    ("crs in 4 .. 4", "crs in 4 .. 4"),
    ("count(vasopressors) in 1 .. 2", "count(vasopressors) in 1 .. 2"),
    (
        "count(vasopressors) >= 1 and count(vasopressors besides {vasopressin}) <= 1",
        "count(vasopressors) >= 1 and count(vasopressors besides {vasopressin}) <= 1",
    ),
    ("ice >= 6 and ice <= 3", "ice >= 6 and ice <= 3"),
    ("ice >= 3 and not ice <= 6", "ice >= 3 and not ice <= 6"),
    ("ice >= 3 and ice_baseline <= 6", "ice >= 3 and ice_baseline <= 6"),
    ("oxygen_device != cpap", "oxygen_device != cpap"),
    ("not oxygen_device in {ventilator, cpap}", "not oxygen_device in {cpap, ventilator}"),
    ("oxygen_device in pressure_devices", "oxygen_device in {cpap, ventilator}"),
    ("not vasopressin in vasopressors", "not vasopressin in vasopressors"),
    ("count(vasopressors besides {vasopressin}) != 1", "count(vasopressors besides {vasopressin}) != 1"),
    ("crs != 2 or not crs >= 1", "crs != 2 or not crs >= 1"),
    ("fever and raised_icp or low_flow", "(fever and raised_icp) or low_flow"),
    ("not (fever and raised_icp)", "not fever or not raised_icp"),
    ("last_dose_level = step-up-1", "last_dose_level = step-up-1"),
]


@pytest.mark.parametrize(("written", "printed"), PRINTED)
def test_printed(written: str, printed: str) -> None:
    condition = good(written)
    assert to_expression(condition, INPUTS) == printed
    assert good(printed) == condition


def test_what_only_the_linker_writes_is_printed_for_reading() -> None:
    assert to_expression(Literal(Stated("hypotension"), False), INPUTS) == "not hypotension is stated"


def test_what_is_not_in_normal_form_is_printed_as_if_it_were() -> None:
    fever, raised = Literal(Holds("fever")), Literal(Yes("raised_icp"))
    assert to_expression(And((fever, Or((ALWAYS, raised)), And((raised,)))), INPUTS) == "fever and raised_icp"
    assert to_expression(Or((fever, And((raised, NEVER_TRUE)))), INPUTS) == "fever"


def test_an_unknown_input_is_refused() -> None:
    with pytest.raises(KeyError):
        to_expression(Literal(Compare(((1, "shoe_size"),), ">", 0)), INPUTS)


@given(CONDITIONS)
def test_reading_what_was_printed_gives_the_same_condition(condition: Condition) -> None:
    assert good(to_expression(condition, INPUTS)) == condition


@given(CONDITIONS)
def test_negation_is_its_own_inverse_and_printable(condition: Condition) -> None:
    assert negate(negate(condition)) == condition
    assert good(to_expression(negate(condition), INPUTS)) == negate(condition)


@given(st.lists(CONDITIONS, max_size=3))
def test_normal_form(parts: list[Condition]) -> None:
    for whole, kind in ((all_of(parts), And), (any_of(parts), Or)):
        assert normal(whole)
        assert all_of([whole]) == any_of([whole]) == whole
        if len(parts) > 1 and isinstance(whole, kind) and whole not in (ALWAYS, NEVER_TRUE):
            assert len(whole.parts) >= 2


def normal(condition: Condition, inside: bool = False) -> bool:
    if isinstance(condition, Literal):
        return True
    if not condition.parts:
        return not inside
    others = (part for part in condition.parts if not isinstance(part, type(condition)))
    return len(condition.parts) > 1 and sum(normal(part, True) for part in others) == len(condition.parts)


def test_absorbing_and_neutral_parts() -> None:
    fever, low = Literal(Holds("fever")), Literal(Yes("raised_icp"))
    assert all_of([]) == ALWAYS
    assert any_of([]) == NEVER_TRUE
    assert all_of([fever, NEVER_TRUE, low]) == NEVER_TRUE
    assert any_of([fever, ALWAYS]) == ALWAYS
    assert all_of([ALWAYS, fever]) == fever
    assert any_of([NEVER_TRUE, fever, low]) == Or((fever, low))
    assert all_of([And((fever, low)), fever]) == And((fever, low, fever))
