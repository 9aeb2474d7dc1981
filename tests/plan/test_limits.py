"""Limits: a closed door with its reason and its opening, an unknown one as a condition."""

from datetime import UTC, datetime

import pytest
from tests.plan.make import doses, patient, plan_of, protocol_with, the

TOCI = """
- id: toci
  when: always
  give: tocilizumab
  limits: [3 in 24 h, 4 in total, 8 h apart]
  otherwise: dex
  because: asked for
  source: guide page 6
- {id: dex, when: never, give: dexamethasone, source: guide page 7}
"""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "opens", "reason"),
    [
        (doses("20T06:10"), at(20, 14, 10), "last tocilizumab 7 h 50 min ago, limit 8 h apart"),
        (doses("19T15:00", "19T23:00", "20T05:00"), at(20, 15), "3 given in 24 h, limit 3 in 24 h"),
        (
            doses("19T15:00", "19T23:00", "20T13:00"),
            at(20, 21),
            "3 given in 24 h, limit 3 in 24 h; last tocilizumab 1 h ago, limit 8 h apart",
        ),
        (
            doses("10T15:00", "11T15:00", "12T15:00", "13T15:00"),
            None,
            "4 given in total, limit 4 in total; no further dose",
        ),
    ],
)
def test_closed(tmp_path, given, opens, reason):
    plan = plan_of(protocol_with(tmp_path, TOCI), patient(given=given))
    assert [(one.rule, one.opens_at, one.reason, one.instead) for one in plan.not_now] == [
        ("toci", opens, reason, ("dexamethasone",))
    ]
    assert the(plan, "dexamethasone").instead_of == ("tocilizumab",)


@pytest.mark.parametrize("given", ["[]", doses("20T06:00"), doses("19T14:00", "19T22:00", "20T06:00")])
def test_open(tmp_path, given):
    plan = plan_of(protocol_with(tmp_path, TOCI), patient(given=given))
    assert (the(plan, "tocilizumab").certainty, plan.not_now) == ("certain", ())


def test_a_door_is_open_at_the_moment_it_is_said_to_open(tmp_path):
    protocol = protocol_with(tmp_path, TOCI)
    text = patient(given=doses("19T15:00", "19T23:00", "20T05:00"))
    opens = plan_of(protocol, text).not_now[0].opens_at
    assert plan_of(protocol, text, opens).not_now == ()


def test_unknown_history_is_a_condition(tmp_path):
    plan = plan_of(protocol_with(tmp_path, TOCI), patient(given=None))
    assert the(plan, "tocilizumab").condition == (
        "fewer than 3 doses of tocilizumab in 24 h and fewer than 4 doses of tocilizumab in total "
        "and no tocilizumab in the last 8 h"
    )
    assert the(plan, "dexamethasone").certainty == "conditional"


def test_a_stated_count_closes_without_a_time(tmp_path):
    flat = patient(
        given=None, tocilizumab_doses_24h="3", tocilizumab_doses_total="3", hours_since_tocilizumab="9 h"
    )
    plan = plan_of(protocol_with(tmp_path, TOCI), flat)
    assert [(one.opens_at, one.reason) for one in plan.not_now] == [
        (None, "3 given in 24 h, limit 3 in 24 h")
    ]
