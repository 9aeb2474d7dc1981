"""The JSON form: its schema, its bytes, and the laws that hold for every patient."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.plan.make import ENGINES, plan_of, protocol_with

from leeward import load
from leeward.engines.kernel import Kernel
from leeward.plan.build import make_plan
from leeward.plan.to_json import to_json
from leeward.testing import states

HERE = Path(__file__).parent
SCHEMA = Draft202012Validator(json.loads((HERE / "plan.schema.json").read_text(encoding="utf-8")))
PATIENTS = sorted((HERE / "golden").glob("*.patient.yaml"))
BUNDLED = load("asco-2021")
KERNEL = Kernel(BUNDLED)


@pytest.fixture(scope="module")
def protocol(tmp_path_factory):
    rules = (HERE / "protocol_rules.yaml").read_text(encoding="utf-8")
    return protocol_with(tmp_path_factory.mktemp("small"), rules)


@pytest.mark.parametrize("path", PATIENTS, ids=lambda path: path.name)
def test_the_json_fits_its_schema(protocol, path):
    SCHEMA.validate(json.loads(to_json(plan_of(protocol, path.read_text(encoding="utf-8")))))


def test_the_schema_refuses_something(protocol):
    plan = json.loads(to_json(plan_of(protocol, PATIENTS[0].read_text(encoding="utf-8"))))
    plan["bsab"]["action"] = "perhaps"
    assert not SCHEMA.is_valid(plan)


def test_no_place_on_this_machine_is_told(protocol, tmp_path_factory):
    text = to_json(plan_of(protocol, PATIENTS[0].read_text(encoding="utf-8")))
    assert str(tmp_path_factory.getbasetemp()) not in text


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(states(BUNDLED))
def test_laws_of_every_plan(state):
    signals = KERNEL.signals(state)
    text = to_json(make_plan(BUNDLED, state, signals, ENGINES, KERNEL))
    assert text == to_json(make_plan(BUNDLED, state, signals, ENGINES, KERNEL))
    plan = json.loads(text)
    SCHEMA.validate(plan)

    orders = [action["order"] for action in plan["actions"]]
    assert len(orders) == len(set(orders))
    assert [action["rank"] for action in plan["actions"]] == list(range(1, len(orders) + 1))

    bsab = plan["bsab"]
    if bsab["action"] == "continue":
        assert bsab["lowest"] == bsab["highest"] == "continue"
        assert plan["in_scope"] is True
    if plan["in_scope"] is False:
        assert plan["actions"] == plan["not_now"] == plan["avoid"] == []
    if bsab["lowest"] != bsab["highest"] and plan["in_scope"]:
        assert any("bsab" in one["settles"] for one in plan["missing"])
        assert "bsab" in plan["missing"][0]["settles"]

    if plan["in_scope"] is not False:
        told = {rule for action in plan["actions"] for rule in _rules(action)}
        told |= {one["rule"] for key in ("not_now", "avoid", "excluded") for one in plan[key]}
        strengths = {rule.id: rule.strength.value for rule in BUNDLED.rules}
        assert {rule for rule, strength in strengths.items() if strength != "caution"} <= told

    certain = [a for a in plan["actions"] if a["certainty"] == "certain"]
    assert plan["actions"][: len(certain)] == certain
    assert all((a["if"] is None) == (a["certainty"] == "certain") for a in plan["actions"])
    place = {action["rule"]: action for action in plan["actions"]}
    for rule in BUNDLED.rules:
        for other in rule.after:
            one, before = place.get(rule.id), place.get(other)
            if one and before and (before["certainty"] == "certain" or one["certainty"] == "conditional"):
                assert before["rank"] < one["rank"]


def _rules(action):
    yield action["rule"]
    for key in ("also_from", "if_more"):
        yield from (one["rule"] for one in action[key])
