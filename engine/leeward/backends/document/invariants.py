"""What the committee wants proved of every patient, and the findings of the proof that it lives with."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Entry, Heading, Paragraph
from leeward.model.protocol import ClinicalProtocol


def invariants(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Every invariant and every acceptance, those of the documents it uses too."""
    if protocol.always:
        yield Heading("Always")
        yield Paragraph("`protocol verify` proves these of every patient; they are not run at the bedside.")
    for one in protocol.always:
        source = f"{one.citation.source} {one.citation.where}".strip() if one.citation else ""
        yield Entry(
            one.id,
            (("if", one.text), ("then", one.promise.text), ("because", one.because), ("source", source)),
        )
    if protocol.accepts:
        yield Heading("Accepted findings")
        yield Paragraph("What `protocol verify` finds and is meant so:")
    for accepted in protocol.accepts:
        yield Entry(accepted.subject, (("law", accepted.law), ("because", accepted.because)))
