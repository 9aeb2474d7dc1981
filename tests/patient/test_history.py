"""Counts and clocks that follow from the histories."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Administration, State
from leeward.patient.chart import Chart
from leeward.patient.from_episodes import from_episodes

Read = Callable[..., State]


def given(*times: str, drug: str = "tocilizumab") -> str:
    return "given: [" + ", ".join(f"{{drug: {drug}, at: {time}}}" for time in times) + "]"


def episode(grade: int, start: str, end: str = "", product: str = "teclistamab", type: str = "crs") -> str:
    to = f", to: {end}" if end else ""
    return f"  - {{type: {type}, grade: {grade}, product: {product}, from: {start}{to}}}"


@pytest.mark.parametrize(
    ("time", "count"),
    [
        ("2026-11-19T14:00:01Z", 1),
        ("2026-11-19T14:01:00Z", 1),
        ("2026-11-19T14:00:00Z", 0),
        ("2026-11-19T15:00:00+01:00", 0),
        ("2026-11-19T13:59:00Z", 0),
        ("2026-11-20T14:00:00Z", 1),
    ],
)
def test_a_dose_exactly_as_old_as_the_window_no_longer_counts(
    time: str, count: int, protocol: ClinicalProtocol, read: Read
) -> None:
    state = read(protocol, given(time))
    assert state.facts["tocilizumab_doses_24h"].value == count * 1_000_000
    assert state.facts["tocilizumab_doses_total"].value == 1_000_000


def test_hours_since_the_newest_dose_of_the_class(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(
        protocol,
        "given:",
        "  - {drug: RoActemra, dose: 656 mg, at: 2026-11-20T06:10:00Z}",
        "  - {drug: siltuximab, at: 2026-11-20T11:30:00Z}",
        "  - {drug: DEX, at: 2026-11-20T13:00:00Z}",
    )
    assert state.facts["hours_since_tocilizumab"].value == 7_833_333
    assert state.facts["hours_since_anticytokine"].value == 2_500_000
    assert state.facts["hours_since_anticytokine"].origin == "history"
    assert state.facts["hours_since_anticytokine"].at == datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
    assert state.given is not None
    assert state.given[0] == Administration(
        "tocilizumab", datetime(2026, 11, 20, 6, 10, tzinfo=UTC), "656 mg"
    )
    assert [dose.drug for dose in state.given] == ["tocilizumab", "siltuximab", "dexamethasone"]


def test_a_clock_never_runs_ahead(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, given("2026-11-20T06:00:00.000001Z"))
    assert state.facts["hours_since_tocilizumab"].value == 7_999_999


def test_an_empty_list_is_none_given_and_an_absent_one_is_unknown(
    protocol: ClinicalProtocol, read: Read
) -> None:
    empty, absent = read(protocol, "given: []"), read(protocol, "weight: 82 kg")
    assert empty.facts["hours_since_tocilizumab"].value is NEVER
    assert empty.facts["tocilizumab_doses_24h"].value == 0
    assert empty.given == ()
    assert absent.given is None
    assert not {"hours_since_tocilizumab", "tocilizumab_doses_24h"} & set(absent.facts)


def test_a_dose_of_the_antibody_may_be_listed(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, given("2026-11-19T16:00:00Z", drug="Teclistamab"))
    assert state.given == (Administration("teclistamab", datetime(2026, 11, 19, 16, tzinfo=UTC)),)


def test_hours_of_the_open_episode(protocol: ClinicalProtocol, read: Read) -> None:
    ended = episode(4, "2026-11-01T02:00:00Z", "2026-11-02T08:00:00Z")
    opened = read(protocol, "episodes:", ended, episode(3, "2026-11-18T13:00:00Z"))
    assert opened.facts["crs_grade3_hours"].value == 49_000_000
    for line in (episode(2, "2026-11-18T13:00:00Z"), episode(3, "2026-11-18T13:00:00Z", type="icans")):
        assert read(protocol, "episodes:", ended, line).facts["crs_grade3_hours"].value is NEVER
    assert "crs_grade3_hours" not in read(protocol, "weight: 82 kg").facts


def test_earlier_episodes_of_the_same_product(protocol: ClinicalProtocol, read: Read) -> None:
    lines = (
        "episodes:",
        episode(3, "2026-10-01T02:00:00Z", "2026-10-02T08:00:00Z"),
        episode(4, "2026-10-05T02:00:00Z", "2026-10-06T08:00:00Z", "Teclistamab"),
        episode(2, "2026-10-11T02:00:00Z", "2026-10-12T08:00:00Z"),
        episode(3, "2026-10-21T02:00:00Z", "2026-10-22T08:00:00Z", "tarlatamab"),
        episode(3, "2026-11-19T02:00:00Z"),
    )
    assert read(protocol, "product: teclistamab", *lines).facts["prior_crs_grade3"].value == 2_000_000
    assert read(protocol, "product: tarlatamab", *lines).facts["prior_crs_grade3"].value == 1_000_000
    assert "prior_crs_grade3" not in read(protocol, *lines).facts
    none = read(protocol, "product: teclistamab", "episodes: []")
    assert none.facts["prior_crs_grade3"].value == 0
    assert none.episodes == ()


def test_episodes_that_touch_do_not_overlap(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(
        protocol,
        "episodes:",
        episode(2, "2026-11-01T02:00:00Z", "2026-11-02T08:00:00Z"),
        episode(3, "2026-11-02T09:00:00+01:00", "2026-11-03T08:00:00Z"),
        episode(1, "2026-11-01T02:00:00Z", type="icans"),
    )
    assert state.episodes is not None
    assert [e.type for e in state.episodes] == ["crs", "icans", "crs"]


@pytest.mark.parametrize(
    ("at", "last", "days"),
    [
        ("2026-11-20T14:00:00Z", "2026-11-19T23:59:59Z", 1),
        ("2026-11-20T00:00:00Z", "2026-11-19T23:59:59Z", 1),
        ("2026-11-20T14:00:00Z", "2026-11-20T00:00:00Z", 0),
        ("2026-11-20T00:30:00+01:00", "2026-11-19T23:29:00Z", 0),
        ("2026-11-20T00:30:00+01:00", "2026-11-19T22:59:00Z", 1),
        ("2026-11-20T14:00:00Z", "2026-10-23T23:00:00Z", 28),
    ],
)
def test_days_are_calendar_dates_where_the_patient_is(
    at: str, last: str, days: int, protocol: ClinicalProtocol, read: Read
) -> None:
    state = read(protocol, f"last_dose: {{at: {last}}}", at=at)
    assert state.facts["days_since_last_dose"].value == days * 1_000_000
    assert "last_dose_level" not in state.facts


def test_level_of_the_last_dose(protocol: ClinicalProtocol, read: Read) -> None:
    line = "last_dose: {level: step-up-2, at: 2026-11-19T16:00:00Z}"
    assert read(protocol, "product: teclistamab", line).facts["last_dose_level"].value == "step-up-2"
    free = "last_dose: {level: anything, at: 2026-11-19T16:00:00Z}"
    assert read(protocol, "product: tarlatamab", free).facts["last_dose_level"].value == "anything"


def test_a_statement_beats_the_history_and_the_difference_is_noted(
    protocol: ClinicalProtocol, read: Read
) -> None:
    state = read(protocol, "tocilizumab_doses_24h: 2", given("2026-11-20T06:10:00Z"))
    fact = state.facts["tocilizumab_doses_24h"]
    assert (fact.value, fact.origin) == (2_000_000, "stated")
    assert state.notes == (
        "`tocilizumab_doses_24h` is stated as 2, the history gives 1: the statement is used",
    )
    assert state.given is not None
    assert len(state.given) == 1


def test_a_statement_that_agrees_needs_no_note(protocol: ClinicalProtocol, read: Read) -> None:
    lines = ("hours_since_tocilizumab: never", "tocilizumab_doses_24h: 0", "given: []")
    assert read(protocol, *lines).notes == ()


def test_never_against_a_dose_is_noted(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "hours_since_tocilizumab: never", given("2026-11-20T06:00:00Z"))
    expected = "`hours_since_tocilizumab` is stated as never, the history gives 8 h: the statement is used"
    assert expected in state.notes


def test_a_stale_statement_gives_way_to_the_history(protocol: ClinicalProtocol, read: Read) -> None:
    stale = "hours_since_tocilizumab: {value: 2 h, at: 2026-11-20T08:00:00Z}"
    state = read(protocol, stale, given("2026-11-20T06:00:00Z"))
    assert (state.facts["hours_since_tocilizumab"].value, state.unknown) == (8_000_000, {})


def test_a_later_dose_than_the_last_leaves_the_last_one_open(protocol: ClinicalProtocol, read: Read) -> None:
    lines = ("product: teclistamab", "last_dose: {level: full, at: 2026-10-18T16:00:00Z}")
    state = read(protocol, *lines, given("2026-11-19T16:00:00Z", drug="teclistamab"))
    assert state.notes == ("`given` lists a dose of the product later than `last_dose`, which is not used",)
    reason = "`given` lists a later dose of the product than `last_dose`"
    assert state.unknown == {"days_since_last_dose": reason, "last_dose_level": reason}
    assert not {"days_since_last_dose", "last_dose_level"} & set(state.facts)


@pytest.mark.parametrize(
    ("times", "drug", "said"),
    [
        (("2026-11-20T06:00:00Z", "2026-11-20T06:29:59Z"), "tocilizumab", True),
        (("2026-11-20T06:00:00Z", "2026-11-20T06:30:00Z"), "tocilizumab", False),
        (("2026-11-20T06:00:00Z", "2026-11-20T07:10:00+01:00"), "Actemra", True),
        (("2026-11-20T06:00:00Z", "2026-11-20T06:05:00Z"), "paracetamol", False),
    ],
)
def test_two_doses_within_minutes_are_counted_and_pointed_out(
    protocol: ClinicalProtocol, read: Read, times: tuple[str, str], drug: str, said: bool
) -> None:
    state = read(protocol, given(*times, drug=drug))
    note = (
        "`given` lists two doses of tocilizumab within 30 min; both are counted, and one may have been"
        " charted twice"
    )
    assert state.notes == ((note,) if said else ())
    if drug != "paracetamol":
        assert state.facts["tocilizumab_doses_24h"].value == 2_000_000


@pytest.mark.parametrize(
    ("episodes", "at_most", "took"),
    [
        ("", NEVER, NEVER),
        ("{grade: 2, from: 2026-11-01T14:00:00Z, to: 2026-11-19T14:00:00Z}", NEVER, NEVER),
        ("{grade: 3, from: 2026-11-19T14:00:00Z}", 24, None),
        ("{grade: 3, from: 2026-11-19T14:00:00Z, grade_1_since: 2026-11-19T20:00:00Z}", 6, 6),
        ("{grade: 4, from: 2026-11-10T14:00:00Z, to: 2026-11-12T14:00:00Z}", 48, None),
        (
            "{grade: 3, from: 2026-11-10T14:00:00Z,"
            " grade_1_since: 2026-11-11T14:00:00Z, to: 2026-11-12T14:00:00Z}",
            24,
            24,
        ),
        # what is told is the longest, whatever the other one took
        (
            "{grade: 3, from: 2026-11-10T14:00:00Z, to: 2026-11-12T14:00:00Z},"
            " {grade: 3, from: 2026-11-14T14:00:00Z, grade_1_since: 2026-11-16T14:00:00Z}",
            48,
            48,
        ),
        # the other one may have taken longer
        (
            "{grade: 3, from: 2026-11-10T14:00:00Z, to: 2026-11-12T15:00:00Z},"
            " {grade: 3, from: 2026-11-14T14:00:00Z, grade_1_since: 2026-11-16T14:00:00Z}",
            49,
            None,
        ),
    ],
)
def test_how_long_a_toxicity_took_to_come_down(
    episodes: str, at_most: object, took: object, bundled: ClinicalProtocol, read: Read
) -> None:
    text = episodes.replace("{grade", "{type: icans, product: teclistamab, grade")
    facts = read(bundled, f"product: teclistamab\nepisodes: [{text}]").facts
    assert facts["slowest_icans_grade3_at_most_hours"].value == _hours(at_most)
    known = facts.get("slowest_icans_grade3_hours")
    assert (None if known is None else known.value) == _hours(took)


def _hours(value: object) -> object:
    return value * 1_000_000 if isinstance(value, int) else value


def test_it_is_counted_for_the_same_product_only(bundled: ClinicalProtocol, read: Read) -> None:
    one = "{type: icans, product: other, grade: 3, from: 2026-11-10T14:00:00Z, to: 2026-11-12T15:00:00Z}"
    assert (
        read(bundled, f"product: teclistamab\nepisodes: [{one}]").facts["slowest_icans_grade3_hours"].value
        is NEVER
    )


@pytest.mark.parametrize("measure", ["slowest", "slowest_at_most"])
def test_an_episode_of_grade_1_had_nothing_to_come_down_from(
    measure: str, bundled: ClinicalProtocol, read: Read
) -> None:
    one = "{type: icans, product: teclistamab, grade: 1, from: 2026-11-01T14:00:00Z}"
    state = read(bundled, f"product: teclistamab\nepisodes: [{one}]")
    input = bundled.vocabulary.inputs["slowest_icans_grade3_hours"]
    assert input.from_history is not None
    any_grade = replace(input, from_history=replace(input.from_history, measure=measure, grade=1))
    chart = Chart(episodes=state.episodes)
    assert from_episodes(any_grade, chart, "teclistamab", state.at) == (NEVER, None)
