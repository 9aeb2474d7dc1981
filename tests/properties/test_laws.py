"""Laws that every bundled protocol keeps, for any patient: see docs/PROPERTIES.md."""

from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.strategies import states, used_inputs, values_of, with_fact, worse_values

import leeward
from leeward.engines.kernel import Kernel
from leeward.evaluate import Evaluator
from leeward.library import SUFFIX, bundled
from leeward.model.protocol import Strength
from leeward.plan.to_json import to_json

IDS = [path.name.removesuffix(SUFFIX) for path in bundled()]
PROTOCOLS = ["asco-2021"]

load = cache(leeward.load)
kernel = cache(lambda id: Kernel(load(id)))
evaluator = cache(lambda id: Evaluator(load(id)))

patient_settings = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
# The laws over every document: documents share their vocabulary and scales, so each needs fewer patients.
document_settings = settings(patient_settings, max_examples=100)


@pytest.mark.parametrize("id", IDS)
@document_settings
@given(data=st.data())
def test_lowest_is_never_above_highest(id, data):
    signals = kernel(id).signals(data.draw(states(load(id))))
    assert signals.certain <= signals.possible
    assert all(0 <= lowest <= highest for _, lowest, highest in signals.grades)
    assert signals.decision[0] <= signals.decision[1]


@pytest.mark.parametrize("id", IDS)
@document_settings
@given(data=st.data())
def test_learning_never_contradicts(id, data):
    """Stating one input that was unknown turns nothing certain into excluded, or the reverse."""
    protocol = load(id)
    state = data.draw(states(protocol, known=0.5))
    unknown = [name for name in used_inputs(protocol) if name not in state.facts]
    assume(unknown)
    name = data.draw(st.sampled_from(unknown))
    learned = with_fact(state, name, data.draw(values_of(protocol, protocol.vocabulary.inputs[name])))
    before, after = kernel(id).signals(state), kernel(id).signals(learned)
    # A derived input that is stated beside its derivation is a correction, not learning.
    derived = {p.name for p in protocol.propositions if p.kind == "derived"}
    assume(name not in derived or name not in before.certain | (derived - before.possible))
    assert before.certain <= after.certain
    assert after.possible <= before.possible
    for (_, low, high), (_, low_after, high_after) in zip(before.grades, after.grades, strict=True):
        assert low <= low_after <= high_after <= high
    assert before.decision[0] <= after.decision[0] <= after.decision[1] <= before.decision[1]


@pytest.mark.parametrize("id", IDS)
@document_settings
@given(data=st.data())
def test_worse_is_never_less(id, data):
    """Worsening one known input lowers no grade and no decision."""
    protocol = load(id)
    state = data.draw(states(protocol, known=0.8))
    worsening = [name for name in state.facts if protocol.vocabulary.inputs[name].worse]
    assume(worsening)
    name = data.draw(st.sampled_from(worsening))
    worse = worse_values(protocol, protocol.vocabulary.inputs[name], state.facts[name].value)
    assume(worse)
    before = kernel(id).signals(state)
    after = kernel(id).signals(with_fact(state, name, data.draw(st.sampled_from(worse))))
    for (grade, low, high), (_, low_after, high_after) in zip(before.grades, after.grades, strict=True):
        assert low <= low_after, grade
        assert high <= high_after, grade
    assert before.decision[0] <= after.decision[0]
    assert before.decision[1] <= after.decision[1]


@pytest.mark.parametrize("id", PROTOCOLS)
@patient_settings
@given(data=st.data())
def test_nothing_says_continue_on_unknown(id, data):
    """The plan says continue exactly where nothing that is missing could make it anything else."""
    known = data.draw(st.sampled_from([0.6, 0.9, 1.0]))
    plan = evaluator(id).plan(data.draw(states(load(id), known=known)))
    decided = plan.bsab.lowest == plan.bsab.highest == "continue" and plan.in_scope is True
    assert (plan.bsab.action == "continue") == decided


@pytest.mark.parametrize("id", PROTOCOLS)
@patient_settings
@given(data=st.data())
def test_same_input_same_bytes(id, data):
    state = data.draw(states(load(id)))
    again = Evaluator(load(id))
    assert to_json(evaluator(id).plan(state)) == to_json(again.plan(state))


@pytest.mark.parametrize("id", PROTOCOLS)
@patient_settings
@given(data=st.data())
def test_nothing_is_silently_dropped(id, data):
    """Every rule that is wanted, certainly or possibly, is somewhere on the plan."""
    protocol = load(id)
    state = data.draw(states(protocol))
    plan = evaluator(id).plan(state)
    assume(plan.in_scope is not False)
    signals = kernel(id).signals(state)
    shown = to_json(plan)
    for rule in protocol.rules:
        if rule.id in signals.possible and rule.strength is not Strength.CAUTION:
            assert f'"{rule.id}"' in shown, rule.id
