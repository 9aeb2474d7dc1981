"""A scope whose edge the plan cannot name, or a rule for patients outside it.

A clinician whose patient is not covered must read what is missing; a rule for such a patient never comes in.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject, joined, text_of
from leeward.logic.contradictions import contradict


def check(subject: Subject) -> Iterator[Finding]:
    scope = subject.main.root.mapping("scope")
    applies = scope.scalar("applies")
    if applies is None or not subject.is_ours(applies.place):
        return
    if not scope.words("not_covered") and not subject.main.root.words("not_covered"):
        message = f"`{' '.join(applies.text.split())}` leaves patients out, and nothing says whom"
        yield Finding("scope", message, applies.place, "name them under `not_covered:`, plans repeat it")
    inside = [part for branch in joined(subject.conditions["scope"]) for part in branch]
    for step in subject.our_steps:
        if step.kind not in ("rule", "bsab"):
            continue
        branches = list(joined(step.condition))
        outside = [
            next(((a, b) for a in branch for b in inside if contradict(a, b)), None) for branch in branches
        ]
        pair = outside[0] if outside and all(outside) else None
        if pair is not None:
            message = f"`{text_of(pair[0])}` is outside the scope, which asks for `{text_of(pair[1])}`"
            yield Finding(step.name, message, step.place, "widen the scope or take the rule out")
