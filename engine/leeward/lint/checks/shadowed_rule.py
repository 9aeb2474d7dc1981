"""A rule that adds nothing: whenever it holds, another one says the same.

A change made in one of the two is not seen, because the other one still holds. Only what the plain parts of
two conditions show is found here. Warnings and cautions may say more than one reason, and are left alone.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject
from leeward.logic.implies import implies
from leeward.model.decision import BsabRule
from leeward.model.rule import Rule, Strength

_WARNS = (Strength.AVOID, Strength.CAUTION)


def check(subject: Subject) -> Iterator[Finding]:
    called = {rule.otherwise for rule in subject.protocol.rules}
    for rule in subject.our_rules:
        for other in subject.our_rules:
            if rule.strength in _WARNS or rule.id in called:
                break
            if _same_order(rule, other) and _within(rule.id, other.id, subject):
                yield _finding(rule, other, f"orders `{rule.intervention}` in the same way")
                break
    for decision in subject.our_decisions:
        for one in subject.our_decisions:
            if _same_decision(decision, one) and _within(decision.id, one.id, subject):
                yield _finding(decision, one, f"says {decision.decision.word} in the same way")
                break


def _finding(rule: Rule | BsabRule, other: Rule | BsabRule, says: str) -> Finding:
    message = f"whenever `{rule.id}` holds, `{other.id}` (line {other.place.line}) {says}"
    return Finding(rule.id, message, rule.place, "take one of them out, or write what is different")


def _within(id: str, other: str, subject: Subject) -> bool:
    """Whether the first holds only where the second does; of two that are alike, the later one."""
    mine, its = subject.conditions[id], subject.conditions[other]
    if id == other or not implies(mine, its):
        return False
    names = list(subject.conditions)
    return not implies(its, mine) or names.index(id) > names.index(other)


def _same_order(rule: Rule, other: Rule) -> bool:
    return _says(rule) == _says(other) and set(rule.replaces) <= set(other.replaces)


def _says(rule: Rule) -> tuple[object, ...]:
    return (
        rule.intervention,
        rule.strength,
        rule.regimen,
        rule.taper,
        rule.urgency,
        tuple(limit.text for limit in rule.limits),
        rule.otherwise,
        rule.note,
    )


def _same_decision(rule: BsabRule, other: BsabRule) -> bool:
    owed = {(one.intervention, one.duration) for one in rule.next_dose}
    same = (rule.decision, rule.until) == (other.decision, other.until)
    return same and owed <= {(one.intervention, one.duration) for one in other.next_dose}
