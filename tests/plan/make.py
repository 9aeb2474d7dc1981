"""A small protocol of its own, so that these tests do not move with the bundled ones."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent, indent

from leeward.engines.kernel import Kernel
from leeward.link.load import load_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.patient.from_yaml import read_patient
from leeward.plan.build import make_plan
from leeward.plan.model import EnginesUsed, Order, Plan

VOCABULARY = """
leeward: 1
kind: vocabulary
id: small-vocabulary
title: Small vocabulary
version: "1.0.0"
status: draft
sources:
  notes: {title: Notes, checked: memory}
inputs:
  product: {title: Antibody, type: name}
  age: {title: Age, unit: a, plausible: 0 a .. 120 a}
  weight: {title: Body weight, unit: kg, plausible: 1 kg .. 300 kg}
  body_surface_area: {title: Body surface, unit: m2, plausible: 0.1 m2 .. 4 m2}
  temperature: {title: Body temperature, unit: Cel, plausible: 30 Cel .. 43 Cel, worse: higher, valid_for: 4 h}
  systolic_bp: {title: Systolic blood pressure, unit: "mm[Hg]", plausible: "40 mm[Hg] .. 300 mm[Hg]", worse: lower, valid_for: 2 h}
  vasopressors: {title: Vasopressors running, set_of: [norepinephrine, dopamine, vasopressin], worse: higher}
  consciousness: {title: Consciousness, options: [alert, voice, touch, unarousable], worse: later}
  flag_a: {title: Flag A, type: yes/no}
  flag_b: {title: Flag B, type: yes/no}
  hypotension: {title: Hypotension, type: yes/no, worse: yes, unless_stated: "systolic_bp < 90 mm[Hg]"}
  infection: {title: Infection, type: yes/no, if_not_stated: no}
  fever_hours: {title: Hours of fever, unit: h, plausible: 0 h .. 1000 h}
  tocilizumab_doses_24h:
    {title: Tocilizumab in 24 h, type: count, plausible: 0 .. 20, from_history: {count: given, drug: tocilizumab, within: 24 h}}
  tocilizumab_doses_total:
    {title: Tocilizumab in all, type: count, plausible: 0 .. 20, from_history: {count: given, drug: tocilizumab}}
  hours_since_tocilizumab:
    {title: Hours since tocilizumab, unit: h, plausible: 0 h .. 9000 h, may_be: never, from_history: {hours_since: given, drug: tocilizumab}}
  days_since_last_dose: {title: Days since the last dose, unit: d, plausible: 0 d .. 900 d, from_history: {days_since: last_dose}}
  last_dose_level: {title: Level of the last dose, type: name, from_history: {level: last_dose}}
interventions:
  tocilizumab: {title: tocilizumab, kind: drug, phase: treat}
  dexamethasone: {title: dexamethasone, kind: drug, phase: treat}
  methylprednisolone: {title: methylprednisolone, kind: drug, phase: treat}
  saline: {title: saline, kind: drug, phase: stabilise}
  cultures: {title: blood cultures, kind: lab, phase: investigate}
  vitals: {title: vital signs, kind: monitoring, phase: monitor}
  neurology: {title: neurology, kind: consult, phase: consult}
  premedicate: {title: premedication, kind: care, phase: next_dose}
  admit: {title: admission, kind: care, phase: next_dose}
"""

SCALE = """
leeward: 1
kind: scale
id: small-scale
title: Small scale
version: "1.0.0"
status: draft
uses: [small-vocabulary]
findings:
  fever: temperature >= 38.0 Cel
grades:
  crs:
    title: CRS
    4: fever and count(vasopressors besides {vasopressin}) >= 2
    3: fever and count(vasopressors) >= 1
    2: fever and hypotension
    1: fever
    source: notes table 2
"""

PRODUCT = """
leeward: 1
kind: product
id: tec-us
title: Teclistamab in the United States
version: "1.0.0"
status: draft
uses: [small-vocabulary, small-scale]
product: teclistamab
region: US
revised: "2025-03"
sources:
  label: {title: The label, checked: read}
