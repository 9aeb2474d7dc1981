"""Three evaluators that share no code say the same of every patient: durable-rules, kernel, oracle.

400 random protocols with 250 patients each are 100,000 pairs; a failing pair is named by its seed.
"""

import pytest
from tests.oracle import oracle
from tests.random_protocols import random_protocol, random_states

from leeward.backends.to_durable import to_durable
from leeward.engines.durable import Durable
from leeward.engines.judge import Engines
from leeward.engines.kernel import Kernel
from leeward.library import bundled
from leeward.link.load import load_protocol

CHUNK = 20
STATES = 250


@pytest.mark.parametrize("first", range(0, 400, CHUNK))
def test_durable_kernel_and_oracle_agree(first):
    for seed in range(first, first + CHUNK):
        protocol = random_protocol(seed)
        kernel, durable = Kernel(protocol), Durable(protocol)
        for number, state in enumerate(random_states(protocol, seed, STATES)):
            expected = oracle(protocol, state)
            assert kernel.signals(state) == expected, f"kernel, seed {seed}, patient {number}"
            assert durable.signals(state) == expected, f"durable-rules, seed {seed}, patient {number}"
        durable.close()


@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.parent.name)
def test_the_bundled_documents_agree_too(path):
    protocol = load_protocol(path)
    engines = Engines(protocol)
    for state in random_states(protocol, 1, 500):
        assert engines.signals(state) == oracle(protocol, state)
    engines.close()


def test_the_outcome_alone_is_the_outcome():
    """The kernel, asked for scope, grades and decision only, stops early and says the same."""
    for seed in range(60):
        protocol = random_protocol(seed)
        kernel = Kernel(protocol)
        names = kernel.layout.propositions
        for state in random_states(protocol, seed, 50):
            values = kernel.encode(state)
            answers = kernel.run(values)
            place = None if protocol.scope is None else names.index(protocol.scope)
            scope = (True, True) if place is None else (answers[place], answers[len(names) + place])
            assert kernel.run(values, True) == (*scope, *answers[2 * len(names) :])


def test_what_is_certain_is_possible_and_intervals_are_in_order():
    for seed in range(40):
        protocol = random_protocol(seed)
        kernel = Kernel(protocol)
        for state in random_states(protocol, seed, 50):
            signals = kernel.signals(state)
            assert signals.certain <= signals.possible
            assert all(lowest <= highest for _, lowest, highest in signals.grades)
            assert signals.decision[0] <= signals.decision[1]


def test_the_random_protocols_are_worth_their_time():
    """Each answer, each atom and each way of being unknown must come up often enough to be tested."""
    seen: dict[str, int] = {}
    for seed in range(60):
        protocol = random_protocol(seed)
        kernel = Kernel(protocol)
        for state in random_states(protocol, seed, 20):
            signals = kernel.signals(state)
            for step in protocol.propositions:
                certainty = (step.name in signals.certain) + (step.name in signals.possible)
                key = f"{step.kind} {('excluded', 'possible', 'certain')[certainty]}"
                seen[key] = seen.get(key, 0) + 1
            for _, lowest, highest in signals.grades:
                seen["grade open" if lowest < highest else "grade settled"] = (
                    seen.get("grade open" if lowest < highest else "grade settled", 0) + 1
                )
            seen[str(signals.decision)] = seen.get(str(signals.decision), 0) + 1
    kinds = ("derived", "finding", "grade", "doubt", "scope", "bsab", "rule", "limit")
    for kind in kinds:
        for certainty in ("excluded", "possible", "certain"):
            assert seen.get(f"{kind} {certainty}", 0) >= 20, f"{kind} {certainty}"
    assert min(seen["grade open"], seen["grade settled"]) >= 100
    assert len([key for key in seen if "Decision" in key]) == 6, "all six decision intervals"


def test_the_same_seed_is_the_same_protocol_and_the_same_bytes():
    first, second = random_protocol(11), random_protocol(11)
    assert first == second
    assert random_states(first, 3, 20) == random_states(second, 3, 20)
    assert Kernel(first).source == Kernel(second).source
    assert to_durable(first).to_json() == to_durable(second).to_json()


def test_the_judge_passes_on_the_answer_on_which_both_agree():
    protocol = random_protocol(3)
    engines = Engines(protocol)
    for state in random_states(protocol, 3, 50):
        assert engines.signals(state) == oracle(protocol, state)
    engines.close()
