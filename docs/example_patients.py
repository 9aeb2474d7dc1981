"""Every example patient of the facts and the cases that stand for it, by example-patients.yaml.

`docs/generate.py` writes the table of docs/example-patients.md with `table`; the tests ask for `faults`.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from leeward.library import bundled
from leeward.link.load import load_protocol

DATA = Path(__file__).with_name("example-patients.yaml")
NAMED = re.compile(r"\b(?P<list>example patient|label patient) (?P<number>V?[0-9]+)\b")
CHECKED = ("read", "secondary", "memory")


class Patient(NamedTuple):
    """One patient of the facts. list: `example patient` or `label patient`."""

    list: str
    number: str
    says: str
    seen: str

    @property
    def id(self) -> str:
        return f"{self.list} {self.number}"


class Case(NamedTuple):
    """One case of the library that stands for a patient."""

    document: str
    kind: str
    name: str
    checked: str
    patients: tuple[str, ...]


@cache
def patients() -> tuple[Patient, ...]:
    return tuple(
        Patient(list, str(number), one["says"], one["seen"])
        for list, numbers in yaml.safe_load(DATA.read_text(encoding="utf-8")).items()
        for number, one in numbers.items()
    )


@cache
def cases() -> tuple[Case, ...]:
    """Every case of a bundled document whose source names a patient."""
    found: list[Case] = []
    for path in bundled():
        file = path.with_name("cases.yaml")
        if not file.is_file():
            continue
        kind = load_protocol(path).kind
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]:
            source = case.get("source") or ""
            where = source["where"] if isinstance(source, dict) else source
            named = tuple(f"{one['list']} {one['number']}" for one in NAMED.finditer(where))
            if named:
                # a case that does not say how it was checked has not been checked
                checked = source.get("checked", "memory") if isinstance(source, dict) else "memory"
                found.append(Case(path.parent.name, kind, case["name"], checked, named))
    return tuple(found)


def cases_of(patient: Patient) -> list[Case]:
    return [case for case in cases() if patient.id in case.patients]


def faults() -> list[str]:
    """Everything wrong, in words; none when it is right."""
    known = {patient.id for patient in patients()}
    found = [
        f"{case.document}, `{case.name}`: no {one}"
        for case in cases()
        for one in case.patients
        if one not in known
    ]
    for patient in patients():
        found += faults_of(patient, cases_of(patient))
    return found


def faults_of(patient: Patient, of: list[Case]) -> list[str]:
    """What is wrong with the cases of one patient."""
    if not of:
        return [f"{patient.id}: no case"]
    return [
        f"{patient.id}, seen {patient.seen}: `{case.name}` of {case.document} is marked {case.checked}"
        for case in of
        if CHECKED.index(case.checked) < CHECKED.index(_best(patient, case))
    ]


def _best(patient: Patient, case: Case) -> str:
    """The best mark that a case of this patient may carry."""
    if patient.seen == "grade":
        return "secondary" if case.kind == "scale" else "memory"
    return patient.seen


def table() -> str:
    """One row for every patient, its cases in the order of the library."""
    lines = ["| patient | says | seen | document: case | checked |", "|---|---|---|---|---|"]
    for patient in patients():
        of = cases_of(patient)
        named = "<br>".join(f"**{case.document}**: {case.name}" for case in of)
        checked = "<br>".join("**unverified**" if case.checked == "memory" else case.checked for case in of)
        lines.append(f"| {patient.id} | {patient.says} | {patient.seen} | {named} | {checked} |")
    return "\n".join(lines)


def part(_: str) -> str:
    """The table of docs/example-patients.md.

    Raises:
        SystemExit: a patient has no case, or a case claims more than was read.
    """
    found = faults()
    if found:
        raise SystemExit("\n".join(found))
    return table()
