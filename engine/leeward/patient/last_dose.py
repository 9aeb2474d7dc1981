"""The newest dose of the bispecific antibody, under `last_dose`."""

from leeward.model.protocol import ClinicalProtocol
from leeward.patient.chart import Chart, LastDose
from leeward.patient.entries import name_of, time_at, word_of
from leeward.patient.fields import read_fields
from leeward.text.node import Node
from leeward.text.problem import Problems


def read_last_dose(
    node: Node, product: str | None, protocol: ClinicalProtocol, chart: Chart, problems: Problems
) -> None:
    """Add the last dose; its level is checked against the levels of the product, where those are known."""
    fields = read_fields(node, "`last_dose`", ("at",), ("level",), problems)
    if fields is None:
        return
    at = time_at(fields, "at", "`last_dose` was given", chart, problems)
    levels = levels_of(product, protocol)
    level_node = fields.get("level")
    level = None
    if level_node is not None and levels:
        level = word_of(level_node, levels, "the level of `last_dose`", problems)
    elif level_node is not None:
        level = name_of(level_node, "the level of `last_dose`", problems)
    if at is not None:
        chart.last_dose = LastDose(at, level)


def levels_of(product: str | None, protocol: ClinicalProtocol) -> tuple[str, ...]:
    """The dose levels of a product, those of all its labels together; none when they are not known."""
    labels = (label for label in protocol.products if label.drug == product)
    return tuple(dict.fromkeys(level for label in labels for level in label.levels))


def as_product(text: str, protocol: ClinicalProtocol) -> str:
    """The product as the protocol calls it, by any of its names; upper and lower case are one."""
    return product_names(protocol).get(text.casefold(), text)


def product_names(protocol: ClinicalProtocol) -> dict[str, str]:
    """Every name of a product, the brand too, in lower case, and the product it stands for."""
    return {name.casefold(): one.drug for one in protocol.products for name in (one.drug, *one.also)}