bsab:
  crs:
    source: label CRS table
    1: {hold: until resolved, next_dose: [premedicate], because: grade 1 holds it}
    2: {hold: until resolved, next_dose: [premedicate, admit 24 h], because: grade 2 holds it}
    3: {hold: until resolved, next_dose: [premedicate, admit 48 h], because: grade 3 holds it}
    4: {discontinue: true, because: grade 4 ends it}
restart:
  source: label restart table
  step-up-1: {"<= 7 d": {give: step-up-2}, "> 7 d": {give: step-up-1}}
  step-up-2: {"<= 7 d": {give: full}, "8 d .. 28 d": {give: step-up-2}, "> 28 d": {give: step-up-1}}
  full: {"<= 28 d": {give: continue}, "29 d .. 56 d": {give: step-up-2}, "> 56 d": {give: step-up-1}}
notes: [check the label in force]
"""

PROTOCOL = """
leeward: 1
kind: protocol
id: small
title: Small protocol
version: "1.0.0"
status: draft
uses: [small-vocabulary, small-scale]
products: [tec-us]
scope: {applies: age >= 18 a, not_covered: [children]}
sources:
  guide: {title: The guide, checked: read}
"""

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
ENGINES = EnginesUsed("2.0.28", "test")

WELL = {
    "at": "2026-11-20T14:00:00Z",
    "product": "teclistamab",
    "age": "60 a",
    "weight": "70 kg",
    "temperature": "36.8 Cel",
    "systolic_bp": "120 mm[Hg]",
    "vasopressors": "[]",
    "flag_a": "no",
    "flag_b": "no",
    "given": "[]",
}


def protocol_with(folder: Path, rules: str = "", bsab: str = "") -> ClinicalProtocol:
    """The small protocol with these rules, written as in a document."""
    for name, text in (("small-vocabulary", VOCABULARY), ("small-scale", SCALE), ("tec-us", PRODUCT)):
        (folder / f"{name}.protocol.yaml").write_text(text, encoding="utf-8")
    text = PROTOCOL
    for key, part in (("rules", rules), ("bsab", bsab)):
        if part:
            text += f"{key}:\n{indent(_with_reasons(part), '  ')}\n"
    path = folder / "small.protocol.yaml"
    path.write_text(text, encoding="utf-8")
    return load_protocol(path)


def _with_reasons(rules: str) -> str:
    """Every rule must say why; most of these tests do not care."""
    lines = dedent(rules).strip().splitlines()
    return "\n".join(
        line
        if "because:" in line or "- {" not in line
        else line.replace("source: guide", "because: asked, source: guide")
        for line in lines
    )


def patient(**changes: object) -> str:
    """A patient file: a well patient with these lines changed; None takes a line away."""
    lines = {**WELL, **changes}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)


def plan_of(protocol: ClinicalProtocol, text: str, at: datetime | None = None) -> Plan:
    """The plan the kernel alone would give."""
    state = read_patient(text.encode(), "patient.yaml", protocol, at)
    kernel = Kernel(protocol)
    return make_plan(protocol, state, kernel.signals(state), ENGINES, kernel.signals)


def doses(*times: str, drug: str = "tocilizumab") -> str:
    """The history `given`, with doses at these times of 19 or 20 November, as in `20T06:10`."""
    return f"[{', '.join(f'{{drug: {drug}, at: 2026-11-{time}:00Z}}' for time in times)}]"


def ordered(plan: Plan) -> list[str]:
    return [order.order for order in plan.actions]


def the(plan: Plan, name: str) -> Order:
    """The one order of this intervention."""
    found = [order for order in plan.actions if order.order == name]
    assert len(found) == 1
    return found[0]


def rules_of(entries: Iterable[object]) -> list[str]:
    return [entry.rule for entry in entries]  # type: ignore[attr-defined]
