"""The shape check: right documents pass, and a fault is told once, in plain words."""

import time
from pathlib import Path

import pytest

from leeward.language.check_shape import check_shape
from leeward.library import bundled_folder
from leeward.text.from_yaml import read_yaml
from leeward.text.problem import Problem

HEAD = 'leeward: 1\nkind: {kind}\nid: x\ntitle: X\nversion: "1.0.0"\nstatus: draft\n'
BUNDLED = sorted([*bundled_folder().glob("*/*.protocol.yaml"), *bundled_folder().glob("*/cases.yaml")])

VOCABULARY = (
    HEAD.format(kind="vocabulary")
    + """\
effective: 2024-02-29
uses: other
sources: {asco-2021: {title: ASCO, address: somewhere, checked: read}}
inputs:
  temperature: {title: T, unit: Cel, plausible: 30 Cel .. 43 Cel, worse: higher, valid_for: 4 h}
  consciousness: {title: C, options: [alert, voice], worse: later, unknown_when: sedated}
  vasopressors: {title: V, set_of: [norepinephrine], worse: higher}
  hypotension: {title: H, type: yes/no, worse: yes, unless_stated: "systolic_bp < 90 mm[Hg]"}
  ice: {title: ICE, type: score, plausible: 0 .. 10, worse: lower}
  fio2: {title: FiO2, type: fraction, plausible: 0.21 .. 1}
  product: {title: P, type: name}
  alternative_cause: {title: A, type: yes/no, if_not_stated: no}
  doses: {title: D, type: count, from_history: {count: given, drug: tocilizumab, within: 24 h}}
  since: {title: S, unit: h, may_be: never, from_history: {hours_since: given, class: anticytokine}}
  prior: {title: P, type: count, from_history: {count: episodes, type: crs, grade: 3, same_product: yes}}
  days: {title: D, unit: d, from_history: {days_since: last_dose}}
  level: {title: L, type: name, from_history: {level: last_dose}}
panels: {neuro: {normal: {consciousness: alert, raised_icp: no}}}
interventions: {tocilizumab: {title: T, kind: drug, phase: treat, classes: [anticytokine], also: Actemra}}
impossible: [{when: diastolic_bp >= systolic_bp, message: no, help: look}]
"""
)
SCALE = (
    HEAD.format(kind="scale")
    + """\
settings:
  a: {value: 6 L/min, because: x, source: a}
  b: {value: 3, because: x, source: a}
  c: {value: yes, because: x, source: a}
  d: {value: [cpap, bipap], because: x, source: a}
  e: {value: cpap, because: x, source: a}
findings: {fever: temperature >= 38.0 Cel, low: {is: flow, title: Low, source: a table 1}}
grades: {crs: {title: CRS, 4: a, 1: fever, doubted_by: b, source: {id: a, where: t, checked: memory}}}
"""
)
PRODUCT = (
    HEAD.format(kind="product")
    + """\
product: teclistamab
region: US
revised: "2025-03"
bsab:
  crs:
    source: uspi 2
    1: {hold: until resolved, next_dose: [premedicate, admit 48 h], because: x, source: a}
    3:
      - {when: prior = 0, hold: until grade 1 or less for 72 h}
      - {discontinue: true, source: uspi 3}
    4: {discontinue: yes}
restart:
  source: uspi 2
  step-up-1: {"<= 7 d": {give: step-up-2}, "8 d .. 28 d": {give: continue}, "> 28 d": {give: a, source: b}}
  last: {any: {give: continue}}
notes: [x]
not_covered: y
"""
)
PROTOCOL = (
    HEAD.format(kind="protocol")
    + """\
uses: [a, b]
products: [c]
scope: {applies: age >= 18 a, not_covered: [CAR-T]}
rules:
  - id: r
    when: always
    give: tocilizumab
    dose: 8 mg/kg
    at_most: 800 mg
    route: IV
    over: 60 min
    every: 6 h .. 12 h
    for: 3 d
    times: 2
    until: better
    taper: [{dose: 250 mg, every: 12 h, for: 2 d}]
    limits: [3 in 24 h, 4 in total, 8 h apart]
    otherwise: s
    urgency: within 1 h
    phase: treat
    after: [s]
    replaces: dexamethasone
    because: x
    note: y
    source: a b
  - id: s
    when: never
    consider: a
    dose: [{below: 30 kg, amount: 12 mg/kg}, {from: 30 kg, amount: 1 g .. 2 g}]
    because: x
    source: a
bsab:
  - {id: t, when: a, hold: until crs resolved or stabilised, because: x, source: a, next_dose: [b]}
"""
)
CASES = """\
leeward: 1
kind: cases
of: asco-2021
bases: {ok: {temperature: 36.8 Cel, vasopressors: [], given: [{drug: a, at: 2026-01-01T00:00:00Z}]}}
cases:
  - name: a
    base: ok
    patient: {ice: {value: 8, at: 2026-01-01T00:00:00+01:00}, capd: null, given: null, hypotension: no}
    source: {id: a, where: V01, checked: read}
    expect:
      crs: 1 .. 4
      icans: 0
      bsab: hold
      decided: yes
      because: [r]
      give: []
      dose: {a: 656 mg, b: weight needed}
      missing: []
      next_dose: [admit 48 h]
      restart: step-up-2
      in_scope: unknown
      not_ordered: c
"""


def check(text: str) -> list[Problem]:
    return check_shape(read_yaml(text.encode(), "f"))


