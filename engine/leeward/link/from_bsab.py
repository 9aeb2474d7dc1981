"""When the bispecific antibody is held or stopped: decision rules, and tables by grade."""

from collections.abc import Mapping as Titles

from leeward.language.quantity import MILLION
from leeward.link.amounts import duration
from leeward.link.citing import Citer
from leeward.link.conditions import Conditions, place_of, text_of
from leeward.link.gather import Gathered
from leeward.link.untils import read_until
from leeward.model.expression import And, Compare, Condition, GradeIs, Literal, Or, negate
from leeward.model.protocol import BsabRule, Citation, Decision, Obligation, Proposition
from leeward.model.vocabulary import Intervention
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar, Sequence
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
        self._document = document
        self._conditions = conditions
        self._citer = citer
        self._interventions = interventions
        self._titles = titles
        self._guard = guard
        self.rules: list[BsabRule] = []

    def read_list(self, node: Node | None) -> None:
        """`bsab:` of a protocol: rules with a condition of their own."""
        for item in node if isinstance(node, Sequence) else ():
            id = item.scalar("id") if isinstance(item, Mapping) else None
            if not isinstance(item, Mapping) or id is None:
                continue
            when = item.scalar("when")
            condition = self._conditions.read(when)
            rule = self._rule(id.text, item, id.place, None, f"the rule `{id.text}`", None)
            self._add(rule, condition, text_of(when), place_of(when, id.place))

    def read_tables(self, node: Node | None, prefix: str) -> None:
        """`bsab:` of a product: per grade, rows of which the first branch that holds decides."""
        for subject, table in node if isinstance(node, Mapping) else ():
            if not isinstance(table, Mapping):
                continue
            if subject.text not in self._titles:
                message = f"`{subject.text}` is neither a grade nor a whole-number input"
                self._conditions.problems.add(
                    "unknown-name", message, subject.place, did_you_mean(subject.text, self._titles)
                )
                continue
            self._table(subject, table, prefix)

    def _table(self, subject: Scalar, table: Mapping, prefix: str) -> None:
        source = table.get("source")
        default = self._citer.cite(source, subject.place, "") if source is not None else None
        rows: dict[int, list[tuple[Decision, Condition]]] = {}
        for key, node in table:
            if not key.text.isdecimal():
                continue
            row, branches = int(key.text), list(node) if isinstance(node, Sequence) else [node]
            rows[row] = []
            earlier: list[Condition] = []
            for number, branch in enumerate(branches, 1):
                if not isinstance(branch, Mapping):
                    continue
                when = branch.scalar("when")
                self._check_branch(when, number, len(branches), key.place)
                own = self._conditions.read(when) if when else And(())
                condition = And((*earlier, own))
                earlier.append(negate(own))
                id = f"{prefix}-{subject.text}-{row}" + (f"-{number}" if len(branches) > 1 else "")
                rule = self._rule(
                    id, branch, branch.place, subject.text, f"row {row} of `{subject.text}`", default
                )
                text = f"{subject.text} = {row}" + (f" and {text_of(when)}" if when else "")
                self._add(
                    rule, And((*self._grade_from(subject.text, row, row), condition)), text, branch.place
                )
                rows[row].append((rule.decision, condition))
        self._floors(subject, rows, prefix, default)

    def _check_branch(self, when: Scalar | None, number: int, count: int, place: Place) -> None:
        if (when is None) != (number == count):
            message = "every branch of a row but the last has `when`, and the last has none"
            self._conditions.problems.add(
                "bad-branch", message, place, "make the last branch the one for all other cases"
            )

    def _grade_from(self, subject: str, low: int, high: int | None) -> tuple[Condition, ...]:
        """The subject lies between `low` and `high`; None: no upper end."""
        ends: list[Condition] = []
        for op, number in ((">=", low), ("<=", high)):
            if number is None:
                continue
            text = f"{subject} {op} {number}"
            assert op in (">=", "<=")
            if subject in self._conditions.names.grades:
                ends.append(Literal(GradeIs(subject, ">=" if op == ">=" else "<=", number, text)))
            else:
                bound = number * MILLION
                ends.append(Literal(Compare(((1, subject),), ">=" if op == ">=" else "<=", bound, text)))
        return tuple(ends)

    def _floors(
        self,
        subject: Scalar,
        rows: dict[int, list[tuple[Decision, Condition]]],
        prefix: str,
        default: Citation | None,
    ) -> None:
        """What is decided for a whole run of grades is decided even while the grade is not.

        With CRS 2 to 3 both rows say hold; without a floor neither row would be certain.
        """
        if default is None:
            return
        top = max(rows, default=0)
        for level in (Decision.HOLD, Decision.DISCONTINUE):
            ways: list[Condition] = []
            for row, branches in rows.items():
                end = row
                while (
                    end in rows
                    and end + 1 in rows
                    and all(decision >= level for decision, _ in rows[end + 1])
                ):
                    end += 1
                if end == row:
                    continue
                span = self._grade_from(subject.text, row, None if end == top else end)
                if all(decision >= level for decision, _ in branches):
                    ways.append(And(span))
                else:
                    ways.extend(And((*span, own)) for decision, own in branches if decision >= level)
            if ways:
                id = f"{prefix}-{subject.text}-at-least-{level.word}"
                rule = BsabRule(id, level, "", default, self._document.id, subject.place, floor=True)
                self._add(rule, Or(tuple(ways)), f"{subject.text}: at least {level.word}", subject.place)

    def _rule(
        self, id: str, node: Mapping, place: Place, subject: str | None, what: str, default: Citation | None
    ) -> BsabRule:
        hold = node.scalar("hold")
        decision = Decision.CONTINUE
        if node.text("discontinue") in ("true", "yes"):
            decision = Decision.DISCONTINUE
        elif hold is not None:
            decision = Decision.HOLD
        until = read_until(hold, self._titles, subject, self._conditions.problems) if hold else ""
        citation = self._citer.cite(node.get("source"), place, what, default)
        return BsabRule(
            id,
            decision,
            node.text("because") or "",
            citation or Citation("", "", "memory"),
            self._document.id,
            place,
            until,
            tuple(self._obligations(node)),
        )

    def _obligations(self, node: Mapping) -> list[Obligation]:
        owed = []
        for item in node.sequence("next_dose"):
            if not isinstance(item, Scalar):
                continue
            name, _, time = item.text.partition(" ")
            if name not in self._interventions:
                help = did_you_mean(name, self._interventions)
                self._conditions.problems.add("unknown-name", f"no intervention `{name}`", item.place, help)
                continue
            scalar = Scalar(time, item.place.within(len(name) + 1, len(time))) if time else None
            owed.append(Obligation(name, duration(scalar, self._conditions.problems)))
        return owed

    def _add(self, rule: BsabRule, condition: Condition, text: str, place: Place) -> None:
        if self._guard is not None:
            condition = And((self._guard, condition))
        self._conditions.add(Proposition(rule.id, "bsab", condition, place, text))
        self.rules.append(rule)
