"""What a clinician reads at three in the morning: nothing lost, nothing twice, nothing in code."""

import json

import pytest
from tests.plan.make import doses, patient, plan_of, protocol_with, the

from leeward import load
from leeward.library import bundled, find
from leeward.plan.decision import ends_of
from leeward.plan.facts import are_known, in_sentence
from leeward.plan.to_json import to_json
from leeward.plan.to_text import to_text
from leeward.plan.to_why import UnknownAction, to_why
from leeward_cli import main

LIMITS = "limits: [3 in 24 h, 4 in total, 8 h apart]"
TOCI = f"""
- {{id: toci, when: crs >= 1, give: tocilizumab, {LIMITS}, source: guide page 6}}
"""


def flat(text: str) -> str:
    return " ".join(text.split())


def box(text: str) -> str:
    """The ruled block alone."""
    return flat(text.split("=" * 80)[1])


# only a protocol decides


@pytest.mark.parametrize("name", ["astct-2019", "bsab-vocabulary", "teclistamab-us-2025"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_no_protocol_decides_nothing(tmp_path, capsys, name, form):
    assert find(name) in bundled()
    (tmp_path / "patient.yaml").write_text("at: 2026-11-20T14:00:00Z\ntemperature: 36.8 Cel\n")
    code = main(["evaluate", str(tmp_path / "patient.yaml"), "--protocol", name, "--format", form])
    shown = capsys.readouterr()
    assert (code, shown.out) == (2, "")
    assert (
        f"`{name}` is a {load(name).kind} and decides nothing; use a document of kind `protocol`" in shown.err
    )


# ends of a hold


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (["CRS has resolved", "CRS has resolved for 72 h"], ["CRS has resolved for 72 h"]),
        (["CRS has resolved for 3 d", "CRS has resolved for 48 h"], ["CRS has resolved for 3 d"]),
        (["CRS has resolved or stabilised", "CRS has resolved"], ["CRS has resolved"]),
        (["CRS is grade 1 or less", "CRS has resolved"], ["CRS has resolved"]),
        (["CRS is grade 1 or less", "CRS is grade 2 or less"], ["CRS is grade 1 or less"]),
        (["CRS is grade 1 or less", "CRS has resolved or stabilised"],) * 2,
        (["CRS is grade 1 or less for 72 h", "CRS has resolved"],) * 2,
        (["CRS has resolved", "ICANS has resolved for 72 h"],) * 2,
        (["CRS has resolved", "a person says so"],) * 2,
        (["CRS has resolved", "CRS has resolved"], ["CRS has resolved"]),
    ],
)
def test_an_end_that_another_one_asks_for_too_is_not_said(asked, left):
    assert ends_of(asked) == left


# words


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Body temperature", "body temperature"),
        ("ICE score", "ICE score"),
        ("Level of consciousness (what it takes to wake the patient)", "level of consciousness"),
        ("Signs of raised pressure: posturing", "signs of raised pressure"),
        ("ICE: orientation (0 to 4)", "ICE: orientation"),
        ("X", "X"),
    ],
)
def test_a_title_inside_a_sentence(title, shown):
    assert in_sentence(title) == shown


@pytest.mark.parametrize(
    ("titles", "shown"),
    [
        (["age"], "age is known"),
        (["vasopressors running"], "vasopressors running are known"),
        (["motor findings"], "motor findings are known"),
        (["level of consciousness"], "level of consciousness is known"),
        (["age", "blood pressure"], "age and blood pressure are known"),
    ],
)
def test_is_or_are(titles, shown):
    assert are_known(titles) == shown


# the box


def test_the_box_names_what_a_grade_lacks_although_the_decision_is_settled(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient(temperature="39 Cel", systolic_bp=None))
    assert plan.settled
    text = box(to_text(plan))
    assert "CRS 1 to 2: systolic blood pressure not known" in text
    assert "MEASURE NOW - Systolic blood pressure (systolic_bp)" in text


def test_what_settles_the_decision_is_asked_for_before_what_settles_a_grade(tmp_path):
    ill = patient(temperature="39 Cel", systolic_bp=None, vasopressors=None)
    text = box(to_text(plan_of(protocol_with(tmp_path), ill)))
    assert "- Vasopressors running (vasopressors) - Systolic blood pressure (systolic_bp)" in text


