"""A timeline as a file: a list of looks, each with the patient file of that moment."""

from collections.abc import Iterator

from leeward.sequences.charts import stamp
from leeward.sequences.timeline import FORMAT, Ordered, Step, Timeline


def to_yaml(timeline: Timeline) -> str:
    """The file. Times are in UTC; the patient file of each look stands under `patient`, word for word."""
    lines = [
        f"timeline: {FORMAT}",
        f"protocol: {timeline.protocol}",
        f"sha256: {timeline.sha256}",
        "found:" if timeline.found else "found: []",
    ]
    for one in timeline.found:
        what = f"kind: {one.kind}, subject: {one.subject}, text: {_quoted(one.text)}"
        lines.append(f"  - {{step: {one.step + 1}, {what}}}")
    lines.append("steps:")
    for step in timeline.steps:
        lines += _step(step)
    return "\n".join(lines) + "\n"


def _step(step: Step) -> Iterator[str]:
    yield f"  - at: {stamp(step.at)}"
    yield "    patient:"
    yield from (f"      {line}" for line in step.patient.splitlines())
    yield f"    decision: {{action: {step.action}, settled: {'yes' if step.settled else 'no'}}}"
    yield "    ordered:" if step.ordered else "    ordered: []"
    yield from (f"      - {{{_order(order)}}}" for order in step.ordered)
    yield f"    given: [{', '.join(step.given)}]"


def _order(order: Ordered) -> str:
    amount = "" if order.amount is None else f", dose: {order.amount} {order.unit}"
    how = f"strength: {order.strength}, certainty: {order.certainty}{amount}"
    return f"drug: {order.drug}, rule: {order.rule}, {how}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
