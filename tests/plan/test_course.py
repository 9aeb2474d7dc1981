"""Courses in phases: which day it is, by the doses that the chart lists, and never day 1 by default."""

from datetime import UTC, datetime, timedelta
from json import loads

import pytest
from tests.plan.make import patient, plan_of, protocol_with, the

from leeward.plan.to_json import to_json
from leeward.plan.to_text import to_text

TAPER = """
- id: mp
  when: crs >= 1 or flag_a
  give: methylprednisolone
  dose: 500 mg
  route: IV
  every: 12 h
  for: 3 d
  taper:
    - {dose: 250 mg, every: 12 h, for: 2 d}
    - {dose: 0.5 mg/kg, every: 12 h, until: CRS is grade 1 or less}
  course: {broken_after: 24 h, because: ours}
  because: asked for
  source: guide page 6
"""
ONE_PHASE = """
- id: mp
  when: flag_a
  give: methylprednisolone
  dose: 1000 mg
  every: 12 h .. 24 h
  for: 3 d
  course: {broken_after: 48 h, because: ours}
  because: asked for
  source: guide page 6
- {id: dex, when: flag_a, give: dexamethasone, dose: 10 mg, source: guide page 7}
"""
START = datetime(2026, 11, 10, 14, tzinfo=UTC)


def hours(*numbers, dose="500 mg", drug="methylprednisolone"):
    """Entries of `given`, so many hours after the start."""
    return [f"{{drug: {drug}, dose: {dose}, at: {iso(number)}}}" for number in numbers]


