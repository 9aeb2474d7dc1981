"""The order in which propositions and grades are worked out: nothing before what it rests on."""

from leeward.model.expression import Condition, GradeIs, Holds, Literal, atoms
from leeward.model.steps import Grade, Step
from leeward.text.problem import Problems

DEEPEST = 100
"""Conditions inside and upon one another. What explains an answer goes down all of them."""


def in_order(steps: dict[str, Step], problems: Problems) -> tuple[Step, ...]:
    """The steps, stable in the order given, each after those it refers to; a circle is a problem."""
    ordered: dict[str, Step] = {}
    depths: dict[str, int] = {}
    open_steps: list[str] = []

    def too_deep(step: Step) -> None:
        if all(problem.code != "too-deep" for problem in problems):
            message = f"conditions rest on each other more than {DEEPEST} deep"
            problems.add("too-deep", message, step.place, "let it rest on fewer findings")

    def depth(step: Step) -> int:
        inside = 0 if isinstance(step, Grade) else _nesting(step.condition)
        return 1 + inside + max((depths.get(name, 0) for name in rests_on(step)), default=0)

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
        if len(open_steps) >= DEEPEST:
            too_deep(step)
            return
        open_steps.append(name)
        for other in rests_on(step):
            visit(other)
        open_steps.pop()
        ordered[name] = step
        depths[name] = depth(step)
        if depths[name] > DEEPEST:
            too_deep(step)

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


def _nesting(condition: Condition) -> int:
    """How many parts of a condition lie inside one another."""
    if isinstance(condition, Literal):
        return 0
    return 1 + max((_nesting(part) for part in condition.parts), default=0)
