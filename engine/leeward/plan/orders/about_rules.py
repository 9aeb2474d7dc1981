"""What is said of any rule: what it orders, and what is still open about it."""

from leeward.model.rule import Rule
from leeward.plan.explain.condition_text import open_question
from leeward.plan.reading import Reading


def title(rule: Rule, reading: Reading) -> str:
    """What the rule orders, as people call it."""
    return reading.protocol.vocabulary.interventions[rule.intervention].title


def conditions_of(rule: Rule, reading: Reading, unsure: tuple[str, ...]) -> tuple[str, ...]:
    """What is still open about a rule, in words; nothing when it is certain."""
    if reading.of(rule.id) is True:
        return unsure
    return (*unsure, open_question(reading.propositions[rule.id].condition, reading))