def iso(number):
    return (START + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def first():
    return hours(*range(0, 72, 12))


def chart(*entries, **changes):
    listed = {} if entries == (None,) else {"given": f"[{', '.join(entries)}]"}
    changes = {"flag_a": "yes", "episodes": "[]", "given": None} | listed | changes
    return patient(**changes)


def crs(start, end=None, grade=3):
    to = "" if end is None else f", to: {iso(end)}"
    return f"{{type: crs, grade: {grade}, product: teclistamab, from: {iso(start)}{to}}}"


@pytest.fixture(scope="module")
def protocol(tmp_path_factory):
    return protocol_with(tmp_path_factory.mktemp("course"), TAPER)


@pytest.fixture(scope="module")
def one_phase(tmp_path_factory):
    return protocol_with(tmp_path_factory.mktemp("one"), ONE_PHASE)


def plan(protocol, at, *entries, **changes):
    return plan_of(protocol, chart(*entries, at=iso(at), **changes), START + timedelta(hours=at))


def order(protocol, at, *entries, **changes):
    return the(plan(protocol, at, *entries, **changes), "methylprednisolone")


def stands(one):
    taper = one.taper
    return taper.status, taper.day, taper.phase, one.how


P1 = "500 mg IV, every 12 h"
P2 = "250 mg, every 12 h"
P3 = "35 mg, every 12 h, until CRS is grade 1 or less"


@pytest.mark.parametrize(
    ("at", "day", "phase", "how"),
    [
        (0, 1, 1, P1),
        (23 + 59 / 60, 1, 1, P1),
        (24, 2, 1, P1),
        (71 + 59 / 60, 3, 1, P1),
        (72, 4, 2, P2),
        (119 + 59 / 60, 5, 2, P2),
        (120, 6, 3, P3),
        (240, 11, 3, P3),
    ],
)
def test_the_phase_and_the_day_at_both_sides_of_every_boundary(protocol, at, day, phase, how):
    doses = hours(*(h for h in range(0, 72, 12) if h <= at))
    doses += hours(*(h for h in range(72, 120, 12) if h <= at), dose="250 mg")
    doses += hours(*(h for h in range(120, 260, 12) if h <= at), dose="35 mg")
    assert stands(order(protocol, at, *doses)) == ("under way", day, phase, how)


def test_the_dose_of_the_day_in_numbers_and_when_the_next_phase_begins(protocol):
    doses = (*first(), *hours(72, 84, dose="250 mg"))
    made = plan(protocol, 95, *doses)
    told = loads(to_json(made))
    action = next(one for one in told["actions"] if one["order"] == "methylprednisolone")
    assert (action["dose"]["amount"], action["dose"]["unit"]) == ("250", "mg")
    assert action["taper"] == {
        "status": "under way",
        "day": 4,
        "phase": 2,
        "phases": 3,
        "began": iso(0),
        "since": iso(72),
        "until": iso(120),
        "last_dose": iso(84),
        "due": iso(96),
        "next": "35 mg, every 12 h, until CRS is grade 1 or less",
        "text": "day 4 of the taper, phase 2 of 3 since 13 Nov 14:00; "
        "last dose 250 mg at 02:00, next due 14:00",
        "doubts": [],
    }
    assert action["then"] == ["35 mg, every 12 h, until CRS is grade 1 or less"]
    change = next(one for one in told["clock"]["changes"] if one["kind"] == "taper")
    assert (change["at"], change["what"]) == (
        iso(120),
        "methylprednisolone: next phase of the taper, 35 mg, every 12 h, until CRS is grade 1 or less",
    )
    assert "from 15 Nov 14:00 35 mg, every 12 h" in to_text(made)
    assert order(protocol, 120, *doses, *hours(96, 108, dose="250 mg")).taper.phase == 3


def test_nothing_is_known_without_the_list_of_doses(protocol):
    one = order(protocol, 80, None)
    assert (one.taper.status, one.taper.day, one.taper.phase) == ("unknown", None, None)
    assert one.taper.text == (
        "which day of the taper is not known: give the start, by listing the doses under `given`"
    )
    assert one.how == "500 mg IV, every 12 h, for 3 d"


def test_an_empty_list_says_that_it_has_not_begun(protocol):
    one = order(protocol, 0)
    assert (one.taper.status, one.taper.text) == (
        "not begun",
        "day 1 of the taper begins with its first dose",
    )


def test_the_next_dose_may_belong_to_the_next_phase(protocol):
    one = order(protocol, 70, *first())
    assert one.taper.text.endswith("last dose 500 mg at 02:00, next due 14:00, the first of phase 2")


def test_a_dose_missed_is_bridged_and_told(protocol):
    one = order(protocol, 50, *hours(0, 12, 36, 48))
    assert stands(one)[:3] == ("under way", 3, 1)
    assert one.taper.doubts == (
        "no dose between 11 Nov 02:00 and 02:00, ordered every 12 h: "
        "a person decides whether the phase is prolonged",
    )


def test_a_late_dose_is_not_a_missed_one(protocol):
    assert order(protocol, 31, *hours(0, 12, 30)).taper.doubts == ()
    assert order(protocol, 31, *hours(0, 12, 30 + 1 / 60)).taper.doubts != ()


@pytest.mark.parametrize(("at", "status"), [(36, "under way"), (36 + 1 / 60, "broken off")])
def test_a_gap_breaks_it_off(protocol, at, status):
    one = order(protocol, at, *hours(0, 12))
    assert one.taper.status == status
    if status == "broken off":
        assert one.taper.text == (
            "last given 02:00, 24 h 1 min ago, and more than 24 h breaks a taper off: "
            "day 1 is the next dose, unless a person lets the old one go on"
        ).replace("02:00", "11 Nov 02:00")
        assert one.how == "500 mg IV, every 12 h, for 3 d"


def test_after_a_gap_the_days_are_counted_anew(protocol):
    assert stands(order(protocol, 50, *hours(0, 12, 48)))[:3] == ("under way", 1, 1)


def test_a_run_that_begins_with_a_later_phase_has_no_known_day(protocol):
    one = order(protocol, 110, *first(), *hours(97, 109, dose="250 mg"))
    assert one.taper.status == "unknown"
    assert "begin with that of phase 2; list the first ones too" in one.taper.text


def test_larger_doses_again_begin_it_again(protocol):
    doses = (*first(), *hours(72, 84, dose="250 mg"), *hours(96, 108))
    assert stands(order(protocol, 109, *doses))[:3] == ("under way", 1, 1)


def test_a_new_episode_begins_it_again_though_the_doses_run_on(protocol):
    doses = hours(*range(0, 60, 12))
    assert stands(order(protocol, 50, *doses, episodes=f"[{crs(-5)}]"))[:3] == ("under way", 3, 1)
    two = f"[{crs(-5, 20)}, {crs(30)}]"
    assert stands(order(protocol, 50, *doses, episodes=two, temperature="39 Cel"))[:3] == ("under way", 1, 1)


def test_a_new_episode_that_is_not_listed_leaves_the_day_open(protocol):
    one = order(protocol, 40, *hours(0, 12), episodes=f"[{crs(-5, 20)}]", temperature="39 Cel")
    assert one.taper.status == "unknown"
    assert one.taper.text.endswith("an episode ended 11 Nov 10:00; list this one under `episodes`")


def test_smaller_doses_before_it_begin_nothing(protocol):
    assert stands(order(protocol, 20, *hours(-12, dose="80 mg"), *hours(0, 12)))[:3] == ("under way", 1, 1)
    assert order(protocol, 0, *hours(-12, dose="10 mg")).taper.status == "not begun"


def test_a_dose_nearer_to_the_next_phase_begins_nothing(protocol):
    assert order(protocol, 1, *hours(0, dose="376 mg")).taper.status == "under way"
    assert order(protocol, 1, *hours(0, dose="375 mg")).taper.status == "unknown"


def test_another_steroid_is_not_this_course(protocol):
    doses = (*hours(0, 12, 24, drug="dexamethasone", dose="10 mg"), *hours(36))
    assert stands(order(protocol, 37, *doses))[:3] == ("under way", 1, 1)


def test_an_amount_that_is_not_listed_leaves_the_day_open(protocol):
    bare = f"{{drug: methylprednisolone, at: {iso(12)}}}"
    one = order(protocol, 20, *hours(0), bare)
    assert one.taper.status == "unknown"
    assert "the amount given at 02:00 is not listed" in one.taper.text


def test_a_dose_by_weight_wants_the_weight(protocol):
    one = order(protocol, 1, *hours(0), weight=None)
    assert one.taper.text == "which day of the taper is not known: weight needed"
    assert stands(order(protocol, 1, *hours(0, dose="7 mg/kg")))[:3] == ("under way", 1, 1)


def test_the_last_dose_of_another_phase_is_told(protocol):
    one = order(protocol, 85, *first(), *hours(72, 84))
    assert stands(one)[:3] == ("under way", 4, 2)
    assert one.taper.doubts == (
        "the last dose, 500 mg, is of phase 1, and phase 2 was due: a person decides how it goes on",
    )
    assert "CHECK the last dose, 500 mg" in to_text(plan(protocol, 85, *first(), *hours(72, 84)))


def test_a_course_of_one_phase_runs_out_and_a_person_decides(one_phase):
    doses = hours(0, 24, 48, dose="1000 mg")
    before = order(one_phase, 71 + 59 / 60, *doses)
    assert (before.taper.status, before.taper.day) == ("under way", 3)
    assert before.taper.text.endswith("next was due 02:00; it ends 14:00")
    made = plan(one_phase, 72, *doses)
    assert the(made, "methylprednisolone").taper.status == "over"
    assert [one.text for one in made.conflicts] == [
        "methylprednisolone: the course that began 10 Nov 14:00 ended 14:00, and its rule (mp) still applies"
        ": a person must decide whether it is given again"
    ]


def test_half_of_the_dose_is_not_of_a_course_of_one_phase(one_phase):
    assert order(one_phase, 1, *hours(0, dose="500 mg")).taper.status == "not begun"
    assert order(one_phase, 1, *hours(0, dose="501 mg")).taper.status == "under way"


def test_a_taper_outlasts_the_grade_that_began_it(protocol):
    doses = (*first(), *hours(72, dose="250 mg"))
    made = plan(protocol, 73, *doses, flag_a="no", episodes=f"[{crs(-5)}]")
    assert [one.order for one in made.actions if one.order == "methylprednisolone"] == []
    (one,) = made.under_way
    assert (one.rule, one.text, one.taper.day, one.taper.phase) == (
        "mp",
        f"methylprednisolone {P2}",
        4,
        2,
    )
    assert any(change.kind == "taper" for change in made.clock.changes)
    assert "UNDER WAY, begun earlier" in to_text(made)
    assert loads(to_json(made))["under_way"][0]["dose"]["amount"] == "250"


@pytest.mark.parametrize(
    ("episodes", "count"),
    [
        (f"[{crs(-5)}]", 1),
        (f"[{crs(-5, 40)}]", 1),
        (f"[{crs(-50, -5)}]", 0),
        (f"[{crs(49)}]", 0),
        ("[]", 0),
    ],
)
def test_only_a_course_begun_in_an_episode_goes_on_by_itself(protocol, episodes, count):
    """The same drug is also a premedication."""
    made = plan(protocol, 50, *hours(0, 12, 24, 36, 48), flag_a="no", episodes=episodes)
    assert len(made.under_way) == count


def test_without_episodes_it_is_said_that_it_is_not_known(protocol):
    made = plan(protocol, 50, *hours(0, 12, 24, 36, 48), flag_a="no", episodes=None)
    assert made.under_way == ()
    assert [note for note in made.data_notes if "taper of mp" in note] == [
        "methylprednisolone is listed under `given`; whether the taper of mp is under way is not known: "
        "list the toxicity under `episodes`"
    ]


def test_a_taper_without_its_course_has_no_known_day(tmp_path):
    text = TAPER.replace("  course: {broken_after: 24 h, because: ours}\n", "")
    one = order(protocol_with(tmp_path, text), 1, *hours(0))
    assert one.taper.text == (
        "which day of the taper is not known: "
        "the protocol does not say after which gap it is broken off (`course`)"
    )


def test_an_order_without_phases_has_no_day(one_phase):
    assert the(plan(one_phase, 0), "dexamethasone").taper is None
