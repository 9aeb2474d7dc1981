"""Rules: what is ordered, when, how, and on whose word."""

from leeward.language.durations import hours_to_text
from leeward.language.quantity import MILLION
from leeward.link.amounts import CONSIDER, ROUTINE, duration, limit, urgency
from leeward.link.citing import Citer
from leeward.link.conditions import Conditions, place_of, text_of
from leeward.link.gather import Gathered
from leeward.link.overlay.prints import LAYER
from leeward.link.regimens import read_regimen
from leeward.link.unknown_intervention import instead_of
from leeward.model.expression import And, Compare, Comparison, Condition, Holds, Literal, Or
from leeward.model.regimen import Course, Regimen
from leeward.model.rule import Limit, Rule, Strength
from leeward.model.steps import Proposition
from leeward.model.vocabulary import Input, Intervention, Phase
from leeward.record import record
from leeward.text.node import Mapping, Node, Scalar, Sequence

_STRENGTHS = {
    "give": Strength.GIVE,
    "order": Strength.GIVE,
    "consider": Strength.CONSIDER,
    "avoid": Strength.AVOID,
    "caution": Strength.CAUTION,
}


@record
class RuleReader:
    """Reads the rules of one document; `guard` is the condition under which they apply at all."""

    document: Gathered
    conditions: Conditions
    citer: Citer
    interventions: dict[str, Intervention]
    guard: Condition | None = None

    def read(self, node: Node | None) -> list[Rule]:
        """The rules in the order of the document, their propositions added to the conditions."""
        rules = []
        for item in node if isinstance(node, Sequence) else ():
            id = item.scalar("id") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and id is not None:
                rule = self._rule(id, item)
                if rule is not None:
                    rules.append(rule)
        return rules

    def _rule(self, id: Scalar, node: Mapping) -> Rule | None:
        problems = self.conditions.problems
        when = node.scalar("when")
        condition = self.conditions.read(when)
        if self.guard is not None:
            condition = And((self.guard, condition))
        citation = self.citer.cite(node.get("source"), id.place, f"the rule `{id.text}`")
        wanted = Proposition(id.text, "rule", condition, place_of(when, id.place), text_of(when))
        self.conditions.add(wanted, id.place)
        verb = next((key for key in _STRENGTHS if key in node), None)
        order = node.scalar(verb) if verb else None
        if verb is None or order is None:
            return None
        intervention = self.interventions.get(order.text)
        if intervention is None:
            help = instead_of(order.text, self.interventions)
            problems.add("unknown-name", f"no intervention `{order.text}`", order.place, help)
        if intervention is None or citation is None:
            return None
        limits = tuple(self._limits(node, order.text))
        if limits:
            self._add_limit(id, limits)
        phase = node.text("phase")
        strength = _STRENGTHS[verb]
        default = ROUTINE if strength is Strength.GIVE else CONSIDER
        return Rule(
            id=id.text,
            intervention=order.text,
            strength=strength,
            regimen=read_regimen(node, problems),
            urgency=urgency(node.scalar("urgency"), problems, default),
            phase=Phase(phase) if phase in {p.value for p in Phase} else intervention.phase,
            because=node.text("because") or "",
            citation=citation,
            layer=node.text(LAYER) or self.document.id,
            place=id.place,
            note=node.text("note") or "",
            taper=self._taper(node),
            course=self._course(node),
            limits=limits,
            limit_reached=f"{id.text}.limit" if limits else None,
            otherwise=node.text("otherwise"),
            after=node.words("after"),
            replaces=node.words("replaces"),
            verb=verb,
        )

    def _taper(self, node: Mapping) -> tuple[Regimen, ...]:
        phases = node.sequence("taper")
        return tuple(
            read_regimen(phase, self.conditions.problems) for phase in phases if isinstance(phase, Mapping)
        )

    def _course(self, node: Mapping) -> Course | None:
        course = node.mapping("course")
        broken_after = duration(course.scalar("broken_after"), self.conditions.problems)
        return None if broken_after is None else Course(broken_after, course.text("because") or "")

    def _limits(self, node: Mapping, drug: str) -> list[Limit]:
        found = []
        for scalar in node.sequence("limits"):
            read = limit(scalar, self.conditions.problems) if isinstance(scalar, Scalar) else None
            if read is None or not isinstance(scalar, Scalar):
                continue
            name = self._counting(drug, read.apart, read.within)
            if name is None:
                looked_back = f" within {hours_to_text(read.within)}" if read.within else ""
                what = f"the hours since `{drug}`" if read.apart else f"the doses of `{drug}`{looked_back}"
                message = f"no input of the vocabulary holds {what}, so `{scalar.text}` cannot be checked"
                help = "add such an input, with `from_history`, to the vocabulary"
                self.conditions.problems.add("uncounted-limit", message, scalar.place, help)
                continue
            found.append(
                Limit(
                    "apart" if read.apart else "count",
                    read.number,
                    read.within,
                    name,
                    scalar.text,
                    scalar.place,
                )
            )
        return found

    def _counting(self, drug: str, apart: bool, within: int | None) -> str | None:
        def counts(input: Input) -> bool:
            history = input.from_history
            if history is None or history.of != "given" or history.names != frozenset({drug}):
                return False
            return (
                history.measure == "hours_since"
                if apart
                else (history.measure, history.within) == ("count", within)
            )

        return next((name for name, input in self.conditions.names.inputs.items() if counts(input)), None)

    def _add_limit(self, id: Scalar, limits: tuple[Limit, ...]) -> None:
        def reached(one: Limit) -> Condition:
            op: Comparison = "<" if one.kind == "apart" else ">="
            bound = one.number if one.kind == "apart" else one.number * MILLION
            shown = hours_to_text(bound) if one.kind == "apart" else str(one.number)
            return Literal(Compare(((1, one.input),), op, bound, f"{one.input} {op} {shown}"))

        condition = Or(tuple(reached(one) for one in limits))
        text = " or ".join(one.text for one in limits)
        self.conditions.add(Proposition(f"{id.text}.limit", "limit", condition, limits[0].place, text))


def open_alternatives(rules: list[Rule], conditions: Conditions) -> None:
    """When a limit closes a rule, the rule named in its `otherwise` takes over."""
    for rule in rules:
        if rule.otherwise is not None and rule.limit_reached is not None:
            taken_over = conditions.proposition(rule.otherwise)
            if taken_over is not None:
                closed = And((_holds(rule.id), _holds(rule.limit_reached)))
                condition = Or((taken_over.condition, closed))
                text = taken_over.text if taken_over.text != "never" else ""
                text += (" or " if text else "") + f"a limit of {rule.id} is reached"
                conditions.replace(Proposition(taken_over.name, "rule", condition, taken_over.place, text))


def _holds(name: str) -> Condition:
    return Literal(Holds(name, name))
