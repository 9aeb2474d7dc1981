"""Expectations held against a plan written by hand: each must be able to fail."""

from typing import Any

import pytest

from leeward.cases.case import Case, Expectation
from leeward.cases.check import compare
from leeward.text.from_yaml import read_yaml
from leeward.text.node import Mapping

PLAN: dict[str, Any] = {
    "in_scope": True,
    "grades": {"crs": {"lowest": 1, "highest": 4}, "icans": {"lowest": 0, "highest": 0}},
    "bsab": {
        "action": "hold",
        "lowest": "hold",
        "highest": "discontinue",
        "settled": False,
        "until": "CRS has resolved",
        "because": ["any-crs"],
    },
    "actions": [
        {
            "order": "tocilizumab",
            "rule": "crs-tocilizumab",
            "also_from": [{"rule": "icans-toci"}],
            "title": "tocilizumab",
            "text": "tocilizumab 656 mg IV over 1 h, every 8 h",
            "then": ["328 mg IV, once"],
            "urgency": "now",
            "strength": "give",
            "certainty": "certain",
            "dose": {"amount": "656", "highest": None, "unit": "mg", "text": "8 mg/kg"},
            "taper": None,
            "cautions": [{"rule": "infection"}],
        },
        {
            "order": "paracetamol",
            "rule": "fv",
            "also_from": [],
            "title": "paracetamol",
            "text": "paracetamol",
            "then": [],
            "urgency": "routine",
            "strength": "give",
            "certainty": "certain",
            "dose": {"amount": "650", "highest": "1000", "unit": "mg", "text": ""},
            "taper": None,
            "cautions": [],
        },
        {
            "order": "anakinra",
            "rule": "second",
            "also_from": [],
            "title": "anakinra",
            "text": "anakinra",
            "then": [],
            "urgency": "routine",
            "strength": "consider",
            "certainty": "certain",
            "dose": {"amount": None, "highest": None, "unit": "mg", "text": "weight needed"},
            "taper": None,
            "cautions": [],
        },
        {
            "order": "dexamethasone",
            "rule": "steroid",
            "also_from": [],
            "title": "dexamethasone",
            "text": "dexamethasone",
            "then": [],
            "urgency": "routine",
            "strength": "give",
            "certainty": "conditional",
            "dose": None,
            "taper": {"status": "not begun", "day": None, "phase": None, "phases": 2},
            "cautions": [],
        },
    ],
    "under_way": [
        {
            "order": "methylprednisolone",
            "dose": {"amount": "250", "highest": None, "unit": "mg", "text": ""},
            "taper": {"status": "under way", "day": 5, "phase": 2, "phases": 4},
        }
    ],
    "compared": [{"stronger": "methylprednisolone"}, {"stronger": None}],
    "not_now": [{"order": "siltuximab", "rule": "third"}],
    "avoid": [{"order": "saline_bolus", "rule": "overload"}],
    "cautions": [{"rule": "counts"}],
    "missing": [{"input": "systolic_bp"}],
    "assumed": [{"input": "pregnant"}],
    "next_dose": [{"text": "premedicate"}, {"text": "admit 48 h"}],
    "restart": {"action": "step-up-2"},
}

HOLDS = """
crs: 1 .. 4
icans: 0
bsab: hold
decided: no
in_scope: yes
because: [any-crs]
give: [tocilizumab]
give: [paracetamol, tocilizumab]
give: tocilizumab
consider: [anakinra]
conditional: [dexamethasone]
caution: [tocilizumab]
not_now: [siltuximab]
avoid: [saline_bolus]
not_ordered: [siltuximab, saline_bolus]
dose: {tocilizumab: 656 mg}
dose: {paracetamol: 650 to 1000 mg, anakinra: weight needed}
how: {tocilizumab: "656 mg IV over 1 h, every 8 h; then 328 mg IV, once"}
urgency: {tocilizumab: now, paracetamol: routine}
until: CRS has resolved
rules: [crs-tocilizumab, icans-toci, infection, third, overload, counts]
missing: [systolic_bp]
assumed: [pregnant]
next_dose: [admit 48 h]
restart: step-up-2
under_way: [methylprednisolone]
stronger: [methylprednisolone]
dose: {methylprednisolone: 250 mg}
taper: {methylprednisolone: "day 5, phase 2 of 4", dexamethasone: not begun}
""".strip().splitlines()

