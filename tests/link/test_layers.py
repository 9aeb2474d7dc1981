"""One label speaks for a product: two are refused, another may be taken for one run."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leeward.evaluate import Evaluator
from leeward.library import find
from leeward.link.load import link_documents
from leeward.model.expression import And, Literal, OneOf
from leeward.model.state import Fact, State
from leeward.plan.to_text import to_text
from leeward.text.problem import Refused

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
PROTOCOL = """leeward: 1
kind: protocol
id: ours
title: Ours
version: "1"
status: draft
review_by: {review_by}
uses: [bsab-vocabulary, astct-2019]
products: [{products}]
bsab: []
"""
LABEL = """leeward: 1
kind: product
id: newmab-us
title: Newmab in the US
version: "1"
status: draft
review_by: 2026-06-30
uses: [bsab-vocabulary, astct-2019]
product: newmab
region: US
sources: {label: {title: A label, checked: read}}
bsab:
  crs:
    source: label
    1: {hold: until resolved, because: CRS holds newmab}
    4: {discontinue: true, because: CRS 4 stops newmab}
"""


def write(folder: Path, products: str, review_by: str = "2027-01-01") -> Path:
    (folder / "newmab-us.protocol.yaml").write_text(LABEL)
    path = folder / "ours.protocol.yaml"
    path.write_text(PROTOCOL.format(products=products, review_by=review_by).replace("bsab: []\n", ""))
    return path


def state(product: str, **values: object) -> State:
    facts = {"product": product, "temperature": 38_500_000, "hypotension": False, **values}
    return State(AT, {name: Fact(value, AT, "stated") for name, value in facts.items()})  # type: ignore[arg-type]


def test_what_a_label_decides_and_promises_is_for_its_own_product_only(tmp_path: Path) -> None:
    path = write(tmp_path, "epcoritamab-us, newmab-us")
    promise = "always:\n- {id: newmab-stops, if: crs >= 4, then: bsab is discontinue}\n"
    (tmp_path / "newmab-us.protocol.yaml").write_text(LABEL + promise)
    protocol = link_documents(path).protocol
    rules = {rule.id for rule in protocol.bsab if rule.layer == "newmab-us"}
    guarded = [step.condition for step in protocol.propositions if step.name in rules]
    guarded += [always.condition for always in protocol.always if always.id == "newmab-stops"]
    assert len(guarded) == len(rules) + 1 > 2
    for condition in guarded:
        assert isinstance(condition, And)
        assert condition.parts[0] == Literal(OneOf("product", ("newmab",), "product = newmab"))


def test_two_labels_of_one_product_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        link_documents(write(tmp_path, "epcoritamab-us, epcoritamab-eu"))
    (problem,) = [p for p in refused.value.problems if p.severity == "error"]
    assert (problem.code, problem.message) == (
        "two-layers",
        "`epcoritamab-us` and `epcoritamab-eu` are both labels of `epcoritamab`",
    )


def test_another_label_for_one_run_is_said_on_the_plan() -> None:
    protocol = link_documents(find("crombie-2024"), "epcoritamab-eu").protocol
    assert "epcoritamab-eu" in {product.id for product in protocol.products}
    assert "epcoritamab-us" not in {product.id for product in protocol.products}
    plan = Evaluator(protocol).plan(state("epcoritamab"))
    sentence = "for this run epcoritamab follows epcoritamab-eu, not epcoritamab-us as crombie-2024 says"
    assert plan.warnings == (sentence,)
    assert "for this run epcoritamab follows epcoritamab-eu" in to_text(plan)


@pytest.mark.parametrize("layer", ["tarlatamab-us", "astct-2019", "no-such-label"])
def test_a_label_that_fits_no_product_is_refused(layer: str) -> None:
    with pytest.raises(Refused) as refused:
        link_documents(find("asco-2021"), layer)
    assert [p.code for p in refused.value.problems] == ["unknown-layer"]


def test_a_new_product_is_one_file_and_no_program(tmp_path: Path) -> None:
    protocol = link_documents(write(tmp_path, "newmab-us")).protocol
    evaluator = Evaluator(protocol)
    known = {
        "vasopressors": frozenset(),
        "oxygen_device": "room_air",
        "spo2": 97_000_000,
        "alternative_cause": False,
    }
    held = evaluator.plan(state("newmab", **known))
    assert held.bsab.because == ("newmab-crs-1",)
    stopped = evaluator.plan(state("newmab", **{**known, "oxygen_device": "ventilator"}))
    assert stopped.bsab.action == "discontinue"


def test_an_overdue_review_is_said_on_every_plan(tmp_path: Path) -> None:
    protocol = link_documents(write(tmp_path, "newmab-us", review_by="2026-11-19")).protocol
    assert Evaluator(protocol).plan(state("newmab")).warnings == (
        "ours was to be reviewed by 2026-11-19, and that has passed",
        "newmab-us was to be reviewed by 2026-06-30, and that has passed",
    )
    on_the_day = link_documents(write(tmp_path, "newmab-us", review_by="2026-11-20")).protocol
    assert not any("ours" in one for one in Evaluator(on_the_day).plan(state("newmab")).warnings)
