"""How patients are graded: scale rows, the findings they rest on, and the settings."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Entry, Heading, Paragraph, Table
from leeward.backends.document.checked import cited
from leeward.model.protocol import ClinicalProtocol


def grades(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Each grade as the table of its rows, and what puts it in doubt."""
    texts = {proposition.name: proposition.text for proposition in protocol.propositions}
    if protocol.grades:
        yield Heading("Grades")
        yield Paragraph("The grade is the worst row that holds, and 0 when none does.")
    for grade in protocol.grades:
        yield Heading(f"{grade.title} ({grade.name})", 3)
        yield Table(("grade", "when"), tuple((str(row), texts[name]) for row, name in grade.rows))
        if grade.doubt:
            yield Paragraph(f"May be lower while this is not excluded: {texts[grade.doubt]}.")
        if grade.citation:
            yield Paragraph(f"Source: {cited(grade.citation)}.")


def findings(protocol: ClinicalProtocol) -> Iterator[Block]:
    """The named conditions, and the inputs that follow from others."""
    rows = tuple((one.name, one.text) for one in protocol.propositions if one.kind == "finding")
    if rows:
        yield Heading("Findings")
        yield Table(("finding", "holds when"), rows)
    derived = tuple((one.name, one.text) for one in protocol.propositions if one.kind == "derived")
    if derived:
        yield Paragraph("Unless somebody states them, these follow from other data:")
        yield Table(("input", "yes when"), derived)


def settings(protocol: ClinicalProtocol) -> Iterator[Block]:
    """The values that an institution may change, with their reasons."""
    if protocol.settings:
        yield Heading("Settings")
        for one in protocol.settings:
            source = cited(one.citation)
            yield Entry(one.name, (("value", one.text), ("because", one.because), ("source", source)))
