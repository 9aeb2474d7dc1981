"""What is not known and would settle something, the most useful first, the antibody before all else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from leeward.logic.index import index_of
from leeward.logic.relevant import unknowns_of
from leeward.model.vocabulary import Input, Kind
from leeward.plan.facts import called, title_of
from leeward.plan.model.knowledge import Missing
from leeward.plan.orders.candidate import Candidate
from leeward.plan.reading import Reading
from leeward.plan.what_if import WhatIf

BSAB = "bsab"
SCOPE = "scope"
MOST_ANSWERED = 8
"""Inputs for which every answer is worked out; for the rest it is said what they settle."""


def missing_inputs(reading: Reading, scope: bool | None, wanted: Iterable[Candidate]) -> tuple[Missing, ...]:
    """The missing inputs in the order in which to get them; for a patient out of scope there are none."""
    if scope is False:
        return ()
    settles: dict[str, dict[str, None]] = defaultdict(dict)
    for what, proposition in _undecided(reading, scope):
        for name in unknowns_of(proposition, reading.case):
            settles[name][what] = None
    for candidate in wanted:
        if candidate.dose is not None and candidate.dose.needs:
            settles[candidate.dose.needs][candidate.rule.id] = None
    places = {name: place for place, name in enumerate(reading.protocol.vocabulary.inputs)}
    names = sorted(
        settles, key=lambda name: _rank(settles[name], places.get(name, len(places)), reading.grades.keys())
    )
    return tuple(_missing(name, tuple(settles[name]), reading) for name in names)


def with_answers(found: Sequence[Missing], reading: Reading, what_if: WhatIf) -> tuple[Missing, ...]:
    """The same, the first few with what each answer would change."""
    if not found:
        return ()
    inputs, asked = reading.protocol.vocabulary.inputs, index_of(reading.protocol).questions
    return tuple(
        replace(one, answers=what_if.answers(inputs[one.input], asked.get(one.input, ())))
        if number < MOST_ANSWERED and one.input in inputs
        else one
        for number, one in enumerate(found)
    )


def _undecided(reading: Reading, scope: bool | None) -> Iterator[tuple[str, str]]:
    """What is open, and the proposition on which it hangs; in the order of importance."""
    protocol = reading.protocol
    lowest, highest = reading.signals.decision
    for bsab in protocol.bsab:
        if lowest < bsab.decision <= highest and reading.of(bsab.id) is None:
            yield BSAB, bsab.id
    if scope is None and protocol.scope is not None:
        yield SCOPE, protocol.scope
    for grade in protocol.grades:
        low, high = reading.grades[grade.name]
        rows = [row for number, row in grade.rows if low < high and number > low and reading.of(row) is None]
        for name in (*rows, *((grade.doubt,) if grade.doubt and low < high else ())):
            if reading.of(name) is None:
                yield grade.name, name
    for rule in protocol.rules:
        if reading.of(rule.id) is None:
            yield rule.id, rule.id
        if rule.limit_reached and reading.of(rule.id) is not False and reading.of(rule.limit_reached) is None:
            yield rule.id, rule.limit_reached


def _rank(settles: Iterable[str], place: int, grades: Set[str]) -> tuple[bool, bool, int, int, int]:
    """place: where the input stands in the vocabulary."""
    kinds = set(settles)
    rules = len(kinds - grades - {BSAB, SCOPE})
    return BSAB not in kinds, SCOPE not in kinds, -len(kinds & grades), -rules, place


def _written_under(input: Input | None, reading: Reading) -> str:
    """The list that would say it; where the doses are known already, the episodes in which they count."""
    history = input.from_history if input is not None else None
    if history is None:
        return ""
    of_an_episode = history.of == "given" and history.type and reading.state.given is not None
    return "episodes" if of_an_episode else history.of


def _missing(name: str, settles: tuple[str, ...], reading: Reading) -> Missing:
    input = reading.protocol.vocabulary.inputs.get(name)
    return Missing(
        name,
        title_of(name, reading.protocol.vocabulary),
        settles,
        reading.state.unknown.get(name, ""),
        written_under=_written_under(input, reading),
        derived=name in reading.propositions,
        bedside=input is not None and _at_bedside(input),
        hidden_by=_hidden_by(input, reading),
    )


def _at_bedside(input: Input) -> bool:
    """Measured or examined at the bed; a history, a clock or a name is asked for or looked up."""
    told = input.from_history is not None or input.is_clock or input.kind is Kind.NAME
    return not told and (input.valid_for is not None or input.worse is not None)


def _hidden_by(input: Input | None, reading: Reading) -> str:
    """What makes it impossible to judge an input now, in words: `sedated`."""
    reason = input.unknown_when if input else None
    fact = reading.state.facts.get(reason) if reason else None
    if reason is None or fact is None or fact.value is not True:
        return ""
    return called(reason, reading.protocol.vocabulary)


def is_asked_for(one: Missing) -> bool:
    """Whether to ask for it: not what follows from other inputs, nor what nobody can judge now."""
    return not one.derived and not one.hidden_by


def needed_for_decision(found: Iterable[Missing], settled: bool) -> tuple[str, ...]:
    """The inputs that would settle the antibody or the scope, without those nobody is asked for."""
    return (
        ()
        if settled
        else tuple(one.input for one in found if {BSAB, SCOPE} & set(one.settles) and is_asked_for(one))
    )
