"""A protocol as durable-rules rule sets: stages that are run one after the other, each in shards."""

import json

from leeward.backends.durable_words import BEGIN, END, PATIENT, Conclusion, Truth
from leeward.model.expression import Atom
from leeward.record import record

LAST = 65535
MOST_RULES = 48
MOST_KEYS = 240
ENGINE_KEYS = ("id", "sid", "$s", BEGIN, PATIENT)


@record
class Question:
    """An atom that is decided before the rule engine is asked, and the facts that say the answer.

    Known true asserts `yes` and `maybe_yes`, known false `no` and `maybe_no`, unknown both maybes.
    """

    atom: Atom
    name: str

    @property
    def yes(self) -> str:
        return f"{self.name}: yes"

    @property
    def no(self) -> str:
        return f"{self.name}: no"

    @property
    def maybe_yes(self) -> str:
        return f"{self.name}: yes or unknown"

    @property
    def maybe_no(self) -> str:
        return f"{self.name}: no or unknown"

    def facts(self, truth: Truth) -> tuple[str, str]:
        """The two facts that hold for one answer."""
        if truth is None:
            return self.maybe_yes, self.maybe_no
        return (self.yes, self.maybe_yes) if truth else (self.no, self.maybe_no)


@record
class DurableRule:
    """One conjunction: fires when every one of `needs` is a fact."""

    name: str
    concludes: Conclusion
    needs: tuple[str, ...]


@record
class Shard:
    """At most 48 rules that are one durable-rules rule set, and the facts they may see."""

    rules: tuple[DurableRule, ...]
    keys: tuple[str, ...]

    def definition(self) -> dict[str, object]:
        """The rule set as durable-rules reads it, sentinels included."""
        rules: dict[str, object] = {BEGIN: _rule((BEGIN,), 0)}
        for number, rule in enumerate(self.rules, start=1):
            rules[rule.name] = _rule((PATIENT, *rule.needs), number)
        rules[END] = _rule((PATIENT,), LAST)
        return rules


@record
class Stage:
    """One step forward: what it asks of the state and of earlier stages, what it settles, its rules."""

    name: str
    propositions: tuple[str, ...]
    grades: tuple[str, ...]
    questions: tuple[Question, ...]
    shards: tuple[Shard, ...]

    @property
    def rules(self) -> tuple[DurableRule, ...]:
        return tuple(rule for shard in self.shards for rule in shard.rules)


@record
class DurableProgram:
    """All stages of one protocol. `parts`: propositions that exist only here, to keep rules small."""

    protocol: str
    version: str
    stages: tuple[Stage, ...]
    parts: frozenset[str]

    def to_json(self) -> str:
        """The rule sets as text, one rule a line, the same bytes for the same protocol."""
        program = {
            "format": "leeward.durable/1",
            "protocol": self.protocol,
            "version": self.version,
            "stages": [
                {
                    "stage": stage.name,
                    "facts": {question.name: question.atom.text for question in stage.questions},
                    "rulesets": [shard.definition() for shard in stage.shards],
                }
                for stage in self.stages
            ],
        }
        return _text(program, 0) + "\n"


def _text(value: object, depth: int) -> str:
    """JSON with its structure on lines of its own, and each rule on one."""
    if isinstance(value, dict) and value and "pri" not in value:
        inside = [f"{json.dumps(key)}: {_text(one, depth + 1)}" for key, one in value.items()]
        return "{" + _indented(inside, depth) + "}"
    if isinstance(value, list) and value:
        return "[" + _indented([_text(one, depth + 1) for one in value], depth) + "]"
    return json.dumps(value)


def _indented(lines: list[str], depth: int) -> str:
    step = "\n" + "  " * (depth + 1)
    return step + f",{step}".join(lines) + "\n" + "  " * depth


def _rule(needs: tuple[str, ...], priority: int) -> dict[str, object]:
    tests = [{key: 1} for key in needs]
    return {"all": [{"m": tests[0] if len(tests) == 1 else {"$and": tests}}], "pri": priority}
