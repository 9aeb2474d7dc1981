"""A broken law in words, and its patients in files."""

from pathlib import Path
from textwrap import indent

from leeward.engines.faults import EngineFault
from leeward.testing.break_of_a_law import Broken
from leeward.testing.law import Law
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest


def to_report(law: Law, broken: Broken, under: UnderTest, again: str, folder: Path | None) -> str:
    """What does not hold, for whom, how to see it again; with a folder, the patients are written there.

    Raises:
        OSError: the folder cannot be written.
    """
    id = under.protocol.id
    lines = [f"law {law.name} does not hold for {id}: {broken.message}", f"  the law: {law.words}"]
    for name, patient in broken.patients.items():
        lines += ["", f"  {name}:", indent(_changed(patient, broken, name), "    ").rstrip()]
    lines += ["", f"  again: {again}"]
    if folder is None:
        lines.append("  --leeward-save DIR writes these patients to files")
    else:
        lines += [f"  saved: {path}" for path in save(law, broken, under, folder)]
    if broken.rule:
        lines += [
            f"  if it is meant to be so, write why into the cases of {id}:",
            f'    accepted: [{{law: {law.name}, rule: {broken.rule}, because: "..."}}]',
        ]
    return "\n".join(lines)


def save(law: Law, broken: Broken, under: UnderTest, folder: Path) -> list[Path]:
    """Writes each patient as a patient file, and all of them as cases with the plan they get now.

    Raises:
        OSError: the folder cannot be written.
    """
    place = folder / under.protocol.id
    place.mkdir(parents=True, exist_ok=True)
    head = f"# Law {law.name}: {broken.message}\n"
    written = {
        place / f"{law.name}.{name}.yaml": (
            f"{head}# protocol evaluate THIS --protocol {under.protocol.id}\n{patient.text}"
        )
        for name, patient in broken.patients.items()
    }
    if cases := _cases(broken, under):
        note = "# `expect` is what the plan says now. Correct it, and copy the cases beside the document.\n"
        start = f"leeward: 1\nkind: cases\nof: {under.protocol.id}\ncases:\n"
        written[place / f"{law.name}.cases.yaml"] = head + note + start + cases
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return list(written)


def _cases(broken: Broken, under: UnderTest) -> str:
    """The patients as cases; nothing where the engines disagree, so that there is no plan."""
    found = []
    for name, patient in broken.patients.items():
        try:
            plan = under.plan(patient)
        except EngineFault:
            return ""
        grades = [f"{one.name}: {_span(one.lowest, one.highest)}" for one in plan.grades]
        expect = ", ".join((*grades, f"bsab: {plan.bsab.action}"))
        found.append(
            f"  - name: {name}\n    patient:\n{indent(patient.text, '      ')}    expect: {{{expect}}}\n"
        )
    return "".join(found)


def _span(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest} .. {highest}"


def _changed(patient: PatientFile, broken: Broken, name: str) -> str:
    """The first patient in full, of another one only the lines in which it differs."""
    first_name, first = next(iter(broken.patients.items()))
    if name == first_name:
        return patient.text
    own = {key: value for key, value in patient.lines.items() if first.lines.get(key) != value}
    return f"# as above, with\n{PatientFile(own).text}"
