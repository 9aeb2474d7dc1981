"""What the entries of the histories have in common: lists, times, words of a list, names."""

from collections.abc import Collection, Iterator
from datetime import datetime

from leeward.patient.chart import Chart, Timed
from leeward.patient.fields import NOT_A_NAME_HELP, is_name
from leeward.patient.times import time_of
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.problem import Problems

MOST_ENTRIES = 2000
"""Of one history; more is a file gone wrong, and would take long to answer."""


def entries_of(node: Node, key: str, problems: Problems) -> Iterator[Node]:
    """The entries of a history; anything but a list is a problem."""
    if isinstance(node, Sequence) and len(node.items) > MOST_ENTRIES:
        message = f"`{key}` has more than {MOST_ENTRIES} entries"
        problems.add("too-many-values", message, node.place, "is this one patient?")
    elif isinstance(node, Sequence):
        yield from node
    else:
        problems.add(
            "shape",
            f"`{key}` is not a list",
            node.place,
            "write a list, `[]` for none; leave the key out when it is not known",
        )


def time_at(fields: Mapping, field: str, what: str, chart: Chart, problems: Problems) -> datetime | None:
    """The time of one field, noted in the chart; None when it is absent or at fault."""
    node = fields.get(field)
    at = time_of(node, f"the time at which {what}", problems)
    if at is not None and node is not None:
        chart.times.append(Timed(at, what, node.place))
    return at


def word_of(node: Node | None, known: Collection[str], what: str, problems: Problems) -> str | None:
    """One of the known words; None when it is absent or at fault."""
    if node is None:
        return None
    if isinstance(node, Scalar) and node.text in known:
        return node.text
    help = did_you_mean(node.text if isinstance(node, Scalar) else "", known, "write one of")
    problems.add("unknown-option", f"{what} is not known", node.place, help)
    return None


def name_of(node: Node, what: str, problems: Problems) -> str | None:
    """A word formed like a name; None when it is not."""
    if isinstance(node, Scalar) and is_name(node.text):
        return node.text
    problems.add("not-a-name", f"{what} is not a name", node.place, NOT_A_NAME_HELP)
    return None