def test_age_is_found_out_and_not_measured(tmp_path):
    text = box(to_text(plan_of(protocol_with(tmp_path), patient(age=None))))
    assert "FIND OUT - Age (age)" in text
    assert "MEASURE" not in text


ASLEEP = """
at: 2026-11-20T14:00:00Z
product: teclistamab
age: 60 a
temperature: 36.8 Cel
sedated: yes
ice: 10
neuro: normal
episodes: []
given: []
"""


def test_what_sedation_hides_is_not_asked_for():
    plan = plan_of(load("asco-2021"), ASLEEP)
    hidden = {one.input: one.hidden_by for one in plan.missing if one.hidden_by}
    assert hidden.keys() >= {"ice", "consciousness"}
    assert set(hidden.values()) == {"sedated"}
    assert not hidden.keys() & set(plan.bsab.needs)
    text = to_text(plan)
    assert "ICANS cannot be graded while sedated" in box(text)
    assert "ICE score (ice)" not in text
    assert "not to be judged while sedated: " in flat(text)


def test_the_next_turning_point(tmp_path):
    bsab = '- {id: long, when: "fever_hours >= 48 h", discontinue: true, source: guide page 1}'
    ill = patient(temperature="39 Cel", fever_hours="22 h")
    plan = plan_of(protocol_with(tmp_path, bsab=bsab), ill)
    assert "becomes DISCONTINUE 21 Nov 16:00 if it lasts" in box(to_text(plan))
    turn = json.loads(to_json(plan))["clock"]["turn"]
    assert (turn["at"], turn["bsab"]["lowest"]) == ("2026-11-21T16:00:00Z", "discontinue")


def test_a_hold_that_time_alone_ends_is_a_reminder_and_no_permission(tmp_path):
    bsab = '- {id: early, when: "fever_hours < 48 h", hold: until crs resolved, source: guide page 1}'
    text = box(to_text(plan_of(protocol_with(tmp_path, bsab=bsab), patient(fever_hours="22 h"))))
    assert "look again 21 Nov 16:00: if nothing is worse, it is then CONTINUE" in text


# an unknown scope


