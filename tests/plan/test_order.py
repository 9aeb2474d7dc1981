"""The order to act in."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.plan.make import ordered, patient, plan_of, protocol_with

from leeward.model.regimen import Regimen
from leeward.model.rule import Rule, Strength, Urgency
from leeward.model.source import Citation
from leeward.model.vocabulary import Phase
from leeward.plan.orders.arrange import arrange, key
from leeward.plan.orders.candidate import Candidate
from leeward.plan.orders.merge import merge
from leeward.text.place import NOWHERE


def test_urgency_then_phase_then_the_document(tmp_path):
    rules = """
    - {id: a, when: always, order: neurology, source: guide page 1}
    - {id: b, when: always, order: vitals, every: 1 h, source: guide page 1}
    - {id: c, when: always, consider: premedicate, source: guide page 1}
    - {id: d, when: always, give: tocilizumab, urgency: now, source: guide page 1}
    - {id: e, when: always, give: saline, urgency: now, source: guide page 1}
    - {id: f, when: always, order: cultures, urgency: within 1 h, source: guide page 1}
    """
    plan = plan_of(protocol_with(tmp_path, rules), patient())
    assert ordered(plan) == ["saline", "tocilizumab", "cultures", "vitals", "neurology", "premedicate"]
    assert [order.rank for order in plan.actions] == [1, 2, 3, 4, 5, 6]


def test_after_is_kept(tmp_path):
    rules = """
    - {id: a, when: always, give: saline, urgency: now, after: [b], source: guide page 1}
    - {id: b, when: always, order: cultures, source: guide page 1}
    """
    assert ordered(plan_of(protocol_with(tmp_path, rules), patient())) == ["cultures", "saline"]


def test_what_is_certain_never_waits_for_what_is_not(tmp_path):
    rules = """
    - {id: a, when: always, give: saline, after: [b], source: guide page 1}
    - {id: b, when: flag_a, order: cultures, urgency: now, source: guide page 1}
    """
    assert ordered(plan_of(protocol_with(tmp_path, rules), patient(flag_a=None))) == ["saline", "cultures"]


@st.composite
def candidates(draw):
    """Rules over few interventions; each comes after some earlier ones, so that there is no circle."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        rule = Rule(
            id=f"r{number}",
            intervention=f"i{draw(st.integers(0, 5))}",
            strength=draw(st.sampled_from([Strength.GIVE, Strength.CONSIDER])),
            regimen=Regimen(every=draw(st.sampled_from([None, 6_000_000, 12_000_000]))),
            urgency=Urgency("x", draw(st.integers(0, 3))),
            phase=draw(st.sampled_from(list(Phase))),
            because="",
            citation=Citation("s", "", "read"),
            layer="p",
            place=NOWHERE,
            after=tuple(draw(st.lists(st.sampled_from([f"r{n}" for n in range(number)]), unique=True)))
            if number
            else (),
        )
        found.append(Candidate(rule, number, rule.regimen, None, ("unknown",) if draw(st.booleans()) else ()))
    return draw(st.permutations(found))


law = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@law
@given(candidates())
def test_one_order_per_intervention_and_no_rule_lost(found):
    merged = merge(found)
    names = [one.main.rule.intervention for one in merged]
    assert len(names) == len(set(names)) == len({one.rule.intervention for one in found})
    kept = [c.rule.id for one in merged for c in (one.main, *one.also, *one.more)]
    assert sorted(kept) == sorted(one.rule.id for one in found)
    assert all(one.main.certain or not any(c.certain for c in (*one.also, *one.more)) for one in merged)
    assert all(not c.certain for one in merged for c in one.more)


@law
@given(candidates())
def test_the_winning_rules_come_after_what_they_must(found):
    arranged = arrange(merge(found))
    place = {one.main.rule.id: number for number, one in enumerate(arranged)}
    for one in arranged:
        for other in one.main.rule.after:
            before = next((o for o in arranged if o.main.rule.id == other), None)
            if before is not None and before.main.certain >= one.main.certain:
                assert place[other] < place[one.main.rule.id]


@law
@given(candidates(), st.randoms(use_true_random=False))
def test_without_after_the_order_is_the_sorted_one(found, random):
    bare = [replace(one, rule=_without_after(one.rule)) for one in found]
    merged = merge(sorted(bare, key=lambda one: one.number))
    arranged = arrange(merged)
    assert [key(one) for one in arranged] == sorted(key(one) for one in merged)
    shuffled = list(merged)
    random.shuffle(shuffled)
    assert arrange(shuffled) == arranged


def _without_after(rule):
    return replace(rule, after=())
