"""The order in which propositions and grades are worked out: nothing before what it rests on."""

from leeward.model.expression import Condition, GradeIs, Holds, atoms
from leeward.model.protocol import Grade, Step
from leeward.text.problem import Problems


def in_order(steps: dict[str, Step], problems: Problems) -> tuple[Step, ...]:
    """The steps, stable in the order given, each after those it refers to; a circle is a problem."""
    ordered: dict[str, Step] = {}
    open_steps: list[str] = []

    def visit(name: str) -> None:
        step = steps.get(name)
        if step is None or name in ordered:
            return
        if name in open_steps:
            circle = " rests on ".join(f"`{n}`" for n in (*open_steps[open_steps.index(name) :], name))
            problems.add(
                "circular-condition", f"conditions rest on each other in a circle: {circle}", step.place
            )
            return
        open_steps.append(name)
        for other in rests_on(step):
            visit(other)
        open_steps.pop()
        ordered[name] = step

    for name in steps:
        visit(name)
    return tuple(ordered.values())


def rests_on(step: Step) -> list[str]:
    """Names of the propositions and grades that a step refers to."""
    if isinstance(step, Grade):
        return [*(row for _, row in step.rows), *([step.doubt] if step.doubt else [])]
    return _referred(step.condition)


def _referred(condition: Condition) -> list[str]:
    names = []
    for atom in atoms(condition):
        match atom:
            case Holds(proposition):
                names.append(proposition)
            case GradeIs(grade):
                names.append(grade)
            case _:
                pass
    return names
