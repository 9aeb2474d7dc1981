"""Days are dates where the patient is: across changes of the clocks they count right, or are not known."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.patient.calendar_days import days_between
from leeward.plan.restart import restart_for
from leeward.text.problem import Refused

Read = Callable[..., State]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        # one offset
        ("2026-11-19T23:59:00+01:00", "2026-11-20T00:00:00+01:00", 1),
        ("2026-11-19T23:59:00Z", "2026-11-20T00:00:00Z", 1),
        # the clocks went back on 25 October: half an hour after midnight in summer time
        ("2026-10-24T00:30:00+02:00", "2026-11-21T14:00:00+01:00", 28),
        ("2026-10-24T00:30:00+02:00", "2026-11-22T00:10:00+01:00", 29),
        ("2026-10-23T23:59:00+02:00", "2026-11-21T14:00:00+01:00", 29),
        # and forward on 29 March
        ("2026-03-28T23:30:00+01:00", "2026-04-25T14:00:00+02:00", 28),
        ("2026-03-28T23:30:00+01:00", "2026-04-25T00:10:00+02:00", 28),
        # New York, where they change on other days
        ("2026-10-31T00:15:00-04:00", "2026-11-28T09:00:00-05:00", 28),
        # a machine's UTC beside a ward's time, far from midnight
        ("2026-10-24T10:00:00Z", "2026-11-21T14:00:00+01:00", 28),
        ("2026-10-24T10:00:00+02:00", "2026-11-21T14:00:00Z", 28),
        # near midnight, and the clocks may have changed: 23 October in winter time, 24 October in summer time
        ("2026-10-23T22:30:00Z", "2026-11-21T14:00:00+01:00", None),
        ("2026-10-24T10:00:00+02:00", "2026-11-21T22:30:00Z", None),
        # within a day nobody expects a change of the clocks
        ("2026-11-19T23:29:00Z", "2026-11-20T00:30:00+02:00", 0),
        # London: UTC is its own time in winter
        ("2026-10-24T10:30:00+01:00", "2026-11-21T14:00:00+00:00", 28),
        ("2026-10-24T00:30:00+01:00", "2026-11-21T14:00:00+00:00", 28),
        ("2026-10-24T00:30:00+01:00", "2026-11-21T23:30:00+00:00", None),
        ("2026-03-23T23:30:00+00:00", "2026-04-20T14:00:00+01:00", None),
        # two places
        ("2026-11-10T10:00:00-05:00", "2026-11-20T20:00:00+01:00", 10),
        ("2026-11-10T22:00:00-05:00", "2026-11-20T14:00:00+01:00", None),
    ],
)
def test_days(start: str, end: str, days: int | None) -> None:
    assert days_between(at(start), at(end)) == days


ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Asia/Tokyo",
)
INSTANTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: at("2025-01-01T00:00Z") + timedelta(minutes=minutes)
)


@given(
    st.sampled_from(ZONES),
    INSTANTS,
    st.timedeltas(timedelta(0), timedelta(days=120)),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=3000, deadline=None)
def test_no_count_is_wrong(
    zone: str, start: datetime, gap: timedelta, utc_start: bool, utc_end: bool
) -> None:
    """Against the calendar of the place; each time written there or in UTC, but not both in UTC."""
    place = ZoneInfo(zone)
    end = start + gap

    def written(time: datetime, in_utc: bool) -> datetime:
        local = time.astimezone(place)
        offset = local.utcoffset()
        assert offset is not None
        return time if in_utc else local.astimezone(timezone(offset))

    if (utc_start and utc_end) or (zone == "Europe/London" and (utc_start or utc_end)):
        return  # nothing tells UTC from the time of the place
    right = (end.astimezone(place).date() - start.astimezone(place).date()).days
    found = days_between(written(start, utc_start), written(end, utc_end))
    if not (utc_start or utc_end or zone == "Europe/London"):
        assert found == right
    elif zone == "Europe/London" or gap > timedelta(days=1):
        assert found in (right, None)


def test_most_counts_are_known() -> None:
    """Unknown only near midnight: a dose in UTC, at every quarter of an hour, looked at from a ward."""
    end = at("2026-11-21T14:00:00+01:00")
    times = [at("2026-10-24T00:00:00+00:00") + timedelta(minutes=15 * n) for n in range(96)]
    unknown = [time for time in times if days_between(time, end) is None]
    assert len(unknown) == 8
    assert {time.date() for time in unknown} == {date(2026, 10, 24)}
    assert {time.hour for time in unknown} == {22, 23}


def test_what_is_open_is_unknown_and_says_why(protocol: ClinicalProtocol, read: Read) -> None:
    line = "last_dose: {level: step-up-1, at: 2026-10-23T22:30:00Z}"
    state = read(protocol, "product: teclistamab", line, at="2026-11-21T14:00:00+01:00")
    assert "days_since_last_dose" not in state.facts
    assert state.unknown["days_since_last_dose"] == (
        "the time zone of a time in UTC is not known, and its date hangs on it; state `days_since_last_dose`"
    )
    assert state.facts["last_dose_level"].value == "step-up-1"
    stated = read(
        protocol, "product: teclistamab", line, "days_since_last_dose: 28 d", at="2026-11-21T14:00:00+01:00"
    )
    assert stated.facts["days_since_last_dose"].value == 28_000_000
    assert stated.unknown == {}


def test_a_stated_number_of_days_that_ran_on_over_an_open_date_is_unknown(
    protocol: ClinicalProtocol, read: Read
) -> None:
    line = "days_since_last_dose: {value: 3 d, at: 2026-10-23T22:30:00Z}"
    state = read(protocol, line, at="2026-11-21T14:00:00+01:00")
    assert "days_since_last_dose" not in state.facts
    assert "time zone" in state.unknown["days_since_last_dose"]


def test_the_clocks_change_between_dose_and_plan(protocol: ClinicalProtocol, read: Read) -> None:
    line = "last_dose: {level: step-up-1, at: 2026-10-24T00:30:00+02:00}"
    state = read(protocol, "product: teclistamab", line, at="2026-11-21T14:00:00+01:00")
    assert state.facts["days_since_last_dose"].value == 28_000_000


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        # the night with 25 hours, and the one with 23
        ("2026-10-25T00:30:00+02:00", "2026-10-25T08:30:00+01:00", 9_000_000),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", 1_000_000),
        ("2026-03-29T00:30:00+01:00", "2026-03-29T08:30:00+02:00", 7_000_000),
        ("2026-11-20T06:00:00-05:00", "2026-11-20T14:00:00+01:00", 2_000_000),
        ("2026-11-20T06:00:00Z", "2026-11-20T19:30:00+05:30", 8_000_000),
    ],
)
def test_hours_are_hours_whatever_the_clocks_say(
    protocol: ClinicalProtocol, read: Read, start: str, end: str, hours: int
) -> None:
    state = read(protocol, f"given: [{{drug: tocilizumab, at: {start}}}]", at=end)
    assert state.facts["hours_since_tocilizumab"].value == hours


def test_an_episode_over_the_hour_that_comes_twice(protocol: ClinicalProtocol, read: Read) -> None:
    """02:45 in summer time is before 02:15 in winter time, half an hour later."""
    line = "episodes: [{type: crs, grade: 3, product: teclistamab, from: 2026-10-25T02:45:00+02:00, to: %s}]"
    state = read(protocol, "product: teclistamab", line % "2026-10-25T02:15:00+01:00")
    assert state.facts["prior_crs_grade3"].value == 1_000_000
    with pytest.raises(Refused, match="an episode ends before it begins"):
        read(protocol, line % "2026-10-25T02:40:00+02:00")


def test_episodes_overlap_by_instant_and_not_by_what_the_clock_showed(
    protocol: ClinicalProtocol, read: Read
) -> None:
    one = "  - {{type: crs, grade: {}, product: x, from: 2026-10-25T{}, to: 2026-10-25T{}}}"
    first = one.format(1, "01:00:00+02:00", "02:45:00+02:00")
    later = one.format(2, "02:15:00+01:00", "05:00:00+01:00")
    state = read(protocol, "episodes:", first, later)
    assert state.episodes is not None
    assert [episode.grade for episode in state.episodes] == [1, 2]
    with pytest.raises(Refused, match="two episodes of `crs` overlap"):
        read(protocol, "episodes:", first, later.replace("02:15:00+01:00", "02:40:00+02:00"))


def test_a_dose_listed_twice_in_two_offsets_is_one(protocol: ClinicalProtocol, read: Read) -> None:
    doses = ("2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+02:00")
    twice = "given: [{{drug: tocilizumab, at: {}}}, {{drug: Actemra, at: {}}}]".format(*doses)
    with pytest.raises(Refused, match="the same drug at the same time twice"):
        read(protocol, twice)
    other = twice.replace("03:30:00+02:00", "02:30:00+02:00")
    assert read(protocol, other).facts["tocilizumab_doses_total"].value == 2_000_000


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (("2026-11-20T06:00:00+05:00", "2026-11-20T06:00:00-05:00"), "-05:00 and +05:00"),
        (("2026-11-20T06:00:00+01:00", "2026-11-20T06:00:00+02:00"), ""),
        (("2026-11-20T06:00:00-05:00", "2026-11-20T06:00:00Z"), ""),
        (("2026-11-20T06:00:00+05:30", "2026-11-20T06:00:00-03:30"), "-03:30 and +05:30"),
    ],
)
def test_offsets_far_apart_are_pointed_out(
    protocol: ClinicalProtocol, read: Read, times: tuple[str, str], said: str
) -> None:
    lines = [f"  - {{drug: dexamethasone, at: {time}}}" for time in times]
    notes = read(protocol, "given:", *lines).notes
    expected = f"the times have offsets from UTC as far apart as {said}; check the signs"
    assert notes == ((expected,) if said else ())


def test_the_plan_says_why_there_is_no_restart_advice(bundled: ClinicalProtocol, read: Read) -> None:
    lines = ("product: teclistamab", "last_dose: {level: weekly, at: 2026-10-23T22:30:00Z}")
    restart, why = restart_for(bundled, read(bundled, *lines, at="2026-11-21T14:00:00+01:00"))
    assert restart is None
    assert why == (
        "no restart advice: days since the last dose of the antibody not known (the time zone of a time"
        " in UTC is not known, and its date hangs on it; state `days_since_last_dose`)"
    )
    ward = lines[1].replace("2026-10-23T22:30:00Z", "2026-10-24T00:30:00+02:00")
    restart, why = restart_for(bundled, read(bundled, lines[0], ward, at="2026-11-21T14:00:00+01:00"))
    assert restart is not None
    assert (restart.days, restart.action) == (28, "weekly")
