"""Where every row of the facts is in the library, or why not: coverage.yaml against the bundled documents.

`docs/generate.py` writes the parts of docs/coverage.md with `part`; the tests ask for `faults`.
"""

from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from leeward.library import bundled
from leeward.link.load import load_protocol
from leeward.model.product import Product
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Proposition

DATA = Path(__file__).with_name("coverage.yaml")
# What a flag of the facts allows a document to say of how a row was checked, from best to worst.
CHECKED = ("read", "secondary", "memory")
FLAGS = dict(zip(("R", "R2", "M"), CHECKED, strict=True))
# The linker writes these from the rows of a table; a row of the facts names the row itself.
WRITTEN_BY_THE_LINKER = ("-resolved", "-came-down", "-wait")
# Kinds that a document may have without any row of the facts: they carry a rule out, or try it.
HELPERS = ("document", "finding", "input", "case")


class Row(NamedTuple):
    """One row of the facts. ids: by document, `*` in them stands for anything."""

    section: str
    name: str
    flag: str
    says: str
    ids: dict[str, list[str]]
    reason: str
    but: str

    @property
    def id(self) -> str:
        return f"{self.section} {self.name}"


class Section(NamedTuple):
    name: str
    title: str
    rows: tuple[Row, ...]


Library = dict[str, dict[str, str | None]]
"""By document, what is in it and how that was checked; None when it has no source of its own."""


@cache
def sections() -> tuple[Section, ...]:
    return tuple(
        Section(
            section["section"],
            section["title"],
            tuple(
                Row(
                    section["section"],
                    name,
                    row["flag"],
                    row["says"],
                    row.get("in", {}),
                    row.get("not", ""),
                    row.get("but", ""),
                )
                for name, row in section["rows"].items()
            ),
        )
        for section in yaml.safe_load(DATA.read_text(encoding="utf-8"))
    )


def rows() -> list[Row]:
    return [row for section in sections() for row in section.rows]


@cache
def library() -> Library:
    found: Library = {}
    for path in bundled():
        protocol = load_protocol(path)
        found[protocol.id] = {"document": None, **dict(_own(protocol, path)), **dict(_cases(path))}
    return found


def _own(protocol: ClinicalProtocol, path: Path) -> Iterator[tuple[str, str | None]]:
    """What this document itself holds, not what it uses."""
    table = tuple(f"{product.drug}-" for product in protocol.products if product.id == protocol.id)
    for rule in protocol.bsab:
        made = rule.floor or (rule.id.startswith(table) and rule.id.endswith(WRITTEN_BY_THE_LINKER))
        if rule.layer == protocol.id and not made:
            yield rule.id, rule.citation.checked
    for order in protocol.rules:
        if order.layer == protocol.id:
            yield order.id, order.citation.checked
    for grade in protocol.grades:
        if grade.place.file == str(path):
            checked = grade.citation.checked if grade.citation else None
            yield from ((name, checked) for _, name in grade.rows)
    for step in protocol.steps:
        if isinstance(step, Proposition) and step.kind == "finding" and step.place.file == str(path):
            yield f"finding {step.name}", step.citation.checked if step.citation else None
    for setting in protocol.settings:
        if setting.place.file == str(path):
            yield f"setting {setting.name}", setting.citation.checked
    if protocol.kind == "vocabulary":
        yield from ((f"input {name}", None) for name in protocol.vocabulary.inputs)
        worths = ((one.name, one.equivalence) for one in protocol.vocabulary.interventions.values())
        yield from ((f"equivalence {name}", worth.checked) for name, worth in worths if worth is not None)
    for product in protocol.products:
        if product.id == protocol.id:
            yield from _of_the_label(product)


def _of_the_label(product: Product) -> Iterator[tuple[str, str]]:
    for row in product.restart:
        days = f"{row.first_day}-{'' if row.last_day is None else row.last_day}"
        yield f"restart {row.level} {days}", row.citation.checked
    for level in product.schedule:
        yield f"level {level.name}", level.citation.checked
    numbers: Counter[str] = Counter()
    for fact in product.label:
        numbers[fact.topic] += 1
        yield f"label {fact.topic} {numbers[fact.topic]}", fact.citation.checked


def _cases(path: Path) -> Iterator[tuple[str, None]]:
    file = path.with_name("cases.yaml")
    if file.is_file():
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]:
            yield f"case {case['name']}", None


def named(row: Row) -> Iterator[tuple[str, str, str | None]]:
    """Document, id and how it was checked, of everything that the row names and that is there."""
    for document, ids in row.ids.items():
        there = library().get(document, {})
        for id in ids:
            yield from ((document, one, there[one]) for one in there if fnmatchcase(one, id))


