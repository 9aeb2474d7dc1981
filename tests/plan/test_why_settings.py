"""`--why` names the settings on which an answer turns, each with its source: whose number it is."""

from pathlib import Path

import pytest
from tests.plan.make import patient, plan_of, protocol_with

from leeward.link.load import load_protocol
from leeward.plan.to_why import to_why
from leeward_cli import main

SETTINGS = """\
settings:
  hot_from: {value: 38.5 Cel, because: ours, source: guide page 1}
  cold_below: {value: 36.0 Cel, because: ours, source: {id: guide, where: page 2, checked: memory}}
  low_below: {value: "90 mm[Hg]", because: ours, source: guide page 3}
findings:
  too_hot: temperature >= hot_from
"""
HOT, COLD = "hot_from 38.5 Cel [guide page 1]", "cold_below 36.0 Cel [guide page 2 (unchecked)]"
LOW = "low_below 90 mm[Hg] [guide page 3]"


def flat(text):
    return " ".join(text.split())


def settings_shown(folder, when, **changes):
    """The settings in the answer on a rule with this condition."""
    protocol_with(folder)
    path = folder / "small.protocol.yaml"
    rule = f"rules:\n  - {{id: a, when: '{when}', give: tocilizumab, because: asked, source: guide}}\n"
    path.write_text(path.read_text(encoding="utf-8") + SETTINGS + rule, encoding="utf-8")
    answer = flat(to_why(plan_of(load_protocol(path), patient(**changes)), "a"))
    return [one for one in (HOT, COLD, LOW) if one in answer]


@pytest.mark.parametrize(
    ("when", "temperature", "pressure", "shown"),
    [
        ("too_hot", "39 Cel", "120 mm[Hg]", [HOT]),
        ("too_hot", "37 Cel", "120 mm[Hg]", [HOT]),
        ("too_hot", None, "120 mm[Hg]", [HOT]),
        ("not too_hot", "37 Cel", "120 mm[Hg]", [HOT]),
        # of alternatives the one that holds; all when none does
        ("too_hot or temperature < cold_below", "39 Cel", "120 mm[Hg]", [HOT]),
        ("too_hot or temperature < cold_below", "35 Cel", "120 mm[Hg]", [COLD]),
        ("too_hot or temperature < cold_below", "37 Cel", "120 mm[Hg]", [HOT, COLD]),
        # of parts that must all hold those that fail; all when all hold
        ("too_hot and systolic_bp < low_below", "39 Cel", "80 mm[Hg]", [HOT, LOW]),
        ("too_hot and systolic_bp < low_below", "39 Cel", "120 mm[Hg]", [LOW]),
        ("too_hot and systolic_bp < low_below", "37 Cel", "80 mm[Hg]", [HOT]),
        ("too_hot and systolic_bp < low_below", "39 Cel", None, [LOW]),
        ("not too_hot and temperature >= cold_below", "39 Cel", "120 mm[Hg]", [HOT]),
        # a grade answers for itself, and a rule without settings for none
        ("crs >= 1", "39 Cel", "120 mm[Hg]", []),
        ("temperature >= 38.5 Cel", "39 Cel", "120 mm[Hg]", []),
    ],
)
def test_the_settings_that_decide(tmp_path, when, temperature, pressure, shown):
    assert settings_shown(tmp_path, when, temperature=temperature, systolic_bp=pressure) == shown


def test_a_changed_number_is_not_ascribed_to_the_scale(capsys):
    example = Path(__file__).parents[2] / "examples" / "st-elsewhere"
    base = "asco-2021"
    ours = str(example / "st-elsewhere-bsab.protocol.yaml")
    rows = {}
    for protocol in (base, ours):
        main(["evaluate", str(example / "patient.yaml"), "--protocol", protocol, "--why", "crs"])
        rows[protocol] = flat(capsys.readouterr().out.split("CRS 3:")[1].split("CRS 2:")[0])
    assert "low_flow_at_most 6 L/min [astct-both table 2 (secondary)]" in rows[base]
    assert "low_flow_at_most 4 L/min [minutes March 2026]" in rows[ours]
