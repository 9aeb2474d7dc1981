"""The decision on the antibody: never `continue` on something unknown."""

import pytest
from tests.plan.make import patient, plan_of, protocol_with

GRADE_4 = "- {id: any-3, when: crs >= 3, discontinue: true, because: ours stops at 3, source: guide table 1}"


@pytest.mark.parametrize(
    ("changes", "shown", "interval", "settled"),
    [
        ({}, "continue", ("continue", "continue"), True),
        ({"temperature": "38.0 Cel"}, "hold", ("hold", "hold"), True),
        ({"temperature": None}, "hold", ("continue", "hold"), False),
        ({"temperature": "39 Cel", "systolic_bp": None}, "hold", ("hold", "hold"), True),
        ({"temperature": "39 Cel", "vasopressors": None}, "hold", ("hold", "discontinue"), False),
        (
            {"temperature": "39 Cel", "vasopressors": "[dopamine, norepinephrine]"},
            "discontinue",
            ("discontinue",) * 2,
            True,
        ),
        ({"age": None}, "hold", ("continue", "continue"), False),
    ],
)
def test_shown_and_possible(tmp_path, changes, shown, interval, settled):
    plan = plan_of(protocol_with(tmp_path), patient(**changes))
    assert (plan.bsab.action, (plan.bsab.lowest, plan.bsab.highest)) == (shown, interval)
    assert plan.settled is settled


def test_until_names_what_is_missing(tmp_path):
    bsab = plan_of(protocol_with(tmp_path), patient(temperature=None)).bsab
    assert (bsab.until, bsab.needs) == ("body temperature is known", ("temperature",))
    later = plan_of(protocol_with(tmp_path), patient(temperature="39 Cel", vasopressors=None)).bsab
    assert later.until == "CRS has resolved and vasopressors running are known"


def test_the_reason_and_its_layer(tmp_path):
    protocol = protocol_with(tmp_path, bsab=GRADE_4)
    held = plan_of(protocol, patient(temperature="39 Cel")).bsab
    assert (held.because, held.layers, held.until) == (
        ("teclistamab-crs-1",),
        ("tec-us",),
        "CRS has resolved",
    )
    stopped = plan_of(protocol, patient(temperature="39 Cel", vasopressors="[dopamine]")).bsab
    assert (stopped.action, stopped.because, stopped.layers) == ("discontinue", ("any-3",), ("small",))
    assert (stopped.until, stopped.resume) == ("", "")


def test_a_reason_is_never_a_floor(tmp_path):
    bsab = plan_of(protocol_with(tmp_path), patient(temperature="39 Cel", systolic_bp=None)).bsab
    assert bsab.lowest == bsab.highest == "hold"
    assert bsab.because == ("teclistamab-crs-1", "teclistamab-crs-2")


def test_next_dose_takes_the_longest_time(tmp_path):
    hold = "hold: until crs resolved, next_dose: [admit 72 h], source: guide table 1"
    extra = f"- {{id: more, when: fever, {hold}}}"
    plan = plan_of(
        protocol_with(tmp_path, bsab=extra), patient(temperature="39 Cel", systolic_bp="80 mm[Hg]")
    )
    assert [(one.text, one.certainty) for one in plan.next_dose] == [
        ("premedicate", "certain"),
        ("admit 3 d", "certain"),
    ]


def test_outside_the_scope_there_are_no_orders(tmp_path):
    rule = "- {id: one, when: always, give: saline, source: guide page 1}"
    plan = plan_of(protocol_with(tmp_path, rule), patient(product="blinatumomab", age="12 a"))
    assert (plan.in_scope, plan.bsab.action, plan.bsab.because, plan.settled) == (False, "hold", (), False)
    assert (plan.actions, plan.not_now, plan.avoid, plan.missing, plan.restart) == ((), (), (), (), None)
    assert plan.scope == (
        "Antibody blinatumomab: this protocol covers teclistamab",
        "Age 12 a: this protocol is for age >= 18 a",
    )


def test_with_an_unknown_scope_nothing_is_certain(tmp_path):
    rule = "- {id: one, when: always, give: saline, source: guide page 1}"
    plan = plan_of(protocol_with(tmp_path, rule), patient(age=None))
    assert plan.in_scope is None
    assert [(order.certainty, order.condition) for order in plan.actions] == [("conditional", "age >= 18 a")]
    assert plan.missing[0].input == "age"
    assert plan.missing[0].settles == ("scope",)


@pytest.mark.parametrize(
    ("last", "action"),
    [
        ("{level: step-up-2, at: 2026-11-13T14:00:00Z}", "full"),
        ("{level: step-up-2, at: 2026-11-12T14:00:00Z}", "step-up-2"),
        ("{level: full, at: 2026-10-23T14:00:00Z}", "continue"),
        ("{level: full, at: 2026-10-22T14:00:00Z}", "step-up-2"),
        ("{level: full, at: 2026-09-24T14:00:00Z}", "step-up-1"),
        (None, None),
    ],
)
def test_restart(tmp_path, last, action):
    plan = plan_of(protocol_with(tmp_path), patient(last_dose=last))
    assert (plan.restart.action if plan.restart else None) == action
    assert any("no restart advice" in note for note in plan.notes) is (action is None)


def test_no_restart_once_discontinued(tmp_path):
    ill = patient(
        temperature="39 Cel",
        vasopressors="[dopamine, norepinephrine]",
        last_dose="{level: full, at: 2026-11-12T14:00:00Z}",
    )
    assert plan_of(protocol_with(tmp_path), ill).restart is None
