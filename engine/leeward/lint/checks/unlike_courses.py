"""Two orders of one drug that go on for different times.

Where both hold, the plan makes one order of them and follows the stronger dose; the other course is only
shown beside it.
"""

from collections.abc import Iterator
from itertools import combinations

from leeward.lint.subject import Finding, Subject, joined
from leeward.logic.contradictions import contradict
from leeward.model.expression import Condition
from leeward.model.regimen import Regimen
from leeward.model.rule import Rule, Strength


def check(subject: Subject) -> Iterator[Finding]:
    unlike: dict[str, tuple[Rule, list[Rule]]] = {}
    lasting = [
        rule
        for rule in subject.protocol.rules
        if _says_course(rule) or (not subject.is_ours(rule.place) and rule.regimen.until)
    ]
    for one, other in combinations(lasting, 2):
        if not (subject.is_ours(one.place) or subject.is_ours(other.place)):
            continue
        if one.intervention != other.intervention or _course(one) == _course(other):
            continue
        if Strength.GIVE not in (one.strength, other.strength) or one.strength != other.strength:
            continue
        if _exclude(subject.conditions[one.id], subject.conditions[other.id]):
            continue
        ours, theirs = (other, one) if subject.is_ours(other.place) else (one, other)
        unlike.setdefault(ours.id, (ours, []))[1].append(theirs)
    for ours, others in unlike.values():
        names = ", ".join(f"`{rule.id}`" for rule in others)
        message = f"`{ours.id}` and {names} order `{ours.intervention}` for different times"
        help = (
            "where both hold, the plan follows the rule with the stronger dose and shows the other's course"
            " beside it; write the same `for` and `taper` if that is not meant"
        )
        yield Finding(ours.id, message, ours.place, help)


def _exclude(one: Condition, other: Condition) -> bool:
    """Whether two conditions never hold together, as far as their plain parts show."""
    return all(
        any(contradict(a, b) for a in mine for b in its) for mine in joined(one) for its in joined(other)
    )


def _course(rule: Rule) -> tuple[object, ...]:
    first = rule.regimen
    return first.duration, first.times, tuple(map(_of_phase, rule.taper))


def _of_phase(phase: Regimen) -> tuple[object, ...]:
    return phase.dose, phase.every, phase.duration, phase.times, phase.until


def _says_course(rule: Rule) -> bool:
    return rule.strength is Strength.GIVE and any(_course(rule))
