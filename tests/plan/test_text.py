"""The terminal form, held against recorded texts.

After a wanted change: `LEEWARD_RECORD=1 pytest tests/plan/test_text.py`; who records answers for the diff.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.plan.make import ENGINES, patient, plan_of, protocol_with

from leeward import load
from leeward.engines.kernel import Kernel
from leeward.plan.build import make_plan
from leeward.plan.facts import in_sentence
from leeward.plan.to_text import to_text
from leeward.plan.to_why import UnknownAction, to_why
from leeward.testing import states

HERE = Path(__file__).parent
PATIENTS = sorted((HERE / "golden").glob("*.patient.yaml"))
RULES = (HERE / "protocol_rules.yaml").read_text(encoding="utf-8")
WHY = {
    "grade-2": ["hold", "discontinue", "continue", "tocilizumab", "neurology", "crs", "1"],
    "tocilizumab-closed": ["toci", "methyl"],
    "no-pressure": ["hold", "continue", "discontinue", "crs"],
    "well": ["continue", "tocilizumab"],
    "outside": ["continue"],
}


def held_against(golden: Path, text: str) -> None:
    if os.environ.get("LEEWARD_RECORD") == "1":
        golden.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == golden.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def protocol(tmp_path_factory):
    return protocol_with(tmp_path_factory.mktemp("small"), RULES)


@pytest.mark.parametrize("path", PATIENTS, ids=lambda path: path.name)
def test_the_text_is_the_recorded_one(protocol, path):
    plan = plan_of(protocol, path.read_text(encoding="utf-8"))
    held_against(path.with_suffix(".txt"), to_text(plan))


@pytest.mark.parametrize("name", ["no-pressure", "scope-unknown"])
def test_the_full_text_is_the_recorded_one(protocol, name):
    plan = plan_of(protocol, (HERE / "golden" / f"{name}.patient.yaml").read_text(encoding="utf-8"))
    held_against(HERE / "golden" / f"{name}.full.txt", to_text(plan, full=True))


@pytest.mark.parametrize(("name", "asked"), [(name, one) for name, asked in WHY.items() for one in asked])
def test_the_answer_to_why_is_the_recorded_one(protocol, name, asked):
    plan = plan_of(protocol, (HERE / "golden" / f"{name}.patient.yaml").read_text(encoding="utf-8"))
    held_against(HERE / "golden" / f"{name}.why-{asked}.txt", to_why(plan, asked))


def test_there_are_patients():
    assert len(PATIENTS) >= 7
    assert {path.name.removesuffix(".patient.yaml") for path in PATIENTS} >= WHY.keys()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("path", PATIENTS, ids=lambda path: path.name)
def test_no_line_is_too_long_and_no_word_is_lost(protocol, path, width):
    plan = plan_of(protocol, path.read_text(encoding="utf-8"))
    text = to_text(plan, width)
    assert max(map(len, text.splitlines())) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    assert sorted(_words(text)) == sorted(_words(to_text(plan, 400)))


def _words(text: str) -> list[str]:
    return [word for word in text.split() if set(word) != {"="}]


@pytest.mark.parametrize("path", PATIENTS, ids=lambda path: path.name)
def test_bold_only_when_asked_and_nothing_else_differs(protocol, path):
    plan = plan_of(protocol, path.read_text(encoding="utf-8"))
    plain, bold = to_text(plan), to_text(plan, ansi=True)
    assert "\x1b" not in plain
    assert "\x1b[1m" in bold
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


@pytest.mark.parametrize("path", PATIENTS, ids=lambda path: path.name)
def test_every_order_and_every_warning_is_in_the_text(protocol, path):
    plan = plan_of(protocol, path.read_text(encoding="utf-8"))
    text = " ".join(to_text(plan).split())
    assert all(order.title in text for order in plan.actions)
    assert all(one.title in text and one.reason in text for one in (*plan.avoid, *plan.not_now))
    assert all(" ".join(one.text.split()) in text for one in plan.conflicts)
    full = " ".join(to_text(plan, full=True).split())
    assert all(one.input in full for one in plan.missing)
    assert all(in_sentence(one.title) in text for one in plan.missing if not one.derived)
    assert "does not replace it" in text
    assert "not approved here" in text


def test_the_decision_stands_before_everything_else(protocol):
    for path in PATIENTS:
        plan = plan_of(protocol, path.read_text(encoding="utf-8"))
        first = to_text(plan).splitlines()[1]
        assert first.strip().startswith(
            "OUTSIDE THE SCOPE" if plan.in_scope is False else plan.bsab.action.upper()
        )


def test_an_unknown_action_names_the_nearest(protocol):
    with pytest.raises(UnknownAction) as refused:
        to_why(plan_of(protocol, patient()), "tocilizumb")
    assert str(refused.value) == "nothing in the protocol is called `tocilizumb`"
    assert refused.value.help == "did you mean `tocilizumab`?"


def test_every_rule_can_be_asked_about(protocol):
    for path in PATIENTS:
        plan = plan_of(protocol, path.read_text(encoding="utf-8"))
        if plan.in_scope is False:
            continue
        rules = {rule.id for rule in (*protocol.rules, *protocol.bsab) if not getattr(rule, "floor", False)}
        for name in (*rules, "tocilizumab", "dexamethasone", "hold", "continue", "discontinue"):
            text = to_why(plan, name)
            assert max(map(len, text.splitlines())) <= 80


BUNDLED = load("asco-2021")
KERNEL = Kernel(BUNDLED)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(states(BUNDLED))
def test_any_patient_of_the_bundled_protocol_fits_on_the_page(state):
    plan = make_plan(BUNDLED, state, KERNEL.signals(state), ENGINES, KERNEL)
    text = to_text(plan)
    assert max(map(len, text.splitlines())) <= 80
    if not plan.settled:
        assert plan.bsab.action != "continue"
        assert plan.in_scope is False or plan.bsab.action == "discontinue" or "known" in text
