"""Doses: exact, capped, rounded down, and never from an assumed weight."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.make import patient, plan_of, protocol_with, the

from leeward.plan.orders.dose import round_down

TOCILIZUMAB = """
- id: toci
  when: always
  give: tocilizumab
  dose: [{below: 30 kg, amount: 12 mg/kg}, {from: 30 kg, amount: 8 mg/kg}]
  at_most: 800 mg
  because: asked for
  source: guide page 6
"""


@pytest.mark.parametrize(
    ("weight", "amount", "how"),
    [
        ("100 kg", "800", "8 mg/kg from 30 kg, at most 800 mg"),
        ("112 kg", "800", "8 mg/kg from 30 kg, at most 800 mg"),
        ("99.9 kg", "799.2", "8 mg/kg from 30 kg, at most 800 mg"),
        ("26 kg", "312", "12 mg/kg below 30 kg, at most 800 mg"),
        ("30 kg", "240", "8 mg/kg from 30 kg, at most 800 mg"),
        ("29.9999 kg", "359.9", "12 mg/kg below 30 kg, at most 800 mg"),
        ("150 lb", "544.3", "8 mg/kg from 30 kg, at most 800 mg"),
    ],
)
def test_tocilizumab_by_weight(tmp_path, weight, amount, how):
    dose = the(plan_of(protocol_with(tmp_path, TOCILIZUMAB), patient(weight=weight)), "tocilizumab").dose
    assert (str(dose.amount), dose.unit, dose.text) == (amount, "mg", how)


def test_without_a_weight_there_is_no_dose_and_the_weight_is_missing(tmp_path):
    plan = plan_of(protocol_with(tmp_path, TOCILIZUMAB), patient(weight=None))
    dose = the(plan, "tocilizumab").dose
    assert (dose.amount, dose.text, dose.needs) == (None, "weight needed", "weight")
    assert [(one.input, one.settles) for one in plan.missing] == [("weight", ("toci",))]


@pytest.mark.parametrize(
    ("written", "changes", "shown"),
    [
        ("dose: 8 mg/kg\n  at_most: 800 mg", {}, ("560", None, "mg", "8 mg/kg, at most 800 mg")),
        ("dose: 650 mg .. 1000 mg", {}, ("650", "1000", "mg", "")),
        (
            "dose: 650 mg .. 1000 mg\n  at_most: 900 mg",
            {},
            ("650", "900", "mg", "650 to 1000 mg, at most 900 mg"),
        ),
        (
            "dose: 10 mg/kg .. 15 mg/kg\n  at_most: 1 g",
            {},
            ("700", "1000", "mg", "10 to 15 mg/kg, at most 1 g"),
        ),
        ("dose: 10 mL/kg", {}, ("700", None, "mL", "10 mL/kg")),
        ("dose: 0.06 mg/kg", {"weight": "81.3 kg"}, ("4.87", None, "mg", "0.06 mg/kg")),
        (
            "dose: 5 mg/m2\n  at_most: 8 mg",
            {"body_surface_area": "1.5 m2"},
            ("7.5", None, "mg", "5 mg/m2, at most 8 mg"),
        ),
        (
            "dose: 5 mg/m2\n  at_most: 8 mg",
            {"body_surface_area": "1.9 m2"},
            ("8", None, "mg", "5 mg/m2, at most 8 mg"),
        ),
        ("dose: 5 mg/m2", {}, ("None", None, "mg", "body surface area needed")),
        ("dose: 10 mg", {"weight": None}, ("10", None, "mg", "")),
    ],
)
def test_other_doses(tmp_path, written, changes, shown):
    rule = (
        f"- id: one\n  when: always\n  give: saline\n  {written}\n  because: asked\n  source: guide page 1\n"
    )
    dose = the(plan_of(protocol_with(tmp_path, rule), patient(**changes)), "saline").dose
    high = None if dose.highest is None else str(dose.highest)
    assert (str(dose.amount), high, dose.unit, dose.text) == shown


@given(st.fractions(min_value=Fraction(1, 1000), max_value=10_000))
def test_rounding_is_down_and_by_little(exact):
    shown = Fraction(round_down(exact))
    assert shown <= exact
    assert exact - shown <= exact / 100


@pytest.mark.parametrize("text", ["544", "544.3", "9.87", "0.0123", "800"])
def test_what_is_short_stays_exact(text):
    assert round_down(Fraction(text)) == Decimal(text)
