"""One order per intervention, the stronger one; nothing conditional is applied, and nothing is dropped."""

import pytest
from tests.plan.make import ordered, patient, plan_of, protocol_with, rules_of, the

ONE = "- {{id: one, when: always, {one}, source: guide page 1, because: first}}"
TWO = "- {{id: two, when: {when}, {two}, source: guide page 2, because: second}}"


@pytest.mark.parametrize(
    ("one", "two", "winner"),
    [
        ("give: dexamethasone, dose: 10 mg", "consider: dexamethasone, dose: 20 mg", "one"),
        ("consider: dexamethasone, dose: 20 mg", "give: dexamethasone, dose: 10 mg", "two"),
        (
            "give: dexamethasone, dose: 10 mg, every: 12 h",
            "give: dexamethasone, dose: 10 mg, every: 6 h",
            "two",
        ),
        (
            "give: dexamethasone, dose: 20 mg, every: 24 h",
            "give: dexamethasone, dose: 10 mg, every: 12 h",
            "two",
        ),
        (
            "give: dexamethasone, dose: 20 mg, every: 24 h",
            "give: dexamethasone, dose: 8 mg, every: 12 h",
            "one",
        ),
        ("give: dexamethasone, dose: 10 mg", "give: dexamethasone, dose: 20 mg", "two"),
        ("give: dexamethasone, dose: 1 g", "give: dexamethasone, dose: 500 mg", "one"),
        ("give: dexamethasone, dose: 1 mg/kg", "give: dexamethasone, dose: 60 mg", "one"),
        (
            "give: dexamethasone, dose: 10 mg, every: 6 h .. 12 h",
            "give: dexamethasone, dose: 10 mg, every: 6 h",
            "two",
        ),
        ("give: dexamethasone", "give: dexamethasone, urgency: now", "two"),
        ("give: dexamethasone, dose: 10 mg", "give: dexamethasone, dose: 10 mg", "one"),
        ("give: dexamethasone", "give: dexamethasone, dose: 10 mg", "two"),
    ],
)
def test_the_stronger_wins_and_both_are_kept(tmp_path, one, two, winner):
    rules = ONE.format(one=one) + "\n" + TWO.format(two=two, when="always")
    order = the(plan_of(protocol_with(tmp_path, rules), patient()), "dexamethasone")
    loser = {"one": "two", "two": "one"}[winner]
    assert (order.rule, rules_of(order.also_from), order.if_more) == (winner, [loser], ())
    assert set(order.reason.split("; ")) == {"first", "second"}
    assert {source.where for source in order.sources} == {"page 1", "page 2"}


def test_a_stronger_variant_that_is_only_possible_is_listed_and_not_applied(tmp_path):
    rules = ONE.format(one="give: dexamethasone, dose: 10 mg") + "\n"
    rules += TWO.format(two="give: dexamethasone, dose: 20 mg", when="flag_a")
    order = the(plan_of(protocol_with(tmp_path, rules), patient(flag_a=None)), "dexamethasone")
    assert (order.rule, str(order.dose.amount), order.certainty) == ("one", "10", "certain")
    assert [(one.rule, one.condition) for one in order.if_more] == [("two", "flag A")]
    assert order.also_from == ()


def test_weaker_and_possible_is_covered(tmp_path):
    rules = ONE.format(one="give: dexamethasone, dose: 10 mg") + "\n"
    rules += TWO.format(two="give: dexamethasone, dose: 5 mg", when="flag_a")
    order = the(plan_of(protocol_with(tmp_path, rules), patient(flag_a=None)), "dexamethasone")
    assert ([one.rule for one in order.also_from], order.if_more) == (["two"], ())


def test_two_conditional_orders_keep_both_conditions(tmp_path):
    rules = "- {id: one, when: flag_a, give: dexamethasone, dose: 10 mg, source: guide page 1}\n"
    rules += "- {id: two, when: flag_b and crs >= 2, give: dexamethasone, dose: 20 mg, source: guide page 1}"
    ill = patient(flag_a=None, flag_b=None, temperature="39 Cel", systolic_bp=None)
    order = the(plan_of(protocol_with(tmp_path, rules), ill), "dexamethasone")
    assert (order.rule, order.certainty, order.condition) == (
        "two",
        "conditional",
        "flag B and CRS 2 or more",
    )
    assert [(one.rule, one.condition) for one in order.also_from] == [("one", "flag A")]