def test_an_unknown_scope_is_said_once_and_keeps_the_groups(tmp_path):
    rules = """
    - {id: a, when: always, give: saline, urgency: now, source: guide page 1}
    - {id: b, when: flag_a, give: tocilizumab, urgency: now, source: guide page 1}
    - {id: c, when: flag_b, consider: tocilizumab, source: guide page 1}
    - {id: d, when: always, order: cultures, source: guide page 1}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient(age=None, flag_a=None, flag_b=None))
    text = to_text(plan)
    assert text.count("age >= 18 a") == 1
    assert "\n ALL OF THIS ONLY IF age >= 18 a\n\n NOW\n  1  saline" in text
    assert "\n ROUTINE\n  2  blood cultures" in text
    assert "\n IF\n  3  tocilizumab" in text
    assert "if ;" not in text
    assert "if :" not in text
    assert {order.certainty for order in plan.actions} == {"conditional"}


def test_with_an_unknown_scope_what_is_only_possible_does_not_win(tmp_path):
    rules = """
    - {id: a, when: always, give: dexamethasone, dose: 10 mg, source: guide page 1}
    - {id: b, when: flag_a, give: dexamethasone, dose: 20 mg, source: guide page 1}
    """
    order = the(plan_of(protocol_with(tmp_path, rules), patient(age=None, flag_a=None)), "dexamethasone")
    assert (order.rule, [one.rule for one in order.if_more]) == ("a", ["b"])


# one order out of several rules


@pytest.mark.parametrize(
    ("main", "other", "raises", "says"),
    [
        ("give: saline, dose: 10 mg", "give: saline, dose: 20 mg", "dose", "MORE if flag A: saline 20 mg"),
        (
            "give: saline, dose: 10 mg, every: 12 h",
            "give: saline, dose: 5 mg, every: 6 h, urgency: now",
            "dose",
            "MORE (now) if flag A: saline 5 mg, every 6 h",
        ),
        (
            "give: saline, dose: 10 mg",
            "give: saline, dose: 10 mg, urgency: now",
            "urgency",
            "SOONER (now) if flag A",
        ),
        ("consider: saline", "give: saline", "strength", "ORDERED, not only considered, if flag A: saline"),
    ],
)
def test_more_is_more_and_sooner_is_sooner(tmp_path, main, other, raises, says):
    rules = f"- {{id: a, when: always, {main}, source: guide page 1}}\n"
    rules += f"- {{id: b, when: flag_a, {other}, source: guide page 1}}"
    plan = plan_of(protocol_with(tmp_path, rules), patient(flag_a=None))
    assert [one.raises for one in the(plan, "saline").if_more] == [raises]
    assert says in flat(to_text(plan))


def test_the_whole_regimen_of_a_rule_that_lost_is_kept(tmp_path):
    rules = """
    - {id: a, when: always, give: dexamethasone, dose: 20 mg, every: 6 h, source: guide page 1}
    - id: b
      when: always
      consider: dexamethasone
      dose: 10 mg
      every: 6 h
      times: 2
      note: with care
      taper: [{dose: 4 mg, every: 12 h, for: 3 d}]
      because: more slowly
      source: guide page 1
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    told = (
        "ALSO ASKED, with a taper that the order above lacks: consider dexamethasone 10 mg, every 6 h, "
        "at most 2 times, then 4 mg, every 12 h, for 3 d"
    )
    assert told in flat(to_text(plan))
    (lost,) = json.loads(to_json(plan))["actions"][0]["also_from"]
    assert (lost["lasting"], lost["note"], len(lost["then"])) == ("at most 2 times", "with care", 1)
    assert "with care" in to_text(plan)


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        ("[]", "dose 1 of at most 3 in 24 h, 4 in total"),
        (doses("20T04:00"), "dose 2 of at most 3 in 24 h, 4 in total"),
        (doses("10T04:00", "20T04:00"), "dose 2 of at most 3 in 24 h; dose 3 of at most 4 in total"),
        (None, ""),
    ],
)
def test_where_the_limits_stand(tmp_path, given, standing):
    plan = plan_of(protocol_with(tmp_path, TOCI), patient(temperature="39 Cel", given=given))
    assert the(plan, "tocilizumab").standing == standing
    assert standing in flat(to_text(plan))
    assert json.loads(to_json(plan))["actions"][0]["standing"] == (standing or None)


# length


def test_the_short_form_says_how_much_it_leaves_out(tmp_path):
    plan = plan_of(load("asco-2021"), ASLEEP)
    short, full = to_text(plan), to_text(plan, full=True)
    left = len(plan.not_covered) - 3
    assert left > 1
    assert f"and {left} more; --full shows them" in short
    assert all(flat(what) in flat(full) for what in (*plan.not_covered, *plan.notes))
    assert all(flat(what) in flat(short) for what in (*plan.not_covered[:3], *plan.data_notes))
    assert "--full" not in full
    assert all(one.what in flat(full) for one in plan.clock.changes)
    assert json.loads(to_json(plan))["not_covered"] == list(plan.not_covered)


def test_what_must_wait_stands_before_what_is_to_be_considered(tmp_path):
    rules = TOCI + "- {id: c, when: crs >= 1, consider: neurology, source: guide page 1}\n"
    ill = patient(temperature="39 Cel", given=doses("20T10:00"))
    text = to_text(plan_of(protocol_with(tmp_path, rules), ill))
    assert text.index("\n NOT NOW\n") < text.index("\n CONSIDER\n")


def test_under_a_hold_the_restart_is_for_later(tmp_path):
    last = "{level: step-up-2, at: 2026-11-13T14:00:00Z}"
    ill = plan_of(protocol_with(tmp_path), patient(temperature="39 Cel", last_dose=last))
    assert "WHEN THE HOLD ENDS, if today: give full (7 d after step-up-2" in flat(to_text(ill))
    well = plan_of(protocol_with(tmp_path), patient(last_dose=last))
    assert "WHEN THE HOLD ENDS" not in to_text(well)


