"""One decision on the bispecific antibody, as it is written in a document."""

from collections.abc import Mapping as Titles

from leeward.link.amounts import duration
from leeward.link.citing import Citer
from leeward.link.conditions import Conditions
from leeward.link.gather import Gathered
from leeward.link.overlay.prints import LAYER
from leeward.link.unknown_intervention import instead_of
from leeward.link.untils import read_until
from leeward.model.decision import BsabRule, Decision, Obligation
from leeward.model.expression import And, Condition
from leeward.model.source import Citation
from leeward.model.steps import Proposition
from leeward.model.vocabulary import Intervention
from leeward.text.node import Mapping, Scalar
from leeward.text.place import Place


class BsabReader:
    """Reads decision rules of one document; `guard` is the condition under which they apply at all."""

    def __init__(
        self,
        document: Gathered,
        conditions: Conditions,
        citer: Citer,
        interventions: dict[str, Intervention],
        titles: Titles[str, str],
        guard: Condition | None = None,
    ) -> None:
        self.document = document
        self.conditions = conditions
        self.citer = citer
        self._interventions = interventions
        self.titles = titles
        self._guard = guard
        self.rules: list[BsabRule] = []

    def rule(
        self, id: str, node: Mapping, place: Place, subject: str | None, what: str, default: Citation | None
    ) -> BsabRule:
        """The rule written in `node`. subject: the grade that `until resolved` means, when none is named."""
        hold = node.scalar("hold")
        decision = Decision.CONTINUE
        if node.text("discontinue") in ("true", "yes"):
            decision = Decision.DISCONTINUE
        elif hold is not None:
            decision = Decision.HOLD
        problems = self.conditions.problems
        until = read_until(hold, self.titles, subject, problems, self._findings()) if hold else ""
        citation = self.citer.cite(node.get("source"), place, what, default)
        return BsabRule(
            id,
            decision,
            "; ".join(text for text in (node.text("because"), node.text("note")) if text),
            citation or Citation("", "", "memory"),
            node.text(LAYER) or self.document.id,
            place,
            until,
            tuple(self._obligations(node)),
        )

    def _findings(self) -> dict[str, str]:
        """What each finding is called."""
        steps = self.conditions.steps.items()
        return {
            name: step.title or name.replace("_", " ")
            for name, step in steps
            if isinstance(step, Proposition) and step.kind == "finding"
        }

    def _obligations(self, node: Mapping) -> list[Obligation]:
        owed = []
        for item in node.sequence("next_dose"):
            if not isinstance(item, Scalar):
                continue
            name, _, time = item.text.partition(" ")
            if name not in self._interventions:
                help = instead_of(name, self._interventions)
                self.conditions.problems.add("unknown-name", f"no intervention `{name}`", item.place, help)
                continue
            scalar = Scalar(time, item.place.within(len(name) + 1, len(time))) if time else None
            owed.append(Obligation(name, duration(scalar, self.conditions.problems)))
        return owed

    def add(self, rule: BsabRule, condition: Condition, text: str, place: Place) -> None:
        """Keeps a rule, and its condition under the guard."""
        if self._guard is not None:
            condition = And((self._guard, condition))
        self.conditions.add(Proposition(rule.id, "bsab", condition, place, text), rule.place)
        self.rules.append(rule)
