"""Two parts of a condition that exclude each other.

The condition can never hold, so the rule, row or finding is dead. Only what can be seen from two parts
alone is found here; `protocol verify` proves of every rule that some patient needs it.
"""

from collections.abc import Iterator
from itertools import combinations

from leeward.lint.subject import Finding, Subject, joined, text_of
from leeward.logic.contradictions import contradict

_KINDS = ("rule", "finding", "grade", "scope", "bsab")


def check(subject: Subject) -> Iterator[Finding]:
    for step in subject.our_steps:
        if step.kind not in _KINDS:
            continue
        for parts in joined(step.condition):
            pair = next(((a, b) for a, b in combinations(parts, 2) if contradict(a, b)), None)
            if pair is not None:
                message = f"`{text_of(pair[0])}` and `{text_of(pair[1])}` never hold together"
                help = "write `or` between them, or take one of them out"
                yield Finding(step.name, message, step.place, help)
                break
