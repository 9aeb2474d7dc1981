"""Patients of a protocol, for Hypothesis: as files that a person could have written, and as states.

Three kinds are mixed: little is known; everything is known and ordinary, but for a few lines; anything
goes. A counter-example shrinks to few lines, and each line towards what is ordinary.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import reject
from hypothesis import strategies as st

from leeward.language.durations import MICROSECONDS
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.model.expression import Compare, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State, Value
from leeward.model.vocabulary import Input
from leeward.patient.last_dose import levels_of
from leeward.patient.resolve import as_written, resolve
from leeward.patient.to_chart import to_chart
from leeward.testing.domains import Domain, domains
from leeward.testing.histories import MINUTE, Histories
from leeward.testing.named import Named, protocol_named
from leeward.testing.patient_file import PatientFile, Written, time_text
from leeward.testing.thresholds import Thresholds
from leeward.text.problem import Problems

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
"""The time of every patient: no clock is read."""

_FEW = 4
LEVEL = "last_dose_level"


def patients(protocol: Named) -> st.SearchStrategy[PatientFile]:
    """Patient files, flat and with histories, that this protocol reads without a problem.

    protocol: one that is loaded, or what `leeward.load` takes.

    Raises:
        leeward.library.UnknownProtocol: there is no such document.
        Refused: the document cannot be used.
    """
    return _prepared(protocol_named(protocol)).strategy


def states(protocol: Named) -> st.SearchStrategy[State]:
    """The same patients, read.

    Raises:
        leeward.library.UnknownProtocol: there is no such document.
        Refused: the document cannot be used.
    """
    model = protocol_named(protocol)
    return patients(model).map(lambda patient: patient.state(model))


def domains_of(protocol: ClinicalProtocol) -> dict[str, Domain]:
    """The values worth trying of every input that the protocol reads."""
    return _prepared(protocol).domains


class _Prepared:
    """Everything that the strategy needs of one protocol, worked out once."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self.protocol = protocol
        self.thresholds = Thresholds(protocol)
        self.domains = domains(protocol, self.thresholds)
        self.histories = Histories(self.thresholds)
        now = [name for name, one in self.domains.items() if one.input.from_history is None]
        self.now = tuple(now)
        self.past = tuple(name for name in self.domains if name not in now)
        self.ageing = tuple(name for name in now if self.domains[name].input.valid_for is not None)
        panels = protocol.vocabulary.panels
        self.panels = tuple(
            (panel, word) for panel in panels for word in panels[panel] if set(panels[panel][word]) & set(now)
        )
        # `None` is not known; it comes first, so that a counter-example loses what it does not need
        self.ordinary = {name: st.sampled_from((None, *(self.domains[name].ordinary,) * 40)) for name in now}
        self.changed = {name: st.sampled_from((None, *one.values)) for name, one in self.domains.items()}
        self.anything = {
            name: st.sampled_from((*(None, one.ordinary) * (len(one.values) // 2), None, *one.values))
            for name, one in self.domains.items()
        }
        # what has a worse side decides most, and is changed most often
        often = tuple(name for name in now if self.domains[name].input.worse is not None)
        pool = st.sampled_from((*often * 3, *self.now, *self.past)) if self.domains else st.nothing()
        self.some = st.lists(pool, max_size=_FEW, unique=True)
        sums = self.thresholds.sums
        self.sums: st.SearchStrategy[Compare | None] = st.sampled_from((*(None,) * (1 + len(sums)), *sums))
        self.strategy = _patients(self)


_LAST: dict[int, _Prepared] = {}


def _prepared(protocol: ClinicalProtocol) -> _Prepared:
    found = _LAST.get(id(protocol))
    if found is None or found.protocol is not protocol:
        if len(_LAST) >= 64:
            _LAST.clear()
        found = _LAST[id(protocol)] = _Prepared(protocol)
    return found


@st.composite
def _patients(draw: st.DrawFn, of: _Prepared) -> PatientFile:
    how = draw(st.sampled_from(("little", "ordinary", "ordinary", "anything")))
    known = _values(draw, how, of)
    product = known.get("product")
    levels = levels_of(product if isinstance(product, str) else None, of.protocol)
    if LEVEL in known and levels and known[LEVEL] not in levels:
        known[LEVEL] = draw(st.sampled_from(levels))
    inputs = of.protocol.vocabulary.inputs
    lines: dict[str, Written] = {"at": time_text(AT)}
    lines |= {name: write(known[name], inputs[name]) for name in of.domains if name in known}
    if of.panels and draw(st.sampled_from((False, False, True))):
        panel, word = draw(st.sampled_from(of.panels))
        lines[panel] = word
    if of.ageing and draw(st.sampled_from((False, False, True))):
        for name in draw(st.lists(st.sampled_from(of.ageing), max_size=2, unique=True)):
            _age(draw, name, lines, of)
    # what is ordinary is a chart with its histories: without them nothing is ever settled
    written = st.sampled_from((False, True, True, True) if how == "ordinary" else (False, True))
    for key in of.histories.keys:
        if draw(written):
            lines[key] = draw(_history(key, product if isinstance(product, str) else None, of))
    return _possible(PatientFile(lines), of.protocol)


def _values(draw: st.DrawFn, how: str, of: _Prepared) -> dict[str, Value]:
    """What is known now: little; everything ordinary but for a few; anything."""
    if how == "anything":
        drawn = {name: draw(of.anything[name]) for name in of.domains}
    else:
        drawn = {name: draw(of.ordinary[name]) for name in of.now} if how == "ordinary" else {}
        for name in draw(of.some):
            drawn[name] = draw(of.changed[name])
    known = {name: value for name, value in drawn.items() if value is not None}
    atom = draw(of.sums)
    if atom is not None:
        _on_a_sum(draw, atom, known, of)
    return known


def _on_a_sum(draw: st.DrawFn, atom: Compare, known: dict[str, Value], of: _Prepared) -> None:
    """Moves one number so that a sum of several lies on its threshold, or a little beside it."""
    (factor, name), *others = atom.terms
    rest = [known.get(other, of.domains[other].ordinary) for _, other in others]
    if not all(type(value) is int for value in rest):
        return
    total = sum(f * int(value) for (f, _), value in zip(others, rest, strict=True) if type(value) is int)
    input = of.domains[name].input
    step = 1_000_000 if input.whole else 100_000
    number = (atom.bound - total) // factor // step * step + draw(st.sampled_from((0, -step, step)))
    low, high = input.plausible or (number, number)
    if low <= number <= high:
        known |= {other: value for (_, other), value in zip(others, rest, strict=True)}
        known[name] = number


def _age(draw: st.DrawFn, name: str, lines: dict[str, Written], of: _Prepared) -> None:
    """Gives one line a time of its own: not long ago, as old as may be, or older, which is not known."""
    valid_for = of.domains[name].input.valid_for
    if name not in lines or valid_for is None:
        return
    oldest = timedelta(microseconds=valid_for * MICROSECONDS)
    age = draw(st.sampled_from((timedelta(), oldest, oldest + MINUTE)))
    lines[name] = {"value": lines[name], "at": time_text(AT - age)}


def _history(key: str, product: str | None, of: _Prepared) -> st.SearchStrategy[Written]:
    match key:
        case "given":
            return of.histories.given(AT)
        case "episodes":
            return of.histories.episodes(AT)
        case _:
            return of.histories.last_dose(AT, product)


def write(value: Value, input: Input) -> Written:
    """A value as the patient file writes it."""
    if isinstance(value, frozenset):
        return tuple(option for option in input.options if option in value)
    return as_written(value, input)


def _possible(patient: PatientFile, protocol: ClinicalProtocol) -> PatientFile:
    """Without the lines that no patient has together: a diastolic pressure above the systolic one."""
    for _ in range(1 + len(protocol.vocabulary.impossible)):
        state = resolve(to_chart(patient.node(), protocol, Problems()), protocol, AT)
        culprits = [
            name
            for impossible in protocol.vocabulary.impossible
            if truth_of(impossible.condition, state, None) is Truth.TRUE
            for atom in atoms(impossible.condition)
            for name in inputs_of(atom)
            if name in patient.lines
        ]
        if not culprits:
            return patient
        patient = patient.without(culprits[-1])
    return reject()
