"""One quantity written in two units within one document.

Whoever changes one of the numbers takes its unit for that of the other.
"""

import re
from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject, is_written
from leeward.model.expression import Compare, atoms
from leeward.text.place import Place

_UNIT = re.compile(r"[0-9] ?([^\s0-9()]+)$")


def check(subject: Subject) -> Iterator[Finding]:
    first: dict[str, tuple[str, Place]] = {}
    for step in subject.our_steps:
        for atom in dict.fromkeys(atoms(step.condition)):
            written = isinstance(atom, Compare) and is_written(atom, step)
            match = _UNIT.search(atom.text) if written else None
            if match is not None and isinstance(atom, Compare):
                yield from _compared(atom.terms[0][1], match[1], step.place, first)
    doses: dict[str, tuple[str, Place]] = {}  # per kilogram and flat are no mix: they are different doses
    for rule in subject.our_rules:
        for regimen in (rule.regimen, *rule.taper):
            for band in regimen.dose.bands if regimen.dose else ():
                unit = band.amount.unit
                name = rule.intervention
                yield from _compared(name, unit.code, rule.place, doses, f"{name} {unit.dimension}")


def _compared(
    name: str, unit: str, place: Place, first: dict[str, tuple[str, Place]], kind: str = ""
) -> Iterator[Finding]:
    known, where = first.setdefault(kind or name, (unit, place))
    if known != unit:
        message = f"`{name}` is written in `{unit}` here and in `{known}` in line {where.line}"
        yield Finding(name, message, place, "write it in one unit")
