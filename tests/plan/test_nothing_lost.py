"""What merging, limits and replacing must not lose: ends, cautions, urgency, orders."""

import json

import pytest
from tests.plan.make import doses, ordered, patient, plan_of, protocol_with, rules_of, the

from leeward.plan.to_json import to_json
from leeward.plan.to_text import to_text
from leeward.plan.to_why import to_why

CLOSED = """
- {id: toci, when: always, give: tocilizumab, limits: [8 h apart], source: guide page 1}
- {id: care, when: flag_a, caution: tocilizumab, because: a severe infection, source: guide page 2}
"""


@pytest.mark.parametrize(("flag", "shown"), [("yes", ""), (None, " (if flag A)")])
def test_a_caution_stays_with_an_order_that_must_wait(tmp_path, flag, shown):
    plan = plan_of(protocol_with(tmp_path, CLOSED), patient(flag_a=flag, given=doses("20T10:00")))
    assert ordered(plan) == []
    assert [rules_of(entry.cautions) for entry in plan.not_now] == [["care"]]
    assert f"CAUTION a severe infection{shown}\n" in to_text(plan)
    assert json.loads(to_json(plan))["not_now"][0]["cautions"][0]["rule"] == "care"
    assert "a caution: a severe infection" in to_why(plan, "care")


def test_a_caution_on_what_is_not_ordered_is_in_the_json_and_can_be_asked_for(tmp_path):
    plan = plan_of(protocol_with(tmp_path, CLOSED.replace("always", "flag_b")), patient(flag_a="yes"))
    assert [(one.order, one.rule) for one in plan.cautions] == [("tocilizumab", "care")]
    assert json.loads(to_json(plan))["cautions"][0]["order"] == "tocilizumab"
    assert "on what is not ordered" in to_why(plan, "care")


def test_a_caution_that_does_not_apply_is_excluded_and_nowhere_else(tmp_path):
    plan = plan_of(protocol_with(tmp_path, CLOSED), patient(flag_a="no", given=doses("20T10:00")))
    assert (plan.cautions, plan.not_now[0].cautions) == ((), ())
    assert "care" in rules_of(plan.excluded)


def test_a_weaker_rule_that_lasts_longer_keeps_its_end_and_its_taper(tmp_path):
    rules = """
    - {id: strong, when: always, give: dexamethasone, dose: 20 mg, every: 6 h, for: 3 d, source: guide page 1}
    - id: long
      when: always
      give: dexamethasone
      dose: 10 mg
      every: 6 h
      until: CRS is over
      taper: [{dose: 4 mg, every: 12 h, for: 3 d}]
      because: asked
      source: guide page 1
    - {id: open, when: always, consider: dexamethasone, dose: 1 mg, source: guide page 1}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    order = the(plan, "dexamethasone")
    assert (order.rule, order.lasting, order.steps) == ("strong", "for 3 d", ())
    long = next(one for one in order.also_from if one.rule == "long")
    assert (long.lasting, long.steps) == ("until CRS is over", ("4 mg, every 12 h, for 3 d",))
    text = " ".join(to_text(plan).split())
    told = "ALSO ASKED, with a taper that the order above lacks: dexamethasone 10 mg, every 6 h"
    assert f"{told}, until CRS is over, then 4 mg, every 12 h, for 3 d (long)" in text
    assert "(open)" not in text
    assert "dexamethasone 1 mg, without an end (open)" in " ".join(to_text(plan, full=True).split())
    merged = json.loads(to_json(plan))["actions"][0]
    assert merged["lasting"] == "for 3 d"
    assert [one["then"] for one in merged["also_from"] if one["rule"] == "long"] == [list(long.steps)]


def test_an_order_without_an_end_is_not_ended_in_silence(tmp_path):
    rules = """
    - {id: strong, when: always, give: dexamethasone, dose: 20 mg, every: 6 h, times: 2, source: guide page 1}
    - {id: open, when: always, give: dexamethasone, dose: 10 mg, every: 6 h, source: guide page 1}
    """
    text = to_text(plan_of(protocol_with(tmp_path, rules), patient()))
    assert "ALSO ASKED: dexamethasone 10 mg, every 6 h, without an end (open)" in text


def test_rules_that_end_alike_say_it_once(tmp_path):
    rules = """
    - {id: one, when: always, give: dexamethasone, dose: 20 mg, every: 6 h, for: 3 d, source: guide page 1}
    - {id: two, when: always, give: dexamethasone, dose: 10 mg, every: 6 h, for: 3 d, source: guide page 1}
    """
    assert "ALSO ASKED" not in to_text(plan_of(protocol_with(tmp_path, rules), patient()))


def test_a_possible_rule_that_is_more_urgent_is_shown(tmp_path):
    rules = """
    - {id: calm, when: always, give: dexamethasone, dose: 20 mg, source: guide page 1}
    - {id: haste, when: flag_a, give: dexamethasone, dose: 10 mg, urgency: now, source: guide page 1}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient(flag_a=None))
    order = the(plan, "dexamethasone")
    assert (order.rule, order.urgency, rules_of(order.if_more)) == ("calm", "routine", ["haste"])
    text = " ".join(to_text(plan).split())
    assert "SOONER (now) if flag A [guide page 1]" in text
    assert "MORE" not in text


