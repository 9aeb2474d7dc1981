"""The chart looked at from one moment: what is known, what is not any more, and what is assumed."""

from datetime import datetime, timedelta

from leeward.language.durations import elapsed_text, hours_to_text
from leeward.language.quantity import millionths_to_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Fact, State, Value
from leeward.model.vocabulary import Input
from leeward.patient.chart import Chart, Stated
from leeward.patient.from_history import derive, later_dose, open_date, why_not
from leeward.patient.running import clock, date_is_open
from leeward.patient.times import longer_than, offset_text
from leeward.text.nearest import nearest

_CHARTED_TWICE = timedelta(minutes=30)
_A_SLIP = 0.8  # one or two letters: a drug must never be taken for another one with a name like it


def resolve(chart: Chart, protocol: ClinicalProtocol, at: datetime) -> State:
    """The state of the patient at `at`.

    A value without a time of its own is as old as the file. Stated beats history, and the
    difference is noted. An observation past its `valid_for` is unknown: history may replace
    it, an assumption may not.
    """
    facts: dict[str, Fact] = {}
    unknown: dict[str, str] = {}
    notes: list[str] = []
    written = chart.at or at
    inputs = protocol.vocabulary.inputs.values()
    for input in inputs:
        stated = chart.stated.get(input.name)
        if stated is not None:
            _take(input, stated, written, at, facts, unknown, notes)
    product = facts["product"].value if "product" in facts else None
    name = product if isinstance(product, str) else None
    for input in inputs:
        follows = derive(input, chart, name, at)
        known = facts.get(input.name)
        if follows is not None and known is None:
            facts[input.name] = follows
            unknown.pop(input.name, None)
        elif follows is None and known is None and (reason := why_not(input, chart, name, at)):
            unknown.setdefault(input.name, reason)
        elif follows is not None and known is not None and follows.value != known.value:
            ours, theirs = as_written(known.value, input), as_written(follows.value, input)
            notes.append(
                f"`{input.name}` is stated as {ours}, the history gives {theirs}: the statement is used"
            )
    for input in inputs:
        if input.if_not_stated is not None and input.name not in facts and input.name not in unknown:
            facts[input.name] = Fact(input.if_not_stated, None, "assumed")
    _hide(protocol, facts, unknown)
    notes.extend(_doubts(chart, protocol, product, written, at))
    return State(at, facts, unknown, chart.given, chart.episodes, tuple(notes))


def as_written(value: Value, input: Input) -> str:
    """A value as the patient file writes it."""
    if value is NEVER:
        return "never"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return millionths_to_text(value, input.unit)
    return value if isinstance(value, str) else f"[{', '.join(sorted(value))}]"


def _take(
    input: Input,
    stated: Stated,
    written: datetime,
    at: datetime,
    facts: dict[str, Fact],
    unknown: dict[str, str],
    notes: list[str],
) -> None:
    observed = stated.at or written
    age = at - observed
    if input.valid_for is not None and longer_than(age, input.valid_for):
        unknown[input.name] = f"observed {elapsed_text(age)} ago, valid for {hours_to_text(input.valid_for)}"
        return
    value = stated.value
    if input.is_clock and type(value) is int and age and input.unit is not None:
        if date_is_open(observed, at, input.unit):
            unknown[input.name] = open_date(input)
            return
        value += clock(observed, at, input.unit)
        notes.append(f"`{input.name}` was stated {elapsed_text(age)} ago and has run on since")
    facts[input.name] = Fact(value, observed, "panel" if stated.panel else "stated")


def _hide(protocol: ClinicalProtocol, facts: dict[str, Fact], unknown: dict[str, str]) -> None:
    """Make unknown what cannot be judged (consciousness under sedation), also when it is not known any more
    whether it can."""
    for input in protocol.vocabulary.inputs.values():
        reason = input.unknown_when
        if reason is None or input.name not in facts:
            continue
        if reason in facts and facts[reason].value is True:
            unknown[input.name] = f"not to be judged while `{reason}` is yes"
        elif reason in unknown:
            unknown[input.name] = f"not to be judged while `{reason}` is not known: {unknown[reason]}"
        else:
            continue
        del facts[input.name]


def _doubts(
    chart: Chart, protocol: ClinicalProtocol, product: Value | None, written: datetime, at: datetime
) -> list[str]:
    notes: list[str] = []
    histories = (chart.given, chart.episodes, chart.last_dose)
    if written != at and any(history is not None for history in histories):
        notes.append(
            f"the histories were written {elapsed_text(at - written)} ago; what came since is not in them"
        )
    drugs = {known.drug for known in protocol.products}
    if isinstance(product, str) and product not in drugs and (close := nearest(product, drugs, _A_SLIP)):
        notes.append(f"`product` is `{product}`, which this protocol does not know; did you mean `{close}`?")
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
    sources = (input.from_history for input in protocol.vocabulary.inputs.values())
    counted = {next(iter(one.names)) for one in sources if one and one.of == "given" and len(one.names) == 1}
    newest: dict[str, datetime] = {}
    twice: list[str] = []
    for dose in chart.given or ():
        if dose.drug in counted and dose.drug in newest and dose.at - newest[dose.drug] < _CHARTED_TWICE:
            twice.append(dose.drug)
        newest[dose.drug] = dose.at
    return [
        f"`given` lists two doses of {drug} within 30 min; both are counted, and one may have been"
        " charted twice"
        for drug in dict.fromkeys(twice)
    ]