FAILS = """
crs: 1 -> 1 .. 4
crs: 2 .. 4 -> 1 .. 4
icans: 1 -> 0
bsab: continue -> hold
decided: yes -> no
in_scope: unknown -> yes
because: [any-crs, grade-4] -> any-crs
give: [anakinra] -> tocilizumab, paracetamol
give: [dexamethasone] -> tocilizumab, paracetamol
give: [] -> tocilizumab, paracetamol
consider: [tocilizumab] -> anakinra
conditional: [] -> dexamethasone
caution: [paracetamol] -> tocilizumab
not_now: [tocilizumab] -> siltuximab
avoid: [] -> saline_bolus
not_ordered: [tocilizumab] -> ordered all the same
not_ordered: [dexamethasone] -> ordered all the same
not_ordered: [anakinra] -> ordered all the same
dose: {tocilizumab: 657 mg} -> 656 mg
dose: {paracetamol: 650 mg} -> 650 to 1000 mg
dose: {dexamethasone: 10 mg} -> none
how: {tocilizumab: 656 mg IV} -> 656 mg IV over 1 h, every 8 h; then 328 mg IV, once
how: {oxygen: 2 L/min} -> none
urgency: {tocilizumab: routine} -> now
until: none -> CRS has resolved
rules: [no-such-part] -> crs-tocilizumab, fv, second, steroid, third, overload, counts, icans-toci, infection
missing: [] -> systolic_bp
missing: [spo2] -> systolic_bp
assumed: [] -> pregnant
next_dose: [admit] -> premedicate, admit 48 h
restart: none -> step-up-2
under_way: [] -> methylprednisolone
stronger: [] -> methylprednisolone
stronger: [dexamethasone] -> methylprednisolone
taper: {methylprednisolone: "day 4, phase 2 of 4"} -> day 5, phase 2 of 4
taper: {tocilizumab: not begun} -> none
""".strip().splitlines()


def case(expect: str) -> Case:
    root = read_yaml(expect.encode(), "cases.yaml")
    assert isinstance(root, Mapping)
    expectations = tuple(Expectation(key, node) for key, node in root)
    return Case("a case", Mapping((), root.place), expectations, root.place)


@pytest.mark.parametrize("line", HOLDS)
def test_an_expectation_that_holds(line: str) -> None:
    assert compare(case(line), PLAN) == []


@pytest.mark.parametrize("line", FAILS)
def test_an_expectation_that_does_not_hold(line: str) -> None:
    expect, _, got = line.partition(" -> ")
    (mismatch,) = compare(case(expect), PLAN)
    assert mismatch.got == got
    assert mismatch.case == "a case"
    assert mismatch.place.file == "cases.yaml"


def test_nothing_at_all_is_what_an_empty_list_expects() -> None:
    lists = ("actions", "under_way", "compared", "not_now", "avoid", "missing", "assumed", "next_dose")
    bare = PLAN | {key: [] for key in lists}
    bare |= {"restart": None, "bsab": PLAN["bsab"] | {"because": []}}
    empty = (
        "because",
        "give",
        "consider",
        "conditional",
        "caution",
        "not_now",
        "avoid",
        "missing",
        "assumed",
    )
    for key in (*empty, "next_dose"):
        assert compare(case(f"{key}: []"), bare) == []
        assert len(compare(case(f"{key}: [x]"), bare)) == 1
    assert compare(case("restart: none"), bare) == []


def test_all_mismatches_of_a_case_are_found_together() -> None:
    found = compare(case("{crs: 0, bsab: continue, missing: [], give: [tocilizumab]}"), PLAN)
    assert [mismatch.key for mismatch in found] == ["crs", "bsab", "missing"]
