"""The chart looked at from one moment: what is known, what is not any more, and what is assumed."""

from collections.abc import Iterable
from datetime import datetime

from leeward.language.durations import elapsed_text, hours_to_text
from leeward.language.quantity import millionths_to_text
from leeward.logic.index import index_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Fact, State, Value
from leeward.model.vocabulary import Input
from leeward.patient.chart import Chart, Stated
from leeward.patient.doubts import doubts
from leeward.patient.from_history import derive, open_date, why_not
from leeward.patient.running import clock, date_is_open
from leeward.patient.times import longer_than


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
    index = index_of(protocol)
    for input in protocol.vocabulary.inputs.values():
        stated = chart.stated.get(input.name)
        if stated is None:
            continue
        if stated.at is None and written == at:  # as new as the plan: nothing has gone stale or run on
            facts[input.name] = Fact(stated.value, at, "panel" if stated.panel else "stated")
        else:
            _take(input, stated, written, at, facts, unknown, notes)
    for input in index.implied:
        parts = [facts[name].at for name in input.yes_when_stated if name in facts]
        if parts and input.name not in chart.stated and input.and_not not in facts:
            facts[input.name] = Fact(True, max(at for at in parts if at is not None), "stated")
    product = facts["product"].value if "product" in facts else None
    name = product if isinstance(product, str) else None
    for input in index.histories:
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
    for input in index.assumed:
        if input.if_not_stated is not None and input.name not in facts and input.name not in unknown:
            facts[input.name] = Fact(input.if_not_stated, None, "assumed")
    _hide(index.hidden, facts, unknown)
    notes.extend(doubts(chart, protocol, product, written, at))
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


def _hide(hidden: Iterable[Input], facts: dict[str, Fact], unknown: dict[str, str]) -> None:
    """Make unknown what cannot be judged (consciousness under sedation), also when it is not known any more
    whether it can."""
    for input in hidden:
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
