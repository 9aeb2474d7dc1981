"""Which orders are certain, as terms: the mirror of `plan/orders/sort_rules` and `replaced`."""

from functools import cached_property

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import conj, disj, neg
from leeward.model.rule import Rule, Strength
from leeward.verify.encoding import Encoding

ORDERED = (Strength.GIVE, Strength.CONSIDER)
WORDS = {Strength.GIVE: ("give",), Strength.CONSIDER: ("give", "consider")}
"""For each strength, those that are at least as strong, in the words of a plan"""


class Orders:
    """The orders of one protocol by intervention."""

    def __init__(self, encoding: Encoding) -> None:
        self._encoding = encoding
        self._ordering = [rule for rule in encoding.protocol.rules if rule.strength in ORDERED]

    @cached_property
    def by_intervention(self) -> dict[str, tuple[Rule, ...]]:
        """The rules that order each intervention."""
        found: dict[str, list[Rule]] = {}
        for rule in self._ordering:
            found.setdefault(rule.intervention, []).append(rule)
        return {name: tuple(rules) for name, rules in found.items()}

    def at_least(self, intervention: str, strength: Strength) -> tuple[Rule, ...]:
        """The rules that order it at this strength or more."""
        rules = self.by_intervention.get(intervention, ())
        return rules if strength is Strength.CONSIDER else tuple(r for r in rules if r.strength is strength)

    def certain(self, intervention: str, strength: Strength, names: SmtNames) -> str:
        """That the plan certainly orders it: a rule is certain, no limit closes it, nothing replaces it."""
        return disj(*(self._kept(rule, names) for rule in self.at_least(intervention, strength)))

    def _kept(self, rule: Rule, names: SmtNames) -> str:
        over = [
            self._encoding.certain_rule(other.id, names)
            for other in self._ordering
            if rule.intervention in other.replaces
            and other is not rule
            and (rule.intervention, other.intervention) not in self.circles
            and (other.strength is Strength.GIVE or rule.strength is not Strength.GIVE)
        ]
        return conj(self._encoding.certain_rule(rule.id, names), *map(neg, over))

    @cached_property
    def circles(self) -> frozenset[tuple[str, str]]:
        """Pairs of interventions that could replace each other, through any rules."""
        reached: dict[str, set[str]] = {}
        for rule in self._ordering:
            if rule.replaces:
                reached.setdefault(rule.intervention, set()).update(rule.replaces)
        for middle in reached:
            for beyond in reached.values():
                if middle in beyond:
                    beyond |= reached[middle]
        return frozenset(
            (name, other)
            for name, beyond in reached.items()
            for other in beyond
            if name != other and name in reached.get(other, ())
        )
