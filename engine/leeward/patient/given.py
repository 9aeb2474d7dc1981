"""The doses that were given: under `given`, the complete list."""

from datetime import datetime

from leeward.language.quantity import NotANumber, NotAUnit, read_quantity
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Administration
from leeward.patient.chart import Chart
from leeward.patient.entries import entries_of, time_at
from leeward.patient.fields import read_fields
from leeward.patient.last_dose import product_names
from leeward.text.nearest import nearest
from leeward.text.node import Node, Scalar
from leeward.text.problem import Problems

_MOST = {
    "mass": read_quantity("100 g"),
    "volume": read_quantity("10 L"),
    "mass per weight": read_quantity("1000 mg/kg"),
    "volume per weight": read_quantity("200 mL/kg"),
    "mass per area": read_quantity("50000 mg/m2"),
}
"""By dimension, more than one dose of any drug: what is above is a slip of the number or its unit."""


def read_given(node: Node, protocol: ClinicalProtocol, chart: Chart, problems: Problems) -> None:
    """Add every dose that was given; the list counts as complete, and an empty one says that none was."""
    names = drug_names(protocol)
    found: dict[tuple[str, datetime], Administration] = {}
    for entry in entries_of(node, "given", problems):
        fields = read_fields(entry, "a dose under `given`", ("drug", "at"), ("dose",), problems)
        if fields is None:
            continue
        drug = _drug(fields.get("drug"), names, problems)
        at = time_at(fields, "at", "a dose under `given` was given", chart, problems)
        dose = _dose(fields.get("dose"), problems)
        if drug is None or at is None:
            continue
        if (drug, at) in found:
            message = "the same drug at the same time twice under `given`"
            help = "list each dose once, and two at one moment as their sum"
            problems.add("listed-twice", message, entry.place, help)
        found[drug, at] = Administration(drug, at, dose)
    chart.given = tuple(sorted(found.values(), key=lambda dose: (dose.at, dose.drug)))


def drug_names(protocol: ClinicalProtocol) -> dict[str, str]:
    """Every name under which a chart may list a drug, in lower case, and the drug it stands for."""
    names = product_names(protocol)
    for intervention in protocol.vocabulary.interventions.values():
        if intervention.kind == "drug":
            names |= {name.casefold(): intervention.name for name in (intervention.name, *intervention.also)}
    return names


def _drug(node: Node | None, names: dict[str, str], problems: Problems) -> str | None:
    if node is None:
        return None
    text = node.text.strip().casefold() if isinstance(node, Scalar) else ""
    if text in names:
        return names[text]
    close = nearest(text, names)
    help = (
        f"did you mean `{close}`?"
        if close
        else "write the generic name of a brand; `protocol schema patient` lists the drugs, leave others out"
    )
    problems.add("unknown-drug", "a drug that the vocabulary does not know", node.place, help)
    return None


def _dose(node: Node | None, problems: Problems) -> str:
    if node is None:
        return ""
    try:
        dose = read_quantity(node.text if isinstance(node, Scalar) else "")
    except (NotANumber, NotAUnit) as fault:
        problems.add(
            "dose", f"a dose is not read: {fault}", node.place, "write a number and its unit, or leave it out"
        )
        return ""
    if dose.unit is None:
        problems.add(
            "missing-unit",
            "the unit of a dose is missing",
            node.place,
            "write the unit after the number: `mg`",
        )
    elif dose.unit.dimension not in _MOST:
        message = f"a dose has the wrong unit: `{dose.unit.code}` is a unit of {dose.unit.dimension}"
        problems.add("wrong-unit", message, node.place, "write the dose in `mg`")
    elif dose.number < 0:
        problems.add("dose", "a dose below nothing", node.place, "check the sign")
    elif dose.number == 0:
        problems.add("dose", "a dose of nothing", node.place, "leave out what was not given")
    elif dose.in_units_of((most := _MOST[dose.unit.dimension]).unit) > most.number:
        message = f"a dose of more than {most} of one drug is not given"
        problems.add("dose", message, node.place, "check the number and its unit")
    return str(dose)