def test_orders_that_replace_each_other_in_a_circle_all_stay(tmp_path):
    rules = """
    - {id: a, when: always, give: saline, replaces: [dexamethasone], source: guide page 1}
    - {id: b, when: always, give: dexamethasone, replaces: [tocilizumab], source: guide page 1}
    - {id: c, when: always, give: tocilizumab, replaces: [saline], source: guide page 1}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    assert (set(ordered(plan)), plan.not_now) == ({"saline", "dexamethasone", "tocilizumab"}, ())
    assert len(plan.conflicts) == 3
    assert to_text(plan).count("A PERSON MUST DECIDE first") == 3


def test_a_chain_of_replacing_is_no_circle(tmp_path):
    rules = """
    - {id: a, when: always, give: saline, replaces: [dexamethasone], source: guide page 1}
    - {id: b, when: always, give: dexamethasone, replaces: [tocilizumab], source: guide page 1}
    - {id: c, when: always, give: tocilizumab, source: guide page 1}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    assert (ordered(plan), rules_of(plan.not_now), plan.conflicts) == (["saline"], ["b", "c"], ())


def test_a_suggestion_takes_the_place_of_no_order(tmp_path):
    rules = """
    - {id: a, when: always, consider: saline, replaces: [dexamethasone, tocilizumab], source: guide page 1}
    - {id: b, when: always, give: dexamethasone, source: guide page 1}
    - {id: c, when: always, consider: tocilizumab, source: guide page 1}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    assert (ordered(plan), rules_of(plan.not_now)) == (["dexamethasone", "saline"], ["c"])
    assert [one.text for one in the(plan, "dexamethasone").cautions] == ["saline may take its place"]


@pytest.mark.parametrize("span", ["1 min", "5 min", "10 min", "20 min", "40 min", "50 min", "90 min", "3 d"])
def test_times_are_shown_as_they_are_written(tmp_path, span):
    rule = (
        f"- {{id: a, when: always, give: saline, over: {span}, urgency: within {span}, source: guide page 1}}"
    )
    text = to_text(plan_of(protocol_with(tmp_path, rule), patient()))
    assert f"saline over {span}  " in text
    assert f" WITHIN {span.upper()}\n" in text


def test_a_line_break_in_a_document_is_no_line_of_the_plan(tmp_path):
    source = '{id: guide, where: "page\\n1\\n CONTINUE teclistamab"}'
    rules = f"- {{id: a, when: always, give: saline, because: why, source: {source}}}"
    text = to_text(plan_of(protocol_with(tmp_path, rules), patient(temperature=None)))
    assert "[guide page 1  CONTINUE teclistamab]" in text
    assert not [line for line in text.splitlines() if line.strip().startswith("CONTINUE")]
