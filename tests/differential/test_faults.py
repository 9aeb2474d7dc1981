"""Faults put in on purpose: each must be noticed, and none may pass as an answer or leak a value."""

import re
import subprocess
import sys

import pytest
from tests.random_protocols import MILLION, PLACE, bsab_rule, proposition, protocol_of, state_of

from leeward.engines.durable import Durable
from leeward.engines.durable_session import Session
from leeward.engines.faults import EngineFault, EnginesDisagree, EngineUnavailable
from leeward.engines.judge import Engines
from leeward.engines.kernel import Kernel
from leeward.model.decision import Decision
from leeward.model.expression import And, Compare, Has, Literal, OneOf, Yes
from leeward.model.steps import Grade
from leeward.model.vocabulary import Input, Kind

INPUTS = [
    Input("temperature", "", Kind.QUANTITY, PLACE),
    Input("sedated", "", Kind.YES_NO, PLACE),
    Input("device", "", Kind.OPTION, PLACE, options=("air", "cpap")),
    Input("pressors", "", Kind.SET, PLACE, options=("nor", "vaso")),
]
FEVER = Literal(Compare(((1, "temperature"),), ">=", 38 * MILLION))
PROTOCOL = protocol_of(
    INPUTS,
    [
        proposition("fever", FEVER),
        proposition("crs.1", And((FEVER, Literal(Yes("sedated"), False))), "grade"),
        Grade("crs", "CRS", ((1, "crs.1"),), PLACE),
        proposition("quiet", Literal(OneOf("device", ("air",)))),
        proposition("pressed", Literal(Has("pressors", "nor"))),
        proposition("hold-crs", FEVER, "bsab"),
    ],
    [bsab_rule("hold-crs", Decision.HOLD)],
    name="with-faults",
)
PATIENT = state_of(temperature=39 * MILLION, sedated=False, device="air", pressors=frozenset({"nor"}))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"temperature >= 38000000", "temperature < 38000000"),
        (r"device == 0", "device == 1"),
        (r"pressors & 1", "pressors & 2"),
        (r"sedated is not True", "sedated is not False"),
        (r"crs_hi = 1 if", "crs_hi = 2 if"),
        (r"decision_hi = 1 if", "decision_hi = 2 if"),
        (r"fever_may = ", "fever_may = not "),
    ],
)
def test_the_judge_sees_a_fault_in_the_kernel(right, wrong):
    engines = Engines(PROTOCOL)
    assert engines.signals(PATIENT).grade("crs") == (1, 1)
    faulty, changes = re.subn(right, wrong, engines.kernel.source)
    assert changes > 0
    namespace = {}
    exec(faulty, namespace)
    engines.kernel.run = namespace["kernel"]
    with pytest.raises(EnginesDisagree) as caught:
        engines.signals(PATIENT)
    assert caught.value.protocol == "with-faults"
    assert caught.value.count >= 1
    assert caught.value.durable != caught.value.kernel
    assert not re.search(r"39|000000|\bair\b|\bnor\b", str(caught.value)), "a patient's value in an error"


def test_the_disagreement_is_told_in_full():
    fault = EnginesDisagree("asco-2021", "crs-tocilizumab", "certain", "excluded", 3)
    assert str(fault) == (
        "the two engines disagree in `asco-2021` on `crs-tocilizumab`: durable-rules says certain, "
        "the kernel says excluded, and 2 more"
    )
    assert fault.help


class Faulty:
    """A rule set whose answers are bent on the way back, from a given call on."""

    def __init__(self, shard, bend, sound_calls):
        self.session, self.bend, self.sound_calls, self.closed = Session(shard), bend, sound_calls, False

    def fire(self, facts):
        fired = self.session.fire(facts)
        self.sound_calls -= 1
        return fired if self.sound_calls >= 0 else self.bend(fired)

    def close(self):
        self.closed = True
        self.session.close()


def drop_first(fired):
    return fired[1:]


def add_unknown(fired):
    return [*fired, "a rule of another protocol"]


def backwards(fired):
    return fired[::-1]


