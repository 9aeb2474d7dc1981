"""Which protocol this is, from which documents, and for whom."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Bullets, Entry, Heading, Paragraph, Table
from leeward.model.protocol import ClinicalProtocol

DISCLAIMER = (
    "Supports clinical judgement; does not replace it. An institution must review and approve "
    "its own protocol before use."
)


def identity(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Title, version, status, and the bytes of every document."""
    yield Heading(protocol.title, 1)
    yield Entry(
        f"{protocol.id} {protocol.version}",
        (
            ("kind", protocol.kind),
            ("status", protocol.status),
            ("effective", protocol.effective),
            ("review by", protocol.review_by),
            ("sha256", protocol.sha256),
        ),
    )
    yield Paragraph(DISCLAIMER)
    yield Heading("Documents")
    rows = tuple((one.id, one.kind, one.file, one.sha256[:12]) for one in protocol.documents)
    yield Table(("id", "kind", "file", "sha256"), rows)


def scope(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Whom the protocol is for, and what it does not speak about."""
    texts = {proposition.name: proposition.text for proposition in protocol.propositions}
    if protocol.scope or protocol.products or protocol.not_covered:
        yield Heading("Scope")
    if protocol.scope:
        yield Paragraph(f"For patients in whom: {texts[protocol.scope]}.")
    if protocol.products:
        rows = tuple((one.drug, one.title, one.region, one.revised) for one in protocol.products)
        yield Table(("product", "label", "region", "revised"), rows)
    if protocol.not_covered:
        yield Paragraph("Not covered:")
        yield Bullets(protocol.not_covered)
