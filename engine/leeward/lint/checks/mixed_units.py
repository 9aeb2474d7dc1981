"""One quantity written in two units within one document.

Whoever changes one of the numbers takes its unit for that of the other.
"""

import re
from collections.abc import Iterator

from leeward.language.units import BY_NAME
from leeward.lint.subject import Finding, Subject, is_written
from leeward.model.expression import Compare, atoms
from leeward.model.regimen import Regimen
from leeward.text.place import Place

_UNIT = re.compile(r"[0-9] ?([^\s0-9()]+)$")


def check(subject: Subject) -> Iterator[Finding]:
    first: dict[str, tuple[str, Place]] = {}
    for step in subject.our_steps:
        for atom in dict.fromkeys(atoms(step.condition)):
            written = isinstance(atom, Compare) and is_written(atom, step)
            match = _UNIT.search(atom.text) if written else None
            if match is not None and isinstance(atom, Compare):
                unit = BY_NAME[match[1]].code if match[1] in BY_NAME else match[1]
                yield from _compared(atom.terms[0][1], unit, step.place, first)
    doses: dict[str, tuple[str, Place]] = {}
    for rule in subject.our_rules:
        yield from _doses(rule.intervention, rule.regimen, subject.place_in(rule, "dose"), doses)
        for phase in rule.taper:
            yield from _doses(rule.intervention, phase, subject.place_in(rule, "taper"), doses)
    for product in subject.protocol.products:
        for level in product.schedule:
            if subject.is_ours(level.place):
                yield from _doses(product.drug, level.regimen, level.place, doses)


def _doses(
    name: str, regimen: Regimen, place: Place, first: dict[str, tuple[str, Place]]
) -> Iterator[Finding]:
    """Per kilogram and flat are no mix: they are different doses."""
    for band in regimen.dose.bands if regimen.dose else ():
        unit = band.amount.unit
        yield from _compared(name, unit.code, place, first, f"{name} {unit.dimension}")


def _compared(
    name: str, unit: str, place: Place, first: dict[str, tuple[str, Place]], kind: str = ""
) -> Iterator[Finding]:
    known, where = first.setdefault(kind or name, (unit, place))
    if known != unit:
        message = f"`{name}` is written in `{unit}` here and in `{known}` in line {where.line}"
        yield Finding(name, message, place, "write it in one unit")
