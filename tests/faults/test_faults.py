"""Faults sown on purpose: each is refuted by the law that is there for it, with a patient who shows it."""

import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml

from leeward.evaluate import Evaluator
from leeward.link.load import load_protocol
from leeward.patient.from_yaml import read_patient
from leeward.text.problem import Refused
from leeward.verify.law import laws
from leeward.verify.run import Limits, verify

HERE = Path(__file__).parent
FAULTS = sorted(HERE.glob("*.yaml"))
WITHOUT_A_PATIENT = {"alive", "sourced", "overlay", "always"}
"""Laws that may be broken by what no patient does, or that the documents show by themselves"""


@cache
def fault(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def changed(path, folder):
    """The ward with the fault in it, and the document to prove."""
    sown = fault(path)
    shutil.copytree(HERE / "ward", folder)
    name = sown["document"]
    file = folder / name / f"{name}.protocol.yaml"
    text = file.read_text(encoding="utf-8")
    for change in sown["change"]:
        assert text.count(change["was"]) == 1, f"`was` must stand exactly once in {name}: {change['was']}"
        text = text.replace(change["was"], change["now"])
    file.write_text(text, encoding="utf-8")
    proved = sown.get("prove", "ward")
    return load_protocol(folder / proved / f"{proved}.protocol.yaml")


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_the_fault_is_refuted(path, tmp_path):
    sown = fault(path)
    if "refused" in sown:
        with pytest.raises(Refused) as refused:
            changed(path, tmp_path / "ward")
        errors = [one.code for one in refused.value.problems if one.severity == "error"]
        assert errors == [sown["refused"]]
        return
    protocol = changed(path, tmp_path / "ward")
    (outcome,) = verify(protocol, Limits((sown["refuted"],))).outcomes
    found = {finding.subject: finding for finding in outcome.refuted}
    assert sown["finding"] in found, f"{outcome.verdict}: {sorted(found)} {outcome.not_proven}"
    finding = found[sown["finding"]]
    assert finding.patients or sown["refuted"] in WITHOUT_A_PATIENT
    evaluator = Evaluator(protocol)
    for file in finding.patients:
        evaluator.plan(read_patient(file.encode(), "patient.yaml", protocol))
    evaluator.close()


@pytest.mark.parametrize("id", ["ward-scale", "ward-label", "ward", "ward-night"])
def test_the_ward_itself_is_proven(id):
    verification = verify(load_protocol(HERE / "ward" / id / f"{id}.protocol.yaml"))
    assert verification.proven, [
        (finding.law, finding.subject) for o in verification.outcomes for finding in o.refuted
    ]
    assert all(outcome.verdict == "proven" for outcome in verification.outcomes)


def test_there_are_enough_and_for_every_law_that_a_document_can_break():
    assert sum("refused" not in fault(path) for path in FAULTS) >= 40
    refuted = {fault(path)["refuted"] for path in FAULTS}
    # only a model that no document makes can break the one, and only paths the others: see `tests/verify`
    elsewhere = {"learning never contradicts", "dose over time", "stopped stays stopped"}
    assert refuted == {law.name for law in laws()} - elsewhere
