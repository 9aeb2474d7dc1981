"""What time alone will do, and from which second on."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.plan.make import AT, doses, patient, plan_of, protocol_with


def changes(plan, *kinds):
    return [(one.at - AT, one.what) for one in plan.clock.changes if one.kind in kinds]


@pytest.mark.parametrize(
    ("op", "moment"),
    [
        (">= 10 h", timedelta(hours=4)),
        ("> 10 h", timedelta(hours=4, seconds=1)),
    ],
)
def test_a_rule_begins_when_its_clock_runs_out(tmp_path, op, moment):
    rule = f'- {{id: late, when: "fever_hours {op}", give: dexamethasone, source: guide page 1}}'
    plan = plan_of(protocol_with(tmp_path, rule), patient(fever_hours="6 h"))
    assert changes(plan, "order") == [(moment, "dexamethasone applies")]


@pytest.mark.parametrize(
    ("op", "moment"),
    [("< 10 h", timedelta(hours=4)), ("<= 10 h", timedelta(hours=4, seconds=1))],
)
def test_a_rule_ends_when_its_clock_runs_out(tmp_path, op, moment):
    rule = f'- {{id: early, when: "fever_hours {op}", give: dexamethasone, source: guide page 1}}'
    plan = plan_of(protocol_with(tmp_path, rule), patient(fever_hours="6 h"))
    assert changes(plan, "order") == [(moment, "dexamethasone no longer applies")]


def test_a_clock_already_past_changes_nothing(tmp_path):
    rule = '- {id: late, when: "fever_hours >= 10 h", give: dexamethasone, source: guide page 1}'
    assert changes(plan_of(protocol_with(tmp_path, rule), patient(fever_hours="10 h")), "order") == []


def test_beyond_the_horizon_is_not_told(tmp_path):
    rule = '- {id: late, when: "fever_hours >= 500 h", give: dexamethasone, source: guide page 1}'
    assert changes(plan_of(protocol_with(tmp_path, rule), patient(fever_hours="6 h")), "order") == []


def test_a_dose_leaves_its_window(tmp_path):
    rule = "- {id: toci, when: always, give: tocilizumab, limits: [2 in 24 h], source: guide page 6}"
    plan = plan_of(protocol_with(tmp_path, rule), patient(given=doses("19T16:00", "20T04:00")))
    assert changes(plan, "limit") == [(timedelta(hours=2), "tocilizumab may be given again")]
    assert plan.not_now[0].opens_at == AT + timedelta(hours=2)


def test_observations_go_stale_together(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient())
    assert changes(plan, "stale") == [
        (timedelta(hours=2), "systolic blood pressure goes stale"),
        (timedelta(hours=4), "body temperature goes stale"),
    ]
    assert plan.clock.valid_until == AT + timedelta(hours=2)


def test_a_history_does_not_go_stale(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient(given=doses("20T04:00")))
    assert all(change.at > AT for change in plan.clock.changes)


def test_the_plan_is_good_until_the_soonest_change(tmp_path):
    rule = '- {id: late, when: "fever_hours >= 10 h", give: dexamethasone, source: guide page 1}'
    plan = plan_of(protocol_with(tmp_path, rule), patient(fever_hours="9.5 h"))
    assert plan.clock.valid_until == AT + timedelta(minutes=30)


def test_the_decision_can_change_by_time_alone(tmp_path):
    bsab = '- {id: long, when: "fever_hours >= 10 h", discontinue: true, source: guide page 1}'
    plan = plan_of(protocol_with(tmp_path, bsab=bsab), patient(fever_hours="9 h"))
    found = changes(plan, "decision")
    assert found == [(timedelta(hours=1), "the antibody: discontinue")]


def test_the_next_look_is_what_monitoring_asks(tmp_path):
    rule = "- {id: watch, when: always, order: vitals, every: 15 min, source: guide page 1}"
    plan = plan_of(protocol_with(tmp_path, rule), patient())
    assert [(one.at - AT, one.what) for one in plan.clock.next_look] == [
        (timedelta(minutes=15), "vital signs, then every 15 min")
    ]


def test_the_restart_row_turns_at_midnight(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient(last_dose="{level: step-up-2, at: 2026-11-15T22:00:00Z}"))
    turn = datetime(2026, 11, 23, tzinfo=UTC)
    assert [(one.at, one.what) for one in plan.clock.changes if one.kind == "restart"] == [
        (turn, "restart after step-up-2: give step-up-2")
    ]
    protocol = protocol_with(tmp_path)
    text = patient(last_dose="{level: step-up-2, at: 2026-11-15T22:00:00Z}")
    assert plan_of(protocol, text, turn - timedelta(seconds=1)).restart.action == "full"
    assert plan_of(protocol, text, turn).restart.action == "step-up-2"


@pytest.mark.parametrize("hour", [0.5, 1, 3.25, 9.999])
def test_what_is_foretold_comes_true(tmp_path, hour):
    """The plan made at the foretold moment has the order, and a second before it has not."""
    rule = '- {id: late, when: "hours_since_tocilizumab >= 10 h", give: dexamethasone, source: guide page 1}'
    protocol = protocol_with(tmp_path, rule)
    given = (AT - timedelta(hours=10 - hour)).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    text = patient(given=f"[{{drug: tocilizumab, at: {given}}}]")
    (moment,) = [one.at for one in plan_of(protocol, text).clock.changes if one.kind == "order"]
    assert [order.order for order in plan_of(protocol, text, moment).actions] == ["dexamethasone"]
    assert plan_of(protocol, text, moment - timedelta(seconds=1)).actions == ()
