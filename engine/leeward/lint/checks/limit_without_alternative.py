"""A number of doses that is the most, and no rule for the patient who has had them.

When the door closes, the plan has nothing else for this patient. A limit in hours alone is not meant: the
alternative to it is to wait.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject
from leeward.model.rule import Strength


def check(subject: Subject) -> Iterator[Finding]:
    for rule in subject.our_rules:
        counted = [limit for limit in rule.limits if limit.kind == "count"]
        if counted and rule.otherwise is None and rule.strength is Strength.GIVE:
            message = f"`{rule.id}` has no `otherwise` for the patient who has had `{counted[0].text}`"
            help = "name in `otherwise:` the rule that takes over"
            yield Finding(rule.id, message, counted[0].place, help)
