"""Every exception of the bundled library is still needed: a pair of patients shows it.

Run this file as a script to look for a pair where there is none; what it does not find is written by hand.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import leeward
from leeward.library import SUFFIX, bundled
from leeward.patient.from_yaml import read_patient
from leeward.testing import Broken, UnderTest, all_laws, hold
from leeward.testing.draw import Draw
from leeward.testing.laws.worse_takes_no_order_away import lost
from leeward.testing.patient_file import PatientFile
from leeward.testing.run_law import Search

PAIRS = Path(__file__).with_name("exceptions")
LAW = "worse-takes-no-order-away"
IDS = [path.name.removesuffix(SUFFIX) for path in bundled()]

under = cache(lambda id: UnderTest(leeward.load(id)))
ACCEPTED = [(id, law, rule) for id in IDS for law, rule in under(id).accepted]


@pytest.mark.parametrize(("id", "law", "rule"), ACCEPTED)
def test_the_exception_is_needed(id: str, law: str, rule: str) -> None:
    assert law == LAW, "another law needs a test of its own here"
    before, after = (
        under(id).evaluator.plan(read_patient(path.read_bytes(), path.name, under(id).protocol))
        for path in (PAIRS / f"{id}.{rule}.patient.yaml", PAIRS / f"{id}.{rule}.worse.yaml")
    )
    assert rule in {order.rule for order, _ in lost(under(id), before, after)}


def test_no_pair_is_left_over() -> None:
    wanted = {f"{id}.{rule}.{who}.yaml" for id, _, rule in ACCEPTED for who in ("patient", "worse")}
    assert {path.name for path in PAIRS.iterdir()} == wanted


def main() -> None:
    (law,) = (law for law in all_laws() if law.name == LAW)
    for id, _, rule in ACCEPTED:
        bare = UnderTest(under(id).protocol)
        bare.__dict__["accepted"] = {}

        def only(under: UnderTest, patient: PatientFile, draw: Draw, rule: str = rule) -> Iterator[Broken]:
            return (broken for broken in law.breaks(under, patient, draw) if broken.rule == rule)

        if (PAIRS / f"{id}.{rule}.patient.yaml").exists():
            continue
        try:
            hold(replace(law, breaks=only), bare, Search(3000))
        except Broken as broken:
            for name, patient in broken.patients.items():
                (PAIRS / f"{id}.{rule}.{name}.yaml").write_text(patient.text, encoding="utf-8")
        else:
            print(f"no pair for {id} {rule}")


if __name__ == "__main__":
    main()
