"""A patient's keys and values read into a chart, whatever the moment it is looked at."""

from dataclasses import replace

from leeward.model.protocol import ClinicalProtocol
from leeward.patient.chart import Chart, Timed
from leeward.patient.episodes import read_episodes
from leeward.patient.given import read_given
from leeward.patient.keys import RESERVED, refuse_unknown_key
from leeward.patient.last_dose import as_product, levels_of, read_last_dose
from leeward.patient.panels import read_panel
from leeward.patient.stated import read_stated
from leeward.patient.times import time_of
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping
from leeward.text.problem import Problems

MOST_KEYS = 500
"""Several times what any vocabulary has; more is a file gone wrong, and would take long to answer."""


def to_chart(node: Mapping, protocol: ClinicalProtocol, problems: Problems) -> Chart:
    """Everything the node says, whatever the moment; all faults are added to `problems`."""
    vocabulary = protocol.vocabulary
    chart = Chart()
    if len(node.entries) > MOST_KEYS:
        message = f"the file has more than {MOST_KEYS} keys"
        problems.add("too-many-values", message, node.place, "is this one patient?")
        return chart
    for key, value in node:
        if key.text in vocabulary.inputs:
            read_stated(key, value, vocabulary.inputs[key.text], chart, problems)
        elif key.text not in vocabulary.panels and key.text not in RESERVED:
            refuse_unknown_key(key, protocol, problems)
    for key, value in node:
        if key.text in vocabulary.panels:
            read_panel(key, value, vocabulary, chart, problems)
    product = _name_product(chart, protocol)
    if (at := node.get("at")) is not None and (time := time_of(at, "`at`", problems)) is not None:
        chart.at = time
        chart.times.append(Timed(time, "`at` is", at.place))
    if (given := node.get("given")) is not None:
        read_given(given, protocol, chart, problems)
    if (episodes := node.get("episodes")) is not None:
        read_episodes(episodes, protocol, chart, problems)
    _check_level(chart, product, protocol, problems)
    if (last_dose := node.get("last_dose")) is not None:
        read_last_dose(last_dose, product, protocol, chart, problems)
    return chart


def _name_product(chart: Chart, protocol: ClinicalProtocol) -> str | None:
    """The product stated, spelt as the protocol spells it."""
    stated = chart.stated.get("product")
    if stated is None or not isinstance(stated.value, str):
        return None
    product = as_product(stated.value, protocol)
    chart.stated["product"] = replace(stated, value=product)
    return product


def _check_level(chart: Chart, product: str | None, protocol: ClinicalProtocol, problems: Problems) -> None:
    """A dose level stated by itself must be one of the product's, like the level of `last_dose`."""
    levels = levels_of(product, protocol)
    for input in protocol.vocabulary.inputs.values():
        stated = chart.stated.get(input.name)
        reads_level = input.from_history is not None and input.from_history.measure == "level"
        if reads_level and levels and stated is not None and stated.value not in levels:
            help = did_you_mean(str(stated.value), levels, "write one of")
            problems.add("unknown-option", f"`{input.name}` has no such value", stated.place, help)
