"""What proofs found: decisions that an undecided grade used to open, although every answer is the same."""

import pytest
from tests.random_protocols import MILLION, state_of

import leeward
from leeward.engines.kernel import Kernel
from leeward.model.decision import Decision

HOLD, STOP = Decision.HOLD, Decision.DISCONTINUE


def decision(id, **values):
    return Kernel(leeward.load(id)).signals(state_of(**values)).decision


FEVER = {"temperature": 38 * MILLION, "alternative_cause": False}
NO_FEVER = {"temperature": 36 * MILLION, "fever_this_episode": False, "alternative_cause": False}


@pytest.mark.parametrize("now", [NO_FEVER, FEVER, {}], ids=["grade 0", "grade 1 to 4", "grade unknown"])
def test_what_was_grade_4_stays_stopped_whatever_the_grade_is_now(now):
    found = decision(
        "teclistamab-us-2025",
        product="teclistamab",
        worst_crs_since_last_dose=4 * MILLION,
        crs_hours=0,
        **now,
    )
    assert found == (STOP, STOP)


def test_what_was_grade_2_is_not_stopped_by_it():
    found = decision(
        "teclistamab-us-2025",
        product="teclistamab",
        worst_crs_since_last_dose=2 * MILLION,
        crs_hours=0,
        **FEVER,
    )
    assert found[0] is HOLD


@pytest.mark.parametrize("now", [NO_FEVER, FEVER, {}], ids=["grade 0", "grade 1 to 4", "grade unknown"])
@pytest.mark.parametrize(("hours", "least"), [(71, HOLD), (72, None)])
def test_a_wait_of_72_hours_is_not_opened_by_an_undecided_grade(now, hours, least):
    values = {
        "product": "glofitamab",
        "worst_crs_since_last_dose": 1 * MILLION,
        "hours_since_crs_ended": hours * MILLION,
        **now,
    }
    lowest, _ = decision("glofitamab-us", **values)
    expected = HOLD if now is FEVER else Decision.CONTINUE if least is None else least
    assert lowest is expected


def test_branches_of_two_rows_that_agree_decide_together():
    """ICANS grade 2 or 3, after grade 3 and for more than 7 days: stopped by either row."""
    values = {
        "product": "tarlatamab",
        "consciousness": "voice",
        "worst_icans_since_last_dose": 3 * MILLION,
        "neuro_alternative_cause": False,
    }
    assert decision("tarlatamab-us", icans_hours=169 * MILLION, **values) == (STOP, STOP)
    assert decision("tarlatamab-us", icans_hours=168 * MILLION, **values)[0] is HOLD


def test_a_floor_is_never_possible_where_no_row_is():
    """CRS 1 to 2 in a label that stops from grade 3 on: nothing can stop it."""
    values = {
        "temperature": 38 * MILLION,
        "vasopressors": frozenset(),
        "oxygen_device": "nasal_cannula",
        "oxygen_flow": 2 * MILLION,
        "alternative_cause": True,
    }
    kernel = Kernel(leeward.load("teclistamab-us-2025"))
    signals = kernel.signals(state_of(product="teclistamab", **values))
    assert signals.grade("crs") == (0, 2)
    assert "teclistamab-crs-at-least-discontinue" not in signals.possible


def test_a_recorded_grade_of_5_is_never_less_than_the_worst_row():
    for worst in (4, 5):
        found = decision("blinatumomab-us", product="blinatumomab", worst_crs_since_last_dose=worst * MILLION)
        assert found == (STOP, STOP)
