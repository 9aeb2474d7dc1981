"""The protocol as a document that a committee reads, prints and signs."""

from typing import Literal

from leeward.backends.document.antibody import decisions, restarts
from leeward.backends.document.deviations import deviations
from leeward.backends.document.grading import findings, grades, settings
from leeward.backends.document.identity import identity, scope
from leeward.backends.document.invariants import invariants
from leeward.backends.document.labels import labels
from leeward.backends.document.orders import orders
from leeward.backends.document.sourcing import sourcing
from leeward.backends.document.to_markdown import to_markdown
from leeward.backends.document.to_text import to_text
from leeward.backends.document.words import words
from leeward.model.protocol import ClinicalProtocol

Format = Literal["text", "md"]

_SECTIONS = (
    identity,
    scope,
    deviations,
    words,
    grades,
    findings,
    settings,
    labels,
    decisions,
    restarts,
    orders,
    invariants,
    sourcing,
)


def to_document(protocol: ClinicalProtocol, format: Format = "text") -> str:
    """The whole protocol, as plain text of 80 columns or as Markdown."""
    blocks = (block for section in _SECTIONS for block in section(protocol))
    return to_text(blocks) if format == "text" else to_markdown(blocks)
