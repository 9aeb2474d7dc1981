"""What the labels say: the schedule of doses, and facts that no rule carries out."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Heading, Table
from leeward.backends.document.checked import cited
from leeward.backends.document.orders import regimen
from leeward.model.product import DoseLevel
from leeward.model.protocol import ClinicalProtocol


def labels(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Per product: its dose levels in order, and its facts by topic."""
    for product in protocol.products:
        if product.schedule:
            yield Heading(f"Doses of {product.drug} ({product.id})")
            rows = tuple(
                (level.name, _day(level), _dose(level), cited(level.citation)) for level in product.schedule
            )
            yield Table(("level", "day", "dose", "source"), rows)
        if product.label:
            yield Heading(f"What the label of {product.drug} says ({product.id})")
            facts = tuple((fact.topic, fact.text, cited(fact.citation)) for fact in product.label)
            yield Table(("on", "fact", "source"), facts)


def _day(level: DoseLevel) -> str:
    return "" if level.day is None else str(level.day)


def _dose(level: DoseLevel) -> str:
    return "; ".join(part for part in (regimen(level.regimen), level.note) if part)
