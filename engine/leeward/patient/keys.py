"""The keys of a patient file: inputs, panels, and the histories."""

from collections.abc import Iterator

from leeward.model.expression import Condition, GradeIs, Holds, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Grade, Proposition
from leeward.patient.fields import is_name
from leeward.text.nearest import did_you_mean
from leeward.text.node import Scalar
from leeward.text.problem import Problems

HISTORIES = ("given", "episodes", "last_dose")
RESERVED = ("at", *HISTORIES)

_MOST_NAMES = 6


def refuse_unknown_key(key: Scalar, protocol: ClinicalProtocol, problems: Problems) -> None:
    """Add the problem of a key that is neither input, nor panel, nor reserved."""
    if not is_name(key.text):
        problems.add("unknown-key", "a key that is not a name", key.place, "write the name of an input")
        return
    for step in protocol.steps:
        if step.name == key.text:
            read = tuple(dict.fromkeys(inputs_behind(step, protocol)))
            names = ", ".join(f"`{name}`" for name in read[:_MOST_NAMES])
            more = " …" if len(read) > _MOST_NAMES else ""
            past = "; past episodes stand under `episodes`" if isinstance(step, Grade) else ""
            message = f"`{key.text}` is computed and cannot be stated"
            problems.add(
                "computed-key", message, key.place, f"state what it follows from: {names}{more}{past}"
            )
            return
    vocabulary = protocol.vocabulary
    known = (*vocabulary.inputs, *vocabulary.panels, *RESERVED)
    help = did_you_mean(key.text, known) or "docs/patient-file.md lists the keys, under `Inputs`"
    problems.add("unknown-key", f"no input `{key.text}`", key.place, help)


def inputs_behind(step: Proposition | Grade, protocol: ClinicalProtocol) -> Iterator[str]:
    """The inputs that a finding or a grade follows from, in reading order, repeats included."""
    steps = {other.name: other for other in protocol.steps}
    seen = {step.name}

    def of_step(step: Proposition | Grade) -> Iterator[str]:
        if isinstance(step, Proposition):
            yield from of_condition(step.condition)
            return
        for _, row in step.rows:
            yield from of_name(row)

    def of_name(name: str) -> Iterator[str]:
        if name in steps and name not in seen:
            seen.add(name)
            yield from of_step(steps[name])

    def of_condition(condition: Condition) -> Iterator[str]:
        for atom in atoms(condition):
            yield from inputs_of(atom)
            if isinstance(atom, Holds):
                yield from of_name(atom.proposition)
            elif isinstance(atom, GradeIs):
                yield from of_name(atom.grade)

    yield from of_step(step)
