"""Where an institution's protocol differs from the one it extends, and why."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Entry, Heading, Paragraph
from leeward.model.protocol import ClinicalProtocol

_VERBS = {
    "setting": "change the setting",
    "replace": "change",
    "add": "add",
    "remove": "leave out",
    "intervention": "change what is said of",
    "scope": "change the",
}


def deviations(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Every deviation with its direction and its reason, in the order of the document."""
    if not protocol.deviations:
        return
    bases = ", ".join(dict.fromkeys(one.base for one in protocol.deviations))
    yield Heading("Deviations")
    yield Paragraph(f"What is different from {bases}:")
    for one in protocol.deviations:
        yield Entry(
            f"{_VERBS[one.kind]} {one.target}",
            (
                ("direction", one.direction),
                ("now", one.text),
                ("because", one.because),
                ("base", one.base if len({other.base for other in protocol.deviations}) > 1 else ""),
            ),
        )
