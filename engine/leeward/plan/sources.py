"""Citations of the protocol as a plan shows them."""

from leeward.model.protocol import Citation, ClinicalProtocol
from leeward.plan.model import SourceShown


def shown(citation: Citation, protocol: ClinicalProtocol) -> SourceShown:
    """One citation with the title of its source."""
    source = protocol.sources.get(citation.source)
    return SourceShown(citation.source, citation.where, citation.checked, source.title if source else "")


def merged(sources: list[SourceShown]) -> tuple[SourceShown, ...]:
    """Each source place once, in the order given."""
    return tuple(dict.fromkeys(sources))
