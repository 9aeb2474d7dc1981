"""How much of a protocol rests on what was read, and how much on what was not."""

from collections import Counter
from collections.abc import Iterator

from leeward.model.protocol import ClinicalProtocol
from leeward.model.source import Checked, Citation
from leeward.model.vocabulary import Equivalence

HOW: dict[Checked, str] = {
    "read": "were read at their source",
    "secondary": "were seen in a secondary page only",
    "memory": "are from memory and were not checked",
}


def citations(protocol: ClinicalProtocol) -> Iterator[Citation]:
    """One citation for every order, decision rule, restart row, grade, setting, dose level, fact and
    equivalence of drugs."""
    yield from (rule.citation for rule in protocol.rules)
    yield from (rule.citation for rule in protocol.bsab if not rule.floor)
    yield from (row.citation for product in protocol.products for row in product.restart)
    yield from (grade.citation for grade in protocol.grades if grade.citation is not None)
    yield from (setting.citation for setting in protocol.settings)
    yield from (level.citation for product in protocol.products for level in product.schedule)
    yield from (fact.citation for product in protocol.products for fact in product.label)
    worths = (one.equivalence for one in protocol.vocabulary.interventions.values())
    yield from (basis(worth) for worth in worths if worth is not None)


def basis(worth: Equivalence) -> Citation:
    """On whose word an equivalence stands."""
    return Citation(worth.source, worth.where, worth.checked)


def count_checked(protocol: ClinicalProtocol) -> Counter[Checked]:
    """How many of these statements were checked in each way."""
    return Counter(citation.checked for citation in citations(protocol))


def cited(citation: Citation | None) -> str:
    """`tecvayli-uspi section 2 (memory)`."""
    if citation is None:
        return ""
    place = f"{citation.source} {citation.where}".strip()
    return f"{place} ({citation.checked})"