def test_the_urgency_is_the_soonest_of_what_is_certain(tmp_path):
    rules = ONE.format(one="give: dexamethasone, dose: 20 mg") + "\n"
    rules += TWO.format(two="give: dexamethasone, dose: 10 mg, urgency: now", when="always")
    order = the(plan_of(protocol_with(tmp_path, rules), patient()), "dexamethasone")
    assert (order.rule, order.urgency) == ("one", "now")


REPLACES = """
- {id: dex, when: always, give: dexamethasone, source: guide page 1}
- {id: methyl, when: flag_a, give: methylprednisolone, replaces: [dexamethasone], source: guide page 2}
"""


def test_a_certain_rule_replaces(tmp_path):
    plan = plan_of(protocol_with(tmp_path, REPLACES), patient(flag_a="yes"))
    assert ordered(plan) == ["methylprednisolone"]
    assert [(one.rule, one.reason) for one in plan.not_now] == [
        ("dex", "replaced by methylprednisolone (rule methyl)")
    ]


def test_a_possible_rule_does_not_replace_and_says_so(tmp_path):
    plan = plan_of(protocol_with(tmp_path, REPLACES), patient(flag_a=None))
    assert ordered(plan) == ["dexamethasone", "methylprednisolone"]
    assert [(one.text, one.condition) for one in the(plan, "dexamethasone").cautions] == [
        ("methylprednisolone takes its place", "flag A")
    ]


def test_two_that_replace_each_other_both_stay(tmp_path):
    rules = """
    - {id: dex, when: always, give: dexamethasone, replaces: [methylprednisolone], source: guide page 1}
    - {id: methyl, when: always, give: methylprednisolone, replaces: [dexamethasone], source: guide page 2}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    assert sorted(ordered(plan)) == ["dexamethasone", "methylprednisolone"]
    assert [one.rules for one in plan.conflicts] == [("dex", "methyl")]


@pytest.mark.parametrize(
    ("flag", "order", "certainty", "says"),
    [
        ("yes", "certain", "certain", "is to be avoided"),
        (None, "certain", "conditional", "may have to be avoided"),
    ],
)
def test_an_avoid_never_drops_an_order(tmp_path, flag, order, certainty, says):
    rules = """
    - {id: toci, when: always, give: tocilizumab, source: guide page 1}
    - {id: no-toci, when: flag_a, avoid: tocilizumab, because: infection, source: guide page 2}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient(flag_a=flag))
    assert (the(plan, "tocilizumab").certainty, plan.avoid[0].certainty) == (order, certainty)
    assert plan.conflicts[0].rules == ("toci", "no-toci")
    assert says in plan.conflicts[0].text
    assert "a person must decide" in plan.conflicts[0].text


def test_an_excluded_avoid_is_no_conflict(tmp_path):
    rules = """
    - {id: toci, when: always, give: tocilizumab, source: guide page 1}
    - {id: no-toci, when: flag_a, avoid: tocilizumab, because: infection, source: guide page 2}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    assert (plan.avoid, plan.conflicts) == ((), ())


def test_a_caution_stands_with_its_order_alone(tmp_path):
    rules = """
    - {id: toci, when: flag_b, give: tocilizumab, source: guide page 1}
    - {id: care, when: flag_a, caution: tocilizumab, because: low counts, source: guide page 2}
    """
    protocol = protocol_with(tmp_path, rules)
    plan = plan_of(protocol, patient(flag_a=None, flag_b="yes"))
    assert [(one.rule, one.certainty, one.condition) for one in the(plan, "tocilizumab").cautions] == [
        ("care", "conditional", "flag A")
    ]
    assert plan_of(protocol, patient(flag_a="yes")).actions == ()
