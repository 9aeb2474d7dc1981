"""One key of the patient file: a plain value, or an observation with the time at which it was made."""

from datetime import datetime

from leeward.model.vocabulary import Input, Kind
from leeward.patient.chart import Chart, Stated, Timed
from leeward.patient.fields import read_fields
from leeward.patient.times import time_of
from leeward.patient.values import read_value
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.problem import Problems


def read_stated(key: Scalar, node: Node, input: Input, chart: Chart, problems: Problems) -> None:
    """Add what the file says of one input to the chart, or its faults to `problems`."""
    if input.kind is Kind.SET and isinstance(node, Mapping) and "value" not in node:
        help = "write a list in square brackets, `[]` for none"
        problems.add("shape", f"`{input.name}` is not a list", node.place, help)
        return
    written, at = read_observation(key, node, chart, problems)
    value = None if written is None else read_value(written, input, problems)
    if value is not None:
        chart.stated[input.name] = Stated(value, at, key.place)


def read_observation(
    key: Scalar, node: Node, chart: Chart, problems: Problems
) -> tuple[Node | None, datetime | None]:
    """The value and the time of `{value: …, at: …}`; any other node is the value, without a time.

    The value is None when the keys of the observation are at fault.
    """
    if not isinstance(node, Mapping):
        return node, None
    faults = len(problems)
    read_fields(node, f"the observation of `{key.text}`", ("value",), ("at",), problems)
    sound = len(problems) == faults
    at_node = node.get("at")
    at = time_of(at_node, f"the time of `{key.text}`", problems)
    if at is not None and at_node is not None:
        chart.times.append(Timed(at, f"`{key.text}` was observed", at_node.place))
    return (node.get("value") if sound else None), at
