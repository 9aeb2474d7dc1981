"""The protocol as one readable Python function: the specification every other form is held against.

Both planes are computed together. Each proposition first asks whether it is possible, and
only then whether it is certain; most rules are excluded for most patients. What the outcome (scope,
grades, decision) rests on comes first, so that a caller who wants no more is answered in half the time.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from leeward.backends.kernel_conditions import Writer
from leeward.backends.kernel_layout import kernel_layout
from leeward.backends.kernel_names import KernelNames, one_line
from leeward.backends.kernel_outcome import names_behind_outcome
from leeward.backends.kernel_text import both_planes
from leeward.model.decision import Decision
from leeward.model.expression import atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Grade, Proposition, Step
from leeward.model.vocabulary import Kind

_PLANES = ("_yes", "_may")


def to_kernel(protocol: ClinicalProtocol) -> str:
    """Source of the function `kernel(values, outcome=False)`; `kernel_layout` says what stands where.

    A value is None when unknown, a whole number of millionths, the number of a word, a bit
    mask for a set, or a bool; *never* is `nan`, with which no comparison holds.
    """
    layout = kernel_layout(protocol)
    names = KernelNames()
    planes = {name: names.of(("step", name), name, _PLANES) for name in layout.propositions}
    grades = {name: names.of(("grade", name), name, ("_lo", "_hi")) for name in layout.grades}
    decision = names.of("decision", "decision", ("_lo", "_hi"))
    inputs = {name: names.of(("input", name), name) for name in layout.inputs}
    used = Counter(atom for p in protocol.propositions for atom in atoms(p.condition) if inputs_of(atom))
    writer = Writer(inputs, layout.words, planes, grades, names, used)

    body: list[str] = []
    if inputs:
        body += ["(", *(f"    {name}," for name in inputs.values()), ") = values"]

    def write(step: Step) -> Iterator[str]:
        yield from ("", *_heading(step))
        if isinstance(step, Grade):
            yield from _grade(step, grades[step.name], planes)
        else:
            yield from _proposition(step, planes[step.name], writer)

    first = names_behind_outcome(protocol)
    body += [line for step in protocol.steps if step.name in first for line in write(step)]
    body += ["", "# bispecific antibody: 0 continue, 1 hold, 2 discontinue"]
    body += _decision(protocol, decision, planes)
    ends = [f"{name}{end}" for name in (*grades.values(), decision) for end in ("_lo", "_hi")]
    scope = [planes[protocol.scope] + plane if protocol.scope else "True" for plane in _PLANES]
    body += ["", "if outcome:", *(f"    {line}" for line in _returned([*scope, *ends]))]
    body += [line for step in protocol.steps if step.name not in first for line in write(step)]
    answers = [f"{name}{plane}" for plane in _PLANES for name in planes.values()]
    body += ["", *_returned([*answers, *ends])]
    lines = [
        *_contents(protocol, layout.words),
        "def kernel(values, outcome=False):",
        *(f"    {line}".rstrip() for line in body),
    ]
    return "\n".join(lines) + "\n"


def _contents(protocol: ClinicalProtocol, words: dict[str, dict[str, int]]) -> Iterator[str]:
    yield f"# {one_line(protocol.id)} {one_line(protocol.version)}: {one_line(protocol.title)}"
    yield "# numbers are millionths of the unit; None is unknown; nan is never"
    for name in kernel_layout(protocol).inputs:
        one = protocol.vocabulary.inputs[name]
        if name in words:
            of = ", ".join(f"{number} {one_line(word)}" for word, number in words[name].items())
            what = f"bits {of}" if one.kind is Kind.SET else of
        else:
            what = one.unit.code if one.unit else one.kind.value
        yield f"#   {one_line(name)}: {what}"
    yield ""
    yield ""


def _returned(answers: list[str]) -> list[str]:
    return ["return (", *(f"    {answer}," for answer in answers), ")"]


def _heading(step: Proposition | Grade) -> Iterator[str]:
    kind = "worst row that holds" if isinstance(step, Grade) else step.kind
    where = f"{PurePath(step.place.file).name}:{step.place.line}"
    yield f"# {one_line(step.name)} ({kind}), {one_line(where)}"
    if isinstance(step, Proposition) and step.text:
        yield f"#   {one_line(step.text)}"


def _proposition(step: Proposition, name: str, writer: Writer) -> Iterator[str]:
    yield from writer.shared_locals(step.condition)
    yield from both_planes(name, writer.plane(step.condition, "_may"), writer.plane(step.condition, "_yes"))


def _grade(step: Grade, name: str, planes: dict[str, str]) -> Iterator[str]:
    highest = "".join(f"{number} if {planes[row]}_may else " for number, row in step.rows)
    lowest = "".join(f"{number} if {planes[row]}_yes else " for number, row in step.rows)
    doubt = f"0 if {planes[step.doubt]}_may else " if step.doubt else ""
    yield f"{name}_hi = {highest}0"
    yield f"{name}_lo = {doubt}{lowest}0"


def _decision(protocol: ClinicalProtocol, name: str, planes: dict[str, str]) -> Iterator[str]:
    for end, plane in (("_lo", "_yes"), ("_hi", "_may")):
        text = ""
        for decision in (Decision.DISCONTINUE, Decision.HOLD):
            rules = [planes[rule.id] + plane for rule in protocol.bsab if rule.decision is decision]
            if rules:
                text += f"{int(decision)} if {' or '.join(rules)} else "
        yield f"{name}{end} = {text}0"
