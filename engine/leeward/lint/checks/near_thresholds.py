"""Two thresholds of one document that no reading at the bedside tells apart.

They differ by less than one step of the scale, or in nothing but whether the number itself counts. One of
them is a slip, or the patient in between gets half of a plan.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject, is_written
from leeward.logic.steps import step_of
from leeward.model.expression import Compare, atoms

_FROM_BELOW = {">=": 0, "<": 0, ">": 1, "<=": 1}


def check(subject: Subject) -> Iterator[Finding]:
    first: dict[tuple[tuple[int, str], ...], list[tuple[int, int, Compare, int]]] = {}
    for step in subject.our_steps:
        if step.kind == "limit":
            continue
        for atom in dict.fromkeys(atoms(step.condition)):
            if not isinstance(atom, Compare) or atom.op not in _FROM_BELOW or not is_written(atom, step):
                continue
            cut = atom.bound, _FROM_BELOW[atom.op]
            known = first.setdefault(atom.terms, [])
            for bound, side, other, line in known:
                if cut != (bound, side) and abs(atom.bound - bound) < _step(atom, subject):
                    message = f"`{atom.text}` and `{other.text}` (line {line}) are nearly the same threshold"
                    help = "write one number and one sign, or a setting that both use"
                    yield Finding(step.name, message, step.place, help)
            known.append((*cut, atom, step.place.line))


def _step(atom: Compare, subject: Subject) -> int:
    return step_of(subject.protocol.vocabulary.inputs[atom.terms[0][1]])
