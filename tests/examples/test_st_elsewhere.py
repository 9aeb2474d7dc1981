"""The invented institution: five deviations, no warning, and the layer of each action in the plan."""

import json
from pathlib import Path

import pytest

import leeward
from leeward.validate import validate
from leeward_cli import exit_codes, main

FOLDER = Path(__file__).parents[2] / "examples" / "st-elsewhere"
DOCUMENT = FOLDER / "st-elsewhere-bsab.protocol.yaml"
OURS, BASE, LABEL = "st-elsewhere-bsab", "asco-2021", "teclistamab-us-2025"


def test_nothing_is_wrong_and_every_print_is_that_of_the_base() -> None:
    assert [(p.code, p.message, p.help) for p in validate([DOCUMENT, FOLDER / "cases.yaml"])] == []


def test_five_deviations_of_five_sorts() -> None:
    found = [(one.kind, one.target, one.direction) for one in leeward.load(DOCUMENT).deviations]
    assert found == [
        ("replace", "crs-tocilizumab", "looser"),
        ("remove", "echocardiogram", "looser"),
        ("add", "ours-ferritin-daily", "stricter"),
        ("add", "ours-icans-3-stops", "stricter"),
        ("setting", "low_flow_at_most", "stricter"),
    ]


def test_every_action_names_the_layer_it_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["evaluate", str(FOLDER / "patient.yaml"), "--protocol", str(DOCUMENT), "--format", "json"]
    assert main(arguments) in (exit_codes.COMPLETE, exit_codes.UNSETTLED)
    plan = json.loads(capsys.readouterr().out)
    layers = {action["order"]: action["layer"] for action in plan["actions"]}
    assert layers["tocilizumab"] == OURS, "changed here"
    assert layers["ferritin"] == OURS, "added here"
    assert layers["dexamethasone"] == BASE
    assert set(layers.values()) <= {OURS, BASE, LABEL}
    both = {v["layer"] for action in plan["actions"] for v in action["also_from"]}
    assert both <= {OURS, BASE, LABEL}
    assert LABEL in both
    assert plan["bsab"]["layer"] == LABEL
    notes = {action["order"]: action["note"] or "" for action in plan["actions"]}
    assert "looser here than in asco-2021: it is mixed in the central pharmacy" in notes["tocilizumab"]
    assert notes["ferritin"] == "not in asco-2021"
