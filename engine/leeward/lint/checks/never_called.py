"""A rule with `when: never` that no other rule names in its `otherwise`.

Such a rule waits to be called when a limit closes another one. Not named, it is never wanted by anybody.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject


def check(subject: Subject) -> Iterator[Finding]:
    called = {rule.text("otherwise") for rule in subject.written.values()}
    for id, rule in subject.written.items():
        when = rule.scalar("when")
        if when is None or not subject.is_ours(rule.place) or id in called:
            continue
        if when.text.strip() == "never":
            message = f"`{id}` is never wanted: no rule names it in its `otherwise`"
            help = "name it in the `otherwise` of a rule with limits, or write its condition"
            yield Finding(id, message, when.place, help)
    for decision in subject.our_decisions:
        if subject.word_of(decision, "when") == "never":
            message = f"`{decision.id}` never decides anything: no rule can call a decision"
            help = "write its condition, or take it out"
            yield Finding(decision.id, message, subject.place_in(decision, "when"), help)
