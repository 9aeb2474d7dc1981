"""Which moment the patient is looked at, and what is too old or too new for it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from leeward.language.durations import elapsed_text, hours_to_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.patient.from_yaml import read_patient
from leeward.text.problem import Refused

Read = Callable[..., State]


def test_at_is_the_argument_then_the_file_then_the_newest_time(
    protocol: ClinicalProtocol, read: Read
) -> None:
    lines = ("temperature: {value: 38.9 Cel, at: 2026-11-20T13:00:00Z}", "given: []")
    assert read(protocol, *lines, now="2026-11-20T15:00:00Z").at == datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert read(protocol, *lines).at == datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert read(protocol, *lines, at=None).at == datetime(2026, 11, 20, 13, tzinfo=UTC)


def test_the_newest_time_is_looked_for_everywhere(protocol: ClinicalProtocol, read: Read) -> None:
    older = "temperature: {value: 38.9 Cel, at: 2026-11-01T13:00:00Z}"
    episode = (
        "episodes: [{type: crs, grade: 1, product: x, from: 2026-11-03T02:00:00Z, to: 2026-11-03T08:00:00Z}]"
    )
    for line, newest in (
        ("given: [{drug: dex, at: 2026-11-02T13:00:00Z}]", datetime(2026, 11, 2, 13, tzinfo=UTC)),
        (episode, datetime(2026, 11, 3, 8, tzinfo=UTC)),
        ("last_dose: {at: 2026-11-04T08:00:00Z}", datetime(2026, 11, 4, 8, tzinfo=UTC)),
    ):
        assert read(protocol, older, line, at=None).at == newest


def test_a_naive_argument_is_a_programming_error(protocol: ClinicalProtocol) -> None:
    naive = datetime(2026, 11, 20, 14, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="no offset"):
        read_patient(b"weight: 82 kg", "patient.yaml", protocol, naive)


@pytest.mark.parametrize(
    ("observed", "known"),
    [
        ("2026-11-20T10:00:00Z", True),
        ("2026-11-20T11:00:00+01:00", True),
        ("2026-11-20T09:59:59Z", False),
        ("2026-11-20T09:59:59.999999Z", False),
    ],
)
def test_an_observation_is_valid_up_to_and_including_its_last_moment(
    observed: str, known: bool, protocol: ClinicalProtocol, read: Read
) -> None:
    state = read(protocol, f"temperature: {{value: 38.9 Cel, at: {observed}}}")
    assert ("temperature" in state.facts) is known
    assert ("temperature" in state.unknown) is not known


def test_a_stale_observation_says_why_it_is_unknown(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "temperature: {value: 38.9 Cel, at: 2026-11-20T08:00:00Z}")
    assert state.unknown == {"temperature": "observed 6 h ago, valid for 4 h"}


def test_a_value_without_a_time_is_as_old_as_the_file(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "temperature: 38.9 Cel", "weight: 82 kg", now="2026-11-20T18:00:01Z")
    assert "temperature" in state.unknown
    assert state.facts["weight"].at == datetime(2026, 11, 20, 14, tzinfo=UTC)


def test_a_file_without_any_time_is_as_old_as_the_evaluation(protocol: ClinicalProtocol, read: Read) -> None:
    now = "2026-11-20T18:00:00Z"
    assert "temperature" in read(protocol, "temperature: 38.9 Cel", at=None, now=now).facts


def test_a_file_from_the_future_is_refused(protocol: ClinicalProtocol, read: Read) -> None:
    with pytest.raises(Refused) as refused:
        read(protocol, "weight: 82 kg", now="2026-11-20T13:59:59Z")
    assert [problem.code for problem in refused.value.problems] == ["future"]


def test_a_stale_statement_is_never_replaced_by_an_assumption(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "sedated: {value: yes, at: 2026-11-19T13:59:59Z}")
    assert "sedated" not in state.facts
    assert "sedated" in state.unknown


def test_a_clock_stated_earlier_has_run_on(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "fever_hours: 20 h", "days_since_last_dose: 7 d", now="2026-11-20T16:30:00Z")
    assert state.facts["fever_hours"].value == 22_500_000
    assert state.facts["days_since_last_dose"].value == 7_000_000
    assert state.notes[0] == "`fever_hours` was stated 2 h 30 min ago and has run on since"


def test_histories_written_earlier_are_noted(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "given: []", now="2026-11-20T16:00:00Z")
    assert state.notes == ("the histories were written 2 h ago; what came since is not in them",)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(seconds=59), "less than 1 min"),
        (timedelta(minutes=15), "15 min"),
        (timedelta(hours=6, minutes=20), "6 h 20 min"),
        (timedelta(hours=47, minutes=59), "47 h 59 min"),
        (timedelta(hours=48), "2 d"),
        (timedelta(days=3, hours=4, minutes=5), "3 d 4 h"),
    ],
)
def test_a_time_gone_by_is_told_down_to_the_minute(span: timedelta, text: str) -> None:
    assert elapsed_text(span) == text


def test_a_duration_is_told_as_it_is_written() -> None:
    assert (hours_to_text(4_000_000), hours_to_text(250_000)) == ("4 h", "15 min")
