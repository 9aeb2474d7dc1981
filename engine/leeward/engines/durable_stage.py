"""One stage of durable-rules at work: questions in, rule sets fired, conclusions read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leeward.backends.durable_words import Conclusion, Truth
from leeward.engines.atoms import decide
from leeward.engines.compiled import ReadyStage
from leeward.engines.durable_session import RuleSet
from leeward.engines.faults import EngineFault
from leeward.model.expression import Holds
from leeward.model.state import Fact

_PLACE: dict[Truth, int] = {True: 0, False: 1, None: 2}
"""Where the text for an answer stands in `ReadyShard.answers`"""


@dataclass(slots=True)
class Answers:
    """What the stages so far have settled."""

    propositions: dict[str, Truth] = field(default_factory=dict)
    grades: dict[str, tuple[int, int]] = field(default_factory=dict)
    decision: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Found:
    """Conclusions by plane: propositions, values of each grade, and decisions."""

    propositions: set[str] = field(default_factory=set)
    grades: dict[str, set[int]] = field(default_factory=dict)
    decision: int = 0


class RunningStage:
    """One stage with its rule sets; `rule_sets` are in the order of the stage's shards."""

    def __init__(self, stage: ReadyStage, rule_sets: tuple[RuleSet, ...]) -> None:
        self._stage = stage
        self._shards = [
            (rule_set, shard.answers, dict(shard.rules))
            for rule_set, shard in zip(rule_sets, stage.shards, strict=True)
        ]
        # most questions are after what an earlier stage has settled, and are only looked up
        asked = tuple(enumerate(stage.asked))
        self._settled = [(place, atom.proposition) for place, atom in asked if isinstance(atom, Holds)]
        self._decided = [(place, atom) for place, atom in asked if not isinstance(atom, Holds)]

    def run(self, facts: Mapping[str, Fact], answers: Answers) -> None:
        """Adds what this stage settles to `answers`.

        Raises:
            EngineFault: durable-rules fired something that cannot be.
        """
        places = [0] * len(self._stage.asked)
        for number, proposition in self._settled:
            places[number] = _PLACE[answers.propositions[proposition]]
        for number, atom in self._decided:
            places[number] = _PLACE[decide(atom, facts, answers.propositions, answers.grades)]
        found = {"certain": _Found(), "possible": _Found()}
        for rule_set, texts_of, conclusions in self._shards:
            told = "".join([texts[places[number]] for number, texts in texts_of])
            for name in rule_set.fire(told):
                if name not in conclusions:
                    raise EngineFault("durable-rules fired a rule it was never given")
                conclusion = conclusions[name]
                if conclusion.of == "proposition":
                    found[conclusion.plane].propositions.add(conclusion.name)
                else:
                    _note(conclusion, found[conclusion.plane])
        certain, possible = found["certain"], found["possible"]
        if not certain.propositions <= possible.propositions:
            raise EngineFault(
                f"durable-rules found something certain and not possible in `{self._stage.name}`"
            )
        for name in self._stage.propositions:
            answers.propositions[name] = (
                True if name in certain.propositions else None if name in possible.propositions else False
            )
        for name in self._stage.grades:
            answers.grades[name] = (_only(name, certain), _only(name, possible))
        answers.decision = (certain.decision, possible.decision)


def _note(conclusion: Conclusion, found: _Found) -> None:
    """A grade or a decision; every row of a grade that fired is kept, so that two are noticed."""
    if conclusion.of == "grade":
        found.grades.setdefault(conclusion.name, set()).add(conclusion.number)
    else:
        found.decision = max(found.decision, conclusion.number)


def _only(name: str, found: _Found) -> int:
    values = found.grades.get(name, set())
    if len(values) != 1:
        raise EngineFault(f"durable-rules settled `{name}` {len(values)} times instead of once")
    return next(iter(values))