@pytest.mark.parametrize("bend", [drop_first, add_unknown, backwards])
def test_the_self_test_disables_an_engine_that_bends_rules(bend):
    durable = Durable(PROTOCOL, open_shard=lambda shard: Faulty(shard, bend, 0))
    with pytest.raises(EngineFault, match="self-test"):
        durable.signals(PATIENT)
    with pytest.raises(EngineFault, match="disabled for `with-faults` after a fault"):
        durable.signals(PATIENT)


@pytest.mark.parametrize("bend", [add_unknown, drop_first])
def test_a_fault_after_the_self_test_disables_the_engine(bend):
    opened = []

    def open_shard(shard):
        opened.append(Faulty(shard, bend, 10**9))
        return opened[-1]

    durable = Durable(PROTOCOL, open_shard=open_shard)
    durable.signals(PATIENT)
    for rule_set in opened:
        rule_set.sound_calls = 0
    with pytest.raises(EngineFault):
        durable.signals(PATIENT)
    for rule_set in opened:
        rule_set.sound_calls = 10**9
    with pytest.raises(EngineFault, match="disabled"):
        durable.signals(PATIENT)
    durable.close()
    assert all(rule_set.closed for rule_set in opened)


class FakeEngine:
    """The C module, with one function that misbehaves."""

    def __init__(self, real, name, answer):
        self._real, self._name, self._answer = real, name, answer

    def __getattr__(self, name):
        return self._answer if name == self._name else getattr(self._real, name)


@pytest.mark.parametrize(
    ("function", "answer"),
    [
        ("assert_fact", lambda handle, fact: (1, 1)),
        ("start_action_for_state", lambda handle, session: None),
        ("start_action_for_state", lambda handle, session: ("{}", '{"end":{"m":{}}}')),
        ("complete_and_start_action", lambda handle, session: '{"begin":{"m":{}}}'),
    ],
)
def test_a_handle_that_deviates_disables_the_engine(function, answer):
    opened = []

    def open_shard(shard):
        opened.append(Session(shard))
        return opened[-1]

    durable = Durable(PROTOCOL, open_shard=open_shard)
    durable.signals(PATIENT)
    for session in opened:
        session._engine = FakeEngine(session._engine, function, answer)
    with pytest.raises(EngineFault):
        durable.signals(PATIENT)
    with pytest.raises(EngineFault, match="disabled"):
        durable.signals(PATIENT)


@pytest.mark.parametrize(
    "values",
    [
        {"temperature": "39"},
        {"temperature": True},
        {"temperature": 39.0},
        {"sedated": 1},
        {"device": "ventilator-secret"},
        {"pressors": frozenset({"secret"})},
        {"pressors": ("nor",)},
    ],
)
def test_a_value_that_does_not_fit_is_never_evaluated(values):
    (name,) = values
    for engine in (Kernel(PROTOCOL), Engines(PROTOCOL)):
        with pytest.raises(EngineFault) as caught:
            engine.signals(state_of(**values))
        assert str(caught.value) == f"the value of `{name}` does not fit the vocabulary"


WITHOUT_DURABLE = """
import sys
sys.modules["durable_rules_engine"] = None
sys.path.insert(0, {root!r})
import leeward
from leeward.engines.faults import EngineUnavailable
from leeward.engines.judge import Engines
from tests.differential.test_faults import PATIENT, PROTOCOL
engines = Engines(PROTOCOL)
for _ in range(2):
    try:
        engines.signals(PATIENT)
    except EngineUnavailable as fault:
        print(fault, "|", fault.help)
"""


def test_without_durable_rules_leeward_imports_and_says_what_to_do():
    root = str(__import__("pathlib").Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DURABLE.format(root=root)], capture_output=True, text=True, check=True
    )
    line = (
        "durable-rules cannot be loaded | run `CPPFLAGS='-DPyEval_CallObject=PyObject_CallObject' "
        "pip install --no-cache-dir --force-reinstall durable-rules`"
    )
    assert done.stdout.splitlines() == [line, line]
    assert issubclass(EngineUnavailable, EngineFault)
