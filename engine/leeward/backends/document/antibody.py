"""What happens to the bispecific antibody: the decision table and the restart tables."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Heading, Paragraph, Table
from leeward.backends.document.checked import cited
from leeward.language.durations import hours_to_text
from leeward.model.decision import BsabRule, Obligation
from leeward.model.product import RestartRow
from leeward.model.protocol import ClinicalProtocol


def decisions(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Every rule by document; the linker's floors say nothing that the rows do not."""
    texts = {proposition.name: proposition.text for proposition in protocol.propositions}
    rules = [rule for rule in protocol.bsab if not rule.floor]
    if rules:
        yield Heading("Decision on the bispecific antibody")
        yield Paragraph("The most restrictive decision counts; where no row holds, continue.")
    labels = {product.id for product in protocol.products}
    for layer in dict.fromkeys(rule.layer for rule in rules):
        yield Heading(f"From {layer}", 3)
        if layer in labels:
            yield Paragraph("Of the rows of one grade, the first that holds decides.")
        rows = tuple(
            (texts[rule.id], _decision(rule), _owed(rule), cited(rule.citation))
            for rule in rules
            if rule.layer == layer
        )
        yield Table(("when", "decision", "next dose", "source"), rows)


def restarts(protocol: ClinicalProtocol) -> Iterator[Block]:
    """The restart table of each label, and what the label notes beside it."""
    for product in protocol.products:
        if product.restart:
            yield Heading(f"Restart of {product.drug} after a delay ({product.id})")
            rows = tuple((row.level, _days(row), _next(row), cited(row.citation)) for row in product.restart)
            yield Table(("last dose", "days since", "next dose", "source"), rows)
        for note in product.notes:
            yield Paragraph(f"{product.drug}: {note}")


def _decision(rule: BsabRule) -> str:
    if rule.until:
        return f"{rule.decision.word} until {rule.until}"
    return "discontinue for good" if rule.decision.word == "discontinue" else rule.decision.word


def _owed(rule: BsabRule) -> str:
    return ", ".join(_obligation(owed) for owed in rule.next_dose)


def _obligation(owed: Obligation) -> str:
    return owed.intervention + (f" {hours_to_text(owed.duration)}" if owed.duration else "")


def _days(row: RestartRow) -> str:
    if row.last_day is None:
        return f"{row.first_day} or more"
    return f"{row.first_day} to {row.last_day}"


def _next(row: RestartRow) -> str:
    return row.action + (f" ({row.text})" if row.text else "")
