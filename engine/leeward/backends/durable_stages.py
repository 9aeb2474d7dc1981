"""Which steps of a protocol are run together: each stage needs only the stages before it."""

from collections.abc import Iterable, Iterator

from leeward.model.expression import GradeIs, Holds, atoms
from leeward.model.steps import Grade, Step

_PARTS = ("findings", "rows of the scales", "grades", "orders")
_PART_OF = {
    "derived": "findings",
    "finding": "findings",
    "grade": "rows of the scales",
    "doubt": "rows of the scales",
    "scope": "orders",
    "bsab": "orders",
    "rule": "orders",
    "limit": "orders",
}

_Name = tuple[type, str]


def in_stages(steps: Iterable[Step]) -> Iterator[tuple[str, list[Step]]]:
    """Named stages, first to last, each of one part of the protocol.

    Findings are run as soon as they can be and orders as late: the stages then read as a ward
    round does, at the price of a few more of them.
    """
    waiting = list(steps)
    settled: set[_Name] = set()
    seen: dict[str, int] = {}
    while waiting:
        ready = [step for step in waiting if settled.issuperset(_needs(step))]
        part = min((_part(step) for step in ready), key=_PARTS.index)
        members = [step for step in ready if _part(step) == part]
        settled.update(_name(step) for step in members)
        waiting = [step for step in waiting if _name(step) not in settled]
        seen[part] = seen.get(part, 0) + 1
        yield part if seen[part] == 1 else f"{part}, {seen[part]}", members


def _needs(step: Step) -> Iterator[_Name]:
    if isinstance(step, Grade):
        yield from ((Holds, name) for _, name in step.rows)
        if step.doubt:
            yield Holds, step.doubt
        return
    for atom in atoms(step.condition):
        if isinstance(atom, Holds):
            yield Holds, atom.proposition
        elif isinstance(atom, GradeIs):
            yield GradeIs, atom.grade


def _name(step: Step) -> _Name:
    return (GradeIs if isinstance(step, Grade) else Holds, step.name)


def _part(step: Step) -> str:
    return "grades" if isinstance(step, Grade) else _PART_OF[step.kind]
