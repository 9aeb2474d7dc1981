"""Sourced: every order, decision and restart row names a source, and how it was checked."""

from collections.abc import Iterator

from leeward.model.source import Citation
from leeward.verify.encoding import Encoding
from leeward.verify.law import Fault, Law


def _faults(encoding: Encoding) -> Iterator[Fault | None]:
    protocol = encoding.protocol
    cited = [(rule.id, rule.citation) for rule in protocol.rules]
    cited += [(rule.id, rule.citation) for rule in protocol.bsab]
    for id, citation in cited:
        yield _fault(encoding, id, citation)
    for product in protocol.products:
        for row in product.restart:
            yield _fault(encoding, f"{product.id} {row.level}", row.citation)


def _fault(encoding: Encoding, id: str, citation: Citation) -> Fault | None:
    protocol = encoding.protocol
    if citation.source not in protocol.sources:
        return Fault(id, f"`{id}` names no source of the document", (id,))
    if protocol.status == "approved" and citation.checked == "memory":
        return Fault(id, f"the protocol is approved, and `{id}` rests on memory alone", (id,))
    return None


LAW = Law(
    9,
    "sourced",
    "every order, decision and restart row names a source; in an approved protocol none rests on memory",
    "r ordered => source(r) and checked(r) given; approved => checked(r) /= memory",
    faults=_faults,
)