def better_than_read(row: Row) -> list[str]:
    """The ids that claim to be checked better than the row was."""
    allowed = CHECKED.index(FLAGS[row.flag])
    return [f"{d}: {id}" for d, id, checked in named(row) if checked and CHECKED.index(checked) < allowed]


def worse_than_read(row: Row) -> bool:
    """Whether everything the row names claims less than the row would allow."""
    checked = [CHECKED.index(one) for _, _, one in named(row) if one]
    return bool(checked) and min(checked) > CHECKED.index(FLAGS[row.flag])


def unnamed() -> list[tuple[str, str, str | None]]:
    """What stands in the library and comes from no row of the facts."""
    used = {(document, id) for row in rows() for document, id, _ in named(row)}
    return [
        (document, id, checked)
        for document, there in library().items()
        for id, checked in there.items()
        if (document, id) not in used and id.partition(" ")[0] not in HELPERS
    ]


def faults() -> list[str]:
    """Everything wrong with coverage.yaml, in words; none when it is right."""
    found = [fault for row in rows() for fault in faults_of(row)]
    occurring = {document for row in rows() for document in row.ids}
    return found + [f"no row names the document `{id}`" for id in library() if id not in occurring]


def faults_of(row: Row) -> list[str]:
    """What is wrong with one row."""
    if row.flag not in FLAGS:
        return [f"{row.id}: `{row.flag}` is no flag"]
    if bool(row.ids) == bool(row.reason):
        return [f"{row.id}: either `in` or `not`"]
    missing: list[str] = []
    for document, ids in row.ids.items():
        there = library().get(document)
        if there is None:
            missing.append(f"{row.id}: no document `{document}`")
            continue
        absent = (id for id in ids if not any(fnmatchcase(one, id) for one in there))
        missing += [f"{row.id}: no `{id}` in `{document}`" for id in absent]
    better = better_than_read(row)
    if better and not row.but:
        return [*missing, f"{row.id}: flag {row.flag}, but better checked: {', '.join(better)}"]
    if row.but and not better:
        return [*missing, f"{row.id}: `but` explains nothing"]
    return missing


def counts() -> str:
    """The table of counts: rows by section and flag, in the library or not."""
    lines = ["| facts | rows | in the library | R | R2 | M | not | better checked | less well checked |"]
    lines.append("|---|---|---|---|---|---|---|---|---|")
    for name, title, several in (*sections(), Section("all", "together", tuple(rows()))):
        inside = [row for row in several if row.ids]
        flags = [str(sum(row.flag == flag for row in inside)) for flag in FLAGS]
        claims = [str(sum(bool(row.but) for row in inside)), str(sum(map(worse_than_read, inside)))]
        numbers = [str(len(several)), str(len(inside)), *flags, str(len(several) - len(inside)), *claims]
        lines.append(f"| {name}: {title} | {' | '.join(numbers)} |")
    return "\n".join(lines)


def tables() -> str:
    """One table for every section."""
    parts: list[str] = []
    for section in sections():
        lines = [f"### {section.name}. {section.title}", "", "| row | says | seen | in the library |"]
        lines.append("|---|---|---|---|")
        lines += [f"| {row.name} | {row.says} | {row.flag} | {_where(row)} |" for row in section.rows]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _where(row: Row) -> str:
    if row.reason:
        return f"**not**: {row.reason}"
    documents = []
    for document in row.ids:
        ids: dict[str | None, list[str]] = {}
        for _, id, checked in (one for one in named(row) if one[0] == document):
            ids.setdefault(checked, []).append(f"`{id}`")
        shown = "; ".join(f"{', '.join(of)}{f' {checked}' if checked else ''}" for checked, of in ids.items())
        documents.append(f"**{document}** {shown}")
    return "<br>".join(documents) + (f"<br>*{row.but}*" if row.but else "")


def rest() -> str:
    """What no row names, by document."""
    lines = ["| document | in the library, from no row |", "|---|---|"]
    by_document: dict[str, list[str]] = {}
    for document, id, checked in unnamed():
        by_document.setdefault(document, []).append(f"`{id}` {checked or 'no source'}")
    lines += [f"| {document} | {', '.join(ids)} |" for document, ids in by_document.items()]
    return "\n".join(lines)


PARTS = {"counts": counts, "tables": tables, "rest": rest}


def part(name: str) -> str:
    """One generated part of docs/coverage.md.

    Raises:
        SystemExit: coverage.yaml is at fault; the page would say something that is not so.
    """
    found = faults()
    if found:
        raise SystemExit("\n".join(found))
    return PARTS[name]()
