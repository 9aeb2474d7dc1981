"""Citations of the protocol as a plan shows them."""

from leeward.logic.index import index_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.source import Citation
from leeward.plan.model.grounds import SourceShown


def shown(citation: Citation, protocol: ClinicalProtocol) -> SourceShown:
    """One citation with the title of its source."""
    return index_of(protocol).kept.answer("source", citation, lambda: _shown(citation, protocol))


def _shown(citation: Citation, protocol: ClinicalProtocol) -> SourceShown:
    source = protocol.sources.get(citation.source)
    return SourceShown(citation.source, citation.where, citation.checked, source.title if source else "")


def merged(sources: list[SourceShown]) -> tuple[SourceShown, ...]:
    """Each source place once, in the order given."""
    return tuple(dict.fromkeys(sources))
