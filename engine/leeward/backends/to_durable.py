"""The protocol as durable-rules rule sets, inside the part of durable-rules that is reliable.

Comparisons are decided outside; a rule is a conjunction of facts whose only value is 1.
Stages go forward: findings, rows of the scales, grades, orders, and the decision last.
"""

from collections.abc import Iterator, Sequence

from leeward.backends.conjunctions import conjunctions, in_small_parts
from leeward.backends.durable_keys import DurableNames, check_keys, readable
from leeward.backends.durable_program import (
    MOST_KEYS,
    MOST_RULES,
    DurableProgram,
    DurableRule,
    Question,
    Shard,
    Stage,
)
from leeward.backends.durable_stages import in_stages
from leeward.backends.durable_words import BEGIN, END, Conclusion, Plane
from leeward.model.decision import Decision
from leeward.model.expression import Atom, Holds
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Grade, Proposition, Step
from leeward.text.problem import Problem, Refused

_PLANES: tuple[Plane, ...] = ("certain", "possible")


def to_durable(protocol: ClinicalProtocol) -> DurableProgram:
    """The rule sets of one protocol.

    Raises:
        Refused: durable-rules could not tell two names apart, or a conjunction is too long for it.
    """
    steps: list[Step] = []
    for step in protocol.steps:
        steps += [step] if isinstance(step, Grade) else in_small_parts(step)
    own = {proposition.name for proposition in protocol.propositions}
    stages = [_stage(name, members, protocol) for name, members in in_stages(steps)]
    return DurableProgram(
        protocol.id,
        protocol.version,
        (*stages, _decision_stage(protocol)),
        frozenset(s.name for s in steps if isinstance(s, Proposition) and s.name not in own),
    )


class _Builder:
    """Collects the questions and the rules of one stage."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self.protocol = protocol
        self.questions: dict[Atom, Question] = {}
        self.rules: list[DurableRule] = []
        self._facts = DurableNames()
        self._rules = DurableNames((BEGIN, END))

    def ask(self, atom: Atom) -> Question:
        if atom not in self.questions:
            self.questions[atom] = Question(atom, self._facts.of(atom, readable(atom, self.protocol)))
        return self.questions[atom]

    def row(self, name: str) -> Question:
        return self.ask(Holds(name))

    def rule(self, wish: str, concludes: Conclusion, needs: tuple[str, ...]) -> None:
        self.rules.append(DurableRule(self._rules.of(len(self.rules), wish), concludes, needs))

    def stage(self, name: str, members: Sequence[Step] = ()) -> Stage:
        shards = tuple(_shards(self.rules, self.protocol))
        for shard in shards:
            check_keys(shard, self.protocol)
        propositions = tuple(step.name for step in members if isinstance(step, Proposition))
        grades = tuple(step.name for step in members if isinstance(step, Grade))
        return Stage(name, propositions, grades, tuple(self.questions.values()), shards)


def _stage(name: str, members: list[Step], protocol: ClinicalProtocol) -> Stage:
    builder = _Builder(protocol)
    for step in members:
        if isinstance(step, Grade):
            _grade(step, builder)
        else:
            _proposition(step, builder)
    return builder.stage(name, members)


def _proposition(step: Proposition, builder: _Builder) -> None:
    alternatives = conjunctions(step.condition)
    for number, alternative in enumerate(alternatives, start=1):
        asked = [(builder.ask(literal.atom), literal.positive) for literal in alternative]
        certain = tuple(question.yes if positive else question.no for question, positive in asked)
        possible = tuple(
            question.maybe_yes if positive else question.maybe_no for question, positive in asked
        )
        which = f" #{number}" if len(alternatives) > 1 else ""
        builder.rule(f"{step.name}: yes{which}", Conclusion("proposition", step.name, "certain"), certain)
        builder.rule(
            f"{step.name}: yes or unknown{which}", Conclusion("proposition", step.name, "possible"), possible
        )


def _grade(grade: Grade, builder: _Builder) -> None:
    """Exactly one value for each end of the interval, grade 0 included, so that a lost rule is noticed."""
    rows = [(number, builder.row(name)) for number, name in grade.rows]
    doubt = builder.row(grade.doubt) if grade.doubt else None
    no_doubt = (doubt.no,) if doubt else ()
    for place, (number, row) in enumerate(rows):
        worse = [question for _, question in rows[:place]]
        builder.rule(
            f"{grade.name}: at least {number}",
            Conclusion("grade", grade.name, "certain", number),
            (*(question.maybe_no for question in worse), row.yes, *no_doubt),
        )
        builder.rule(
            f"{grade.name}: at most {number}",
            Conclusion("grade", grade.name, "possible", number),
            (*(question.no for question in worse), row.maybe_yes),
        )
    none_certain = tuple(question.maybe_no for _, question in rows)
    none_possible = tuple(question.no for _, question in rows)
    builder.rule(f"{grade.name}: at least 0", Conclusion("grade", grade.name, "certain"), none_certain)
    builder.rule(f"{grade.name}: at most 0", Conclusion("grade", grade.name, "possible"), none_possible)
    if doubt:
        builder.rule(
            f"{grade.name}: at least 0, in doubt",
            Conclusion("grade", grade.name, "certain"),
            (doubt.maybe_yes,),
        )


def _decision_stage(protocol: ClinicalProtocol) -> Stage:
    builder = _Builder(protocol)
    for rule in protocol.bsab:
        if rule.decision is not Decision.CONTINUE:
            wanted = builder.row(rule.id)
            for plane, need, word in zip(
                _PLANES, (wanted.yes, wanted.maybe_yes), ("", "may be "), strict=True
            ):
                builder.rule(
                    f"{word}{rule.decision.word}: {rule.id}",
                    Conclusion("decision", rule.id, plane, int(rule.decision)),
                    (need,),
                )
    return builder.stage("decision")


def _shards(rules: list[DurableRule], protocol: ClinicalProtocol) -> Iterator[Shard]:
    taken: list[DurableRule] = []
    keys: dict[str, None] = {}
    for rule in rules:
        if len(rule.needs) > MOST_KEYS:
            raise Refused([_too_long(rule, protocol)])
        if taken and (len(taken) == MOST_RULES or len(keys.keys() | rule.needs) > MOST_KEYS):
            yield Shard(tuple(taken), tuple(keys))
            taken, keys = [], {}
        taken.append(rule)
        keys.update(dict.fromkeys(rule.needs))
    if taken:
        yield Shard(tuple(taken), tuple(keys))


def _too_long(rule: DurableRule, protocol: ClinicalProtocol) -> Problem:
    name = rule.concludes.name
    return Problem(
        "durable-size",
        f"`{name}` joins {len(rule.needs)} questions by `and`, and durable-rules reads at most {MOST_KEYS}",
        protocol.place,
        "name a part of it as a finding of its own",
    )
