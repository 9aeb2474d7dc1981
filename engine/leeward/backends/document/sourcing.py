"""Where the protocol comes from, and how far that was checked."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Bullets, Entry, Heading, Paragraph
from leeward.backends.document.checked import HOW, count_checked
from leeward.model.protocol import ClinicalProtocol


def sourcing(protocol: ClinicalProtocol) -> Iterator[Block]:
    """How many statements were checked in each way, then every source."""
    counts = count_checked(protocol)
    if not counts and not protocol.sources:
        return
    yield Heading("Sources")
    if counts:
        yield Paragraph(
            f"Of {counts.total()} orders, decisions, restart rows, grades, settings, label facts and "
            "equivalences:"
        )
        yield Bullets(tuple(f"{counts[checked]} {how} ({checked})" for checked, how in HOW.items()))
    for one in protocol.sources.values():
        lines = (("title", one.title), ("address", one.address), ("checked", one.checked))
        yield Entry(one.id, lines)