def test_a_reason_is_not_said_twice_in_a_row(tmp_path):
    rules = """
    - {id: a, when: always, give: saline, urgency: now, because: the very same, source: guide page 1}
    - {id: b, when: always, order: cultures, urgency: now, because: the very same, source: guide page 1}
    """
    assert to_text(plan_of(protocol_with(tmp_path, rules), patient())).count("the very same") == 1


# why


def test_why_discontinue_shows_what_keeps_it_open(tmp_path):
    bsab = '- {id: long, when: "fever_hours >= 48 h", discontinue: true, because: too long, source: guide}'
    plan = plan_of(protocol_with(tmp_path, bsab=bsab), patient(temperature="39 Cel"))
    text = flat(to_why(plan, "discontinue"))
    assert "possible, and not decided; hold until then" in text
    assert "long: too long possible: it depends on hours of fever >= 48 h (not known)" in text
    assert "hours of fever: below 48 h: HOLD; 48 h or more: DISCONTINUE" in flat(to_text(plan))


@pytest.mark.parametrize("name", ["toci", "TOCI", "tocilizumab", "Tocilizumab", "1"])
def test_an_order_by_any_of_its_names(tmp_path, name):
    plan = plan_of(protocol_with(tmp_path, TOCI), patient(temperature="39 Cel"))
    assert to_why(plan, name).startswith(" toci: number 1 in the plan: tocilizumab")


def test_a_drug_by_its_brand_name():
    plan = plan_of(load("asco-2021"), ASLEEP)
    assert to_why(plan, "actemra") == to_why(plan, "tocilizumab")
    assert "no rule of this protocol speaks of it" in to_why(plan, "noradrenaline")


def test_a_number_that_the_plan_has_not(tmp_path):
    with pytest.raises(UnknownAction) as refused:
        to_why(plan_of(protocol_with(tmp_path, TOCI), patient(temperature="39 Cel")), "7")
    assert refused.value.help == "the plan numbers its orders from 1 to 1"


def test_why_a_grade(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient(temperature="39 Cel", systolic_bp=None))
    text = to_why(plan, "CRS")
    assert text.startswith(" CRS 1 to 2\n CRS 1 to 2: systolic blood pressure not known\n")
    assert " CRS 3: no\n   fever: yes: body temperature 39 Cel\n" in text
    assert " CRS 2: not known\n" in text
    assert "   hypotension: not known: systolic blood pressure\n" in text
    assert " CRS 1: yes\n" in text
    assert "small-scale.protocol.yaml:" in text


def test_why_a_finding_and_why_an_input(tmp_path):
    plan = plan_of(protocol_with(tmp_path), patient(systolic_bp=None))
    assert to_why(plan, "Fever").startswith(
        " fever: no\n   body temperature >= 38 Cel: no: body temperature 36.8 Cel\n"
    )
    assert to_why(plan, "temperature") == " Body temperature: 36.8 Cel, stated since 20 Nov 2026 14:00 UTC"
    assert to_why(plan, "systolic_bp") == " Systolic blood pressure: not known"


def test_every_rule_of_a_protocol_can_be_asked_about():
    protocol = load("asco-2021")
    plan = plan_of(protocol, ASLEEP)
    for rule in (*protocol.rules, *(rule for rule in protocol.bsab if not rule.floor)):
        for name in (rule.id, rule.id.upper()):
            lines = to_why(plan, name).splitlines()
            assert max(map(len, lines)) <= 80
            assert lines[0].startswith(f" {rule.id}: ")


def test_the_facts_stand_before_the_lines(tmp_path):
    text = to_why(plan_of(protocol_with(tmp_path, TOCI), patient(temperature="39 Cel")), "toci")
    assert text.index("body temperature 39 Cel") < text.index("small.protocol.yaml:")
    assert "temperature >= 38.0 Cel" in text


# another drug is no slip of the pen


@pytest.mark.parametrize(
    ("product", "suggested"),
    [
        ("teclistimab", True),
        ("teclistmab", True),
        ("epcoritamab", False),
        ("elranatamab", False),
        ("talquetamab", False),
    ],
)
def test_only_a_slip_is_mended(product, suggested):
    text = to_text(plan_of(load("asco-2021"), ASLEEP.replace("teclistamab", product)))
    assert f"{product}: this protocol covers teclistamab" in flat(text)
    assert ("did you mean" in text) is suggested
