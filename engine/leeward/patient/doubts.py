"""What of a chart is readable and may still be wrong: notes for the reader of the plan."""

from datetime import datetime, timedelta

from leeward.language.durations import elapsed_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Value
from leeward.patient.chart import Chart
from leeward.patient.from_history import later_dose
from leeward.patient.times import offset_text
from leeward.text.nearest import nearest

_CHARTED_TWICE = timedelta(minutes=30)
_A_SLIP = 0.8  # one or two letters: a drug must never be taken for another one with a name like it


def doubts(
    chart: Chart, protocol: ClinicalProtocol, product: Value | None, written: datetime, at: datetime
) -> list[str]:
    """Old histories, a product like another, doses that contradict each other, offsets far apart."""
    notes: list[str] = []
    histories = (chart.given, chart.episodes, chart.last_dose)
    if written != at and any(history is not None for history in histories):
        notes.append(
            f"the histories were written {elapsed_text(at - written)} ago; what came since is not in them"
        )
    drugs = {known.drug for known in protocol.products}
    if isinstance(product, str) and product not in drugs and (close := nearest(product, drugs, _A_SLIP)):
        notes.append(f"`product` is `{product}`, which this protocol does not know; did you mean `{close}`?")
    for name in dict.fromkeys(one.product for one in chart.episodes or ()):
        if name not in drugs and (close := nearest(name, drugs, _A_SLIP)):
            notes.append(
                f"an episode is of `{name}`, which this protocol does not know, and counts for no other;"
                f" did you mean `{close}`?"
            )
    if chart.last_dose is not None and later_dose(chart, product if isinstance(product, str) else None):
        notes.append("`given` lists a dose of the product later than `last_dose`, which is not used")
    return [*notes, *_far_apart(chart), *_close_together(chart, protocol)]


def _far_apart(chart: Chart) -> list[str]:
    """Offsets of places far apart: a slip of the sign moves every count by hours."""
    written = {timed.at.utcoffset() for timed in chart.times} - {None, timedelta(0)}
    offsets = sorted(offset for offset in written if offset is not None)
    if not offsets or offsets[-1] - offsets[0] <= timedelta(hours=1):
        return []
    ends = " and ".join(offset_text(one) for one in (offsets[0], offsets[-1]))
    return [f"the times have offsets from UTC as far apart as {ends}; check the signs"]


def _close_together(chart: Chart, protocol: ClinicalProtocol) -> list[str]:
    """Two doses within minutes of a drug whose doses are counted: one may have been charted twice."""
    if not chart.given:
        return []
    sources = (input.from_history for input in protocol.vocabulary.inputs.values())
    counted = {next(iter(one.names)) for one in sources if one and one.of == "given" and len(one.names) == 1}
    newest: dict[str, datetime] = {}
    twice: list[str] = []
    for dose in chart.given:
        if dose.drug in counted and dose.drug in newest and dose.at - newest[dose.drug] < _CHARTED_TWICE:
            twice.append(dose.drug)
        newest[dose.drug] = dose.at
    return [
        f"`given` lists two doses of {drug} within 30 min; both are counted, and one may have been"
        " charted twice"
        for drug in dict.fromkeys(twice)
    ]
