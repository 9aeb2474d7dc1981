"""An order with an interval says when the last dose was and when the next one is due."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.plan.make import patient, plan_of, protocol_with, the

from leeward.plan.to_json import to_json
from leeward.plan.to_text import to_text

RULE = "- {id: steroid, when: crs >= 1, give: dexamethasone, source: guide page 6, "
SIX = RULE + "dose: 10 mg, every: 6 h}\n"
RANGE = RULE + "dose: 4 mg .. 10 mg, every: 6 h .. 12 h}\n"
FEVER = "39 Cel"
UNKNOWN = "not known when it was last given"


def given(time: str, dose: str = "10 mg") -> str:
    shown = f"dose: {dose}, " if dose else ""
    return f"[{{drug: dexamethasone, {shown}at: 2026-11-{time}:00Z}}]"


def both(one: str, other: str) -> str:
    return f"{one[:-1]}, {other[1:]}"


def flat(text: str) -> str:
    return " ".join(text.split())


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


# the plan is of 20 November 14:00
@pytest.mark.parametrize(
    ("rule", "doses", "due", "text"),
    [
        (SIX, given("20T11:00"), at(20, 17), "last given 11:00 (10 mg); not due before 17:00"),
        (SIX, given("20T08:01"), at(20, 14, 1), "last given 08:01 (10 mg); not due before 14:01"),
        (SIX, given("20T08:00"), at(20, 14), "last given 08:00 (10 mg); due since 14:00"),
        (SIX, given("20T02:00"), at(20, 8), "last given 02:00 (10 mg); due since 08:00"),
        (
            RANGE,
            given("19T20:00"),
            at(20, 2),
            "last given 19 Nov 20:00 (10 mg); due since 02:00, at the latest 08:00",
        ),
        (SIX, given("20T11:00", "16 mg"), at(20, 17), "last given 11:00 (16 mg); not due before 17:00"),
        (
            SIX,
            given("20T11:00", ""),
            at(20, 17),
            "last given 11:00 (amount not listed); not due before 17:00",
        ),
        (
            SIX,
            given("20T11:00", "8 mg"),
            None,
            "last given 11:00 (8 mg, less than this dose); its interval ends 17:00",
        ),
        (
            SIX,
            both(given("20T09:00"), given("20T13:00", "4 mg")),
            at(20, 15),
            "last given 13:00 (4 mg, less than this dose; before it 09:00, 10 mg); not due before 15:00",
        ),
        (
            SIX,
            both(given("20T08:01", ""), given("20T13:00", "4 mg")),
            at(20, 14, 1),
            "last given 13:00 (4 mg, less than this dose; before it 08:01, amount not listed);"
            " not due before 14:01",
        ),
        (
            SIX,
            both(given("20T08:00"), given("20T13:00", "4 mg")),
            None,
            "last given 13:00 (4 mg, less than this dose); its interval ends 19:00",
        ),
        (
            RANGE,
            given("20T11:00", "4 mg"),
            at(20, 17),
            "last given 11:00 (4 mg); not due before 17:00, at the latest 23:00",
        ),
        (
            RANGE,
            given("20T06:00", "4 mg"),
            at(20, 12),
            "last given 06:00 (4 mg); due since 12:00, at the latest 18:00",
        ),
        # small doses that come to a full one
        (
            SIX,
            both(given("20T13:00", "5 mg"), given("20T13:05", "5 mg")),
            at(20, 19, 5),
            "last given 13:05 (5 mg; 2 doses since 13:00 make one); not due before 19:05",
        ),
        (
            SIX,
            both(given("20T08:00", "5 mg"), given("20T13:05", "5 mg")),
            None,
            "last given 13:05 (5 mg, less than this dose); its interval ends 19:05",
        ),
        (
            SIX,
            both(given("20T13:00", "5 mg"), given("20T13:05", "4999 ug")),
            None,
            "last given 13:05 (4999 ug, less than this dose); its interval ends 19:05",
        ),
    ],
)
def test_when_it_is_due_again(tmp_path, rule, doses, due, text):
    plan = plan_of(protocol_with(tmp_path, rule), patient(temperature=FEVER, given=doses))
    order = the(plan, "dexamethasone")
    assert order.repeat is not None
    assert (order.due, order.repeat.text) == (due, text)
    assert text in flat(to_text(plan))
    shown = json.loads(to_json(plan))["actions"][0]["repeat"]
    assert (shown["text"], shown["due"] is None) == (text, due is None)


@pytest.mark.parametrize(
    ("rule", "doses"),
    [
        (SIX, "[]"),
        (SIX, given("20T01:59")),  # more than two intervals ago: another course
        (SIX, "[{drug: tocilizumab, at: 2026-11-20T11:00:00Z}]"),
        (RULE + "dose: 10 mg}\n", given("20T11:00")),
    ],
)
def test_nothing_is_said_without_an_interval_or_a_dose_within_two_of_them(tmp_path, rule, doses):
    plan = plan_of(protocol_with(tmp_path, rule), patient(temperature=FEVER, given=doses))
    order = the(plan, "dexamethasone")
    assert (order.repeat, order.due) == (None, None)
    assert json.loads(to_json(plan))["actions"][0]["repeat"] is None
    assert "last given" not in to_text(plan)


def test_limits_say_it_already(tmp_path):
    rule = (
        "- {id: toci, when: crs >= 1, give: tocilizumab, every: 8 h, limits: [8 h apart], source: guide p 6}"
    )
    doses = "[{drug: tocilizumab, at: 2026-11-20T05:00:00Z}]"
    order = the(
        plan_of(protocol_with(tmp_path, rule), patient(temperature=FEVER, given=doses)), "tocilizumab"
    )
    assert order.repeat is None


def test_the_next_dose_is_among_what_is_to_come(tmp_path):
    protocol = protocol_with(tmp_path, SIX)
    plan = plan_of(protocol, patient(temperature=FEVER, given=given("20T11:00")))
    (due,) = [change for change in plan.clock.changes if change.kind == "due"]
    assert (due.at - plan.at, due.what) == (timedelta(hours=3), "dexamethasone is due again")
    assert plan.clock.valid_until is not None
    assert plan.clock.valid_until <= due.at
    past = plan_of(protocol, patient(temperature=FEVER, given=given("20T08:00")))
    assert [change for change in past.clock.changes if change.kind == "due"] == []


@pytest.mark.parametrize("rule", [SIX, RANGE])
def test_without_the_list_it_is_not_known(tmp_path, rule):
    plan = plan_of(protocol_with(tmp_path, rule), patient(temperature=FEVER, given=None))
    order = the(plan, "dexamethasone")
    assert (order.repeat.text, order.repeat.last, order.due) == (
        UNKNOWN,
        None,
        None,
    )
    assert UNKNOWN in flat(to_text(plan))
    shown = json.loads(to_json(plan))["actions"][0]["repeat"]
    assert shown == {
        "last_dose": None,
        "due": None,
        "latest": None,
        "text": UNKNOWN,
    }
