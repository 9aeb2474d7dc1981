"""A scope whose edge the plan cannot name, or a rule for patients outside it.

A clinician whose patient is not covered must read what is missing; a rule for such a patient never comes in.
"""

from collections.abc import Iterator
from itertools import product

from leeward.lint.subject import Finding, Subject, joined, text_of
from leeward.logic.contradictions import contradict
from leeward.model.expression import And, Condition, Literal, Or


def check(subject: Subject) -> Iterator[Finding]:
    scope = subject.main.root.mapping("scope")
    applies = scope.scalar("applies")
    if applies is None or not subject.is_ours(applies.place):
        return
    everybody = applies.text.strip() == "always"
    if not everybody and not scope.words("not_covered") and not subject.main.root.words("not_covered"):
        message = f"`{' '.join(applies.text.split())}` leaves patients out, and nothing says whom"
        yield Finding("scope", message, applies.place, "name them under `not_covered:`, plans repeat it")
    scopes = list(_ways(subject.conditions["scope"]))
    for step in subject.our_steps:
        if step.kind not in ("rule", "bsab"):
            continue
        outside = [
            next(((a, b) for a in branch for b in inside if contradict(a, b)), None)
            for branch in joined(step.condition)
            for inside in scopes
        ]
        pair = outside[0] if outside and all(outside) else None
        if pair is not None:
            message = f"`{text_of(pair[0])}` is outside the scope, which asks for `{text_of(pair[1])}`"
            yield Finding(step.name, message, step.place, "widen the scope or take the rule out")


def _ways(scope: Condition) -> Iterator[list[Literal]]:
    """Every way of being inside the scope, as what must hold together."""
    match scope:
        case Or(parts):
            for part in parts:
                yield from _ways(part)
        case And(parts):
            for chosen in product(*(list(_ways(part)) for part in parts)):
                yield [literal for way in chosen for literal in way]
        case Literal():
            yield [scope]