@pytest.mark.parametrize("text", [VOCABULARY, SCALE, PRODUCT, PROTOCOL, CASES])
def test_everything_the_language_has_passes(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_bundled_documents_pass(path: Path) -> None:
    assert check_shape(read_yaml(path.read_bytes(), path.name), path) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("status: draft", "", ["missing-key"]),
        ("when: always", "whn: always", ["unknown-key"]),
        ("when: always", "when: [a]", ["wrong-type"]),
        ("when: always", "when:", ["no-value"]),
        ("when: always", 'when: ""', ["empty-value"]),
        ("dose: 8 mg/kg", "dose: 8 mg per kg", ["wrong-quantity"]),
        ("dose: 8 mg/kg", "dose: []", ["empty-value"]),
        ("dose: 8 mg/kg", "dose: [8 mg/kg]", ["wrong-type"]),
        ("dose: 8 mg/kg", "dose: 8,5 mg/kg", ["wrong-quantity"]),
        ("over: 60 min", "over: 60", ["missing-unit"]),
        ("over: 60 min", "over: 60 mg", ["wrong-form"]),
        ("times: 2", 'times: "2"', ["wrong-type"]),
        ("times: 2", "times: 2.5", ["wrong-type"]),
        ("times: 2", "times: true", ["wrong-type"]),
        ("give: tocilizumab", "", ["missing-key"]),
        ("give: tocilizumab", "giv: tocilizumab", ["unknown-key"]),
        ("give: tocilizumab", "avoids: tocilizumab", ["unknown-key"]),
        ("give: tocilizumab", "give: tocilizumab\n    order: a\n    avoid: b", ["key-out-of-place"] * 2),
        ("discontinue", "discontinue", []),
        ("replaces: dexamethasone", "replaces: [a, b, a, a]", ["listed-twice"] * 2),
        ('version: "1.0.0"', "version: 1.0.0", []),
        ('version: "1.0.0"', "version: 1.0", ["wrong-type"]),
        ("kind: protocol", "kind: Protocol", ["not-listed"]),
        ("kind: protocol", "kind: [protocol]", ["wrong-type"]),
        ("kind: protocol", "kind:", ["no-value"]),
    ],
)
def test_one_fault_is_one_problem(before: str, after: str, expected: list[str]) -> None:
    assert [problem.code for problem in check(PROTOCOL.replace(before, after))] == expected


JARGON = ("'", "None", "True", "False", "string", "array", "object", "integer", "Decimal", "regex", "null")


@pytest.mark.parametrize("text", [VOCABULARY, SCALE, PRODUCT, PROTOCOL, CASES])
def test_whatever_is_broken_is_told_in_plain_words(text: str) -> None:
    """Each value is replaced in turn by things that cannot stand there."""
    lines = text.splitlines()
    told = 0
    for number, line in enumerate(lines):
        key, colon, _ = line.partition(": ")
        if not colon or "{" in key or key in ("kind", "bases", "    patient"):
            continue
        for wrong in ("[[x]]", "{no_such_key: {}}", ""):
            broken = "\n".join([*lines[:number], f"{key}: {wrong}", *lines[number + 1 :]])
            problems = check(broken)
            assert problems, broken
            told += len(problems)
            for problem in problems:
                assert problem.place.line == number + 1 or problem.code == "missing-key", problem
                assert not any(word in f"{problem.message} {problem.help}" for word in JARGON), problem
                assert problem.message[0].islower() or problem.message[0] == "`", problem
                assert not problem.message.endswith(".")
    assert told > 20


def test_the_id_is_the_name_of_the_file() -> None:
    root = read_yaml(SCALE.encode(), "f")
    assert check_shape(root, Path("some/x.protocol.yaml")) == []
    assert [p.code for p in check_shape(root, Path("some/y.protocol.yaml"))] == ["id-and-file"]
    assert check_shape(root, Path("some/draft.yaml")) == []


@pytest.mark.parametrize("day", ["2023-02-29", "2026-13-01", "2026-00-10", "0000-01-01"])
def test_a_date_is_a_day_of_the_calendar(day: str) -> None:
    assert [p.code for p in check(VOCABULARY.replace("2024-02-29", day))] == ["no-such-day"]


@pytest.mark.parametrize("day", ["2024-W09-4", "29.02.2024", "2024-2-29", "2024-02-29T00:00:00Z"])
def test_a_date_has_one_form(day: str) -> None:
    assert [p.code for p in check(VOCABULARY.replace("2024-02-29", day))] == ["wrong-form"]


HOSTILE = {
    "unknown keys": HEAD.format(kind="protocol") + "".join(f"a{n}: 1\n" for n in range(20_000)),
    "unknown keys in groups": VOCABULARY
    + "description: x\n".join(["", ""])
    + "effective_: {}\n"
    + "more:\n"
    + "".join(f"  a{n}: {{b: 1}}\n" for n in range(10_000)),
    "wrong names": HEAD.format(kind="vocabulary")
    + "inputs:\n"
    + "".join(f"  A{n}: 1\n" for n in range(20_000)),
    "wrong items": HEAD.format(kind="protocol") + "rules:\n" + "  - 1\n" * 40_000,
    "the same item": HEAD.format(kind="protocol") + f"uses: [{'a, ' * 20_000}]",
    "empty rules": HEAD.format(kind="protocol") + "rules:\n" + "  - {}\n" * 40_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_document_costs_little(text: str) -> None:
    root = read_yaml(text.encode(), "f")
    start = time.process_time()
    problems = check_shape(root)
    assert time.process_time() - start < 10.0
    assert problems
