"""The protocol as SMT-LIB 2.6: the kernel, function for function, for proofs. Any solver reads it.

An input is a known-flag and a value (and for some a never-flag); numbers are whole millionths, so
everything is exact. Each proposition is defined in its possible and its certain plane, each grade and
the decision as lowest and highest. `smt_names` says what everything is called. Nothing is asserted:
which states a patient can be in is another matter (`verify/state_space`).
"""

from collections.abc import Iterator
from pathlib import PurePath

from leeward.backends.kernel_layout import Layout, kernel_layout
from leeward.backends.kernel_names import one_line
from leeward.backends.smt_conditions import SmtWriter, sort_of
from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import chosen, conj, disj, neg
from leeward.model.decision import Decision
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Grade, Proposition
from leeward.model.vocabulary import Kind


def to_smt(protocol: ClinicalProtocol, names: SmtNames | None = None, layout: Layout | None = None) -> str:
    """Declarations of the inputs, then one definition per proposition and plane, grade and end.

    names: for a second patient or protocol beside the first one. What carries no mark is taken to be
    written already and left out. layout: numbers the words of several protocols alike.
    """
    layout = layout or kernel_layout(protocol)
    writer = smt_writer(protocol, layout, names or SmtNames())
    names = writer.names
    lines = list(_contents(protocol, layout)) if not names.mark else []
    for name in layout.inputs:
        if not names.mark or name in names.inputs:
            lines += declarations(name, writer)
    for step in protocol.steps:
        if names.mark and step.name not in names.steps:
            continue
        lines += ["", *_heading(step)]
        lines += _grade(step, names) if isinstance(step, Grade) else _proposition(step, writer)
    if not names.mark or "bsab" in names.steps:
        lines += [
            "",
            "; bispecific antibody: 0 continue, 1 hold, 2 discontinue",
            *_decision(protocol, names),
        ]
    return "\n".join(lines) + "\n"


def smt_writer(protocol: ClinicalProtocol, layout: Layout, names: SmtNames) -> SmtWriter:
    """Writes conditions over the inputs and steps of this protocol."""
    rows = {grade.name: tuple(number for number, _ in grade.rows) for grade in protocol.grades}
    return SmtWriter(names, protocol.vocabulary.inputs, layout.words, rows)


def declarations(name: str, writer: SmtWriter) -> Iterator[str]:
    """The constants of one input."""
    input, names = writer.inputs[name], writer.names
    yield f"(declare-const {names.known(name)} Bool)"
    if input.kind is Kind.SET:
        for word in writer.words[name]:
            yield f"(declare-const {names.member(name, word)} Bool)"
        return
    yield f"(declare-const {names.value(name)} {sort_of(input)})"
    if input.may_be_never:
        yield f"(declare-const {names.never(name)} Bool)"


def _contents(protocol: ClinicalProtocol, layout: Layout) -> Iterator[str]:
    yield f"; {one_line(protocol.id)} {one_line(protocol.version)}: {one_line(protocol.title)}"
    yield "; numbers are millionths of the unit; an input whose flag is false is unknown, whatever its value"
    for name in layout.inputs:
        one = protocol.vocabulary.inputs[name]
        if name in layout.words:
            of = ", ".join(f"{number} {one_line(word)}" for word, number in layout.words[name].items())
            what = f"any of {', '.join(map(one_line, layout.words[name]))}" if one.kind is Kind.SET else of
        else:
            what = one.unit.code if one.unit else one.kind.value
        yield f";   {one_line(name)}: {what}"
    yield "(set-logic ALL)"
    yield ""


def _heading(step: Proposition | Grade) -> Iterator[str]:
    kind = "worst row that holds" if isinstance(step, Grade) else step.kind
    where = f"{PurePath(step.place.file).name}:{step.place.line}"
    yield f"; {one_line(step.name)} ({kind}), {one_line(where)}"
    if isinstance(step, Proposition) and step.text:
        yield f";   {one_line(step.text)}"


def _proposition(step: Proposition, writer: SmtWriter) -> Iterator[str]:
    yield _define(writer.names.possible(step.name), "Bool", writer.possible(step.condition))
    yield _define(writer.names.certain(step.name), "Bool", writer.certain(step.condition))


def _grade(step: Grade, names: SmtNames) -> Iterator[str]:
    numbers = tuple(dict.fromkeys(number for number, _ in step.rows))
    sure = neg(names.possible(step.doubt)) if step.doubt else "true"
    for number in numbers:
        rows = [row for other, row in step.rows if other >= number]
        highest, lowest = disj(*map(names.possible, rows)), conj(sure, disj(*map(names.certain, rows)))
        yield _define(names.highest_at_least(step.name, number), "Bool", highest)
        yield _define(names.lowest_at_least(step.name, number), "Bool", lowest)
    worst_first = sorted(numbers, reverse=True)
    highest = chosen((names.highest_at_least(step.name, number), number) for number in worst_first)
    lowest = chosen((names.lowest_at_least(step.name, number), number) for number in worst_first)
    yield _define(names.highest(step.name), "Int", highest)
    yield _define(names.lowest(step.name), "Int", lowest)


def _decision(protocol: ClinicalProtocol, names: SmtNames) -> Iterator[str]:
    for decision in (Decision.HOLD, Decision.DISCONTINUE):
        rules = [rule.id for rule in protocol.bsab if rule.decision >= decision]
        lowest, highest = disj(*map(names.certain, rules)), disj(*map(names.possible, rules))
        yield _define(names.decision_lowest_at_least(int(decision)), "Bool", lowest)
        yield _define(names.decision_highest_at_least(int(decision)), "Bool", highest)


def _define(name: str, sort: str, term: str) -> str:
    return f"(define-fun {name} () {sort} {term})"
