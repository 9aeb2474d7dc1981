"""The second engine: durable-rules, asked in stages, believed only while it behaves."""

import os
import weakref
from collections.abc import Callable
from threading import Lock

from leeward.engines.compiled import ReadyShard, ReadyStage
from leeward.engines.durable_session import RuleSet, Session
from leeward.engines.durable_stage import Answers, RunningStage
from leeward.engines.faults import EngineFault, EngineUnavailable
from leeward.model.decision import Decision
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State


class Durable:
    """One protocol in durable-rules; safe for threads, and usable in the child of a fork.

    The rule sets are created and tested at the first evaluation. After any deviation the engine
    answers nothing more. `ready`: the rule sets, when they have been compiled before.
    """

    def __init__(
        self,
        protocol: ClinicalProtocol,
        ready: tuple[ReadyStage, ...] = (),
        *,
        open_shard: Callable[[ReadyShard], RuleSet] = Session,
    ) -> None:
        self.protocol = protocol
        self.ready = ready or _compiled(protocol)
        self._open_shard = open_shard
        self._lock = Lock()
        self._broken = ""
        self._stages: list[RunningStage] = []
        self._opened: list[RuleSet] = []
        weakref.finalize(self, _close_all, self._opened).atexit = False
        _ALIVE.add(self)

    def signals(self, state: State) -> Signals:
        """What the protocol says of one state.

        Raises:
            EngineUnavailable: durable-rules cannot be loaded.
            EngineFault: durable-rules deviated, now or before.
        """
        with self._lock:
            if self._broken:
                raise EngineFault(
                    f"durable-rules is disabled for `{self.protocol.id}` after a fault: {self._broken}",
                    "start the program again, and report the fault if it returns",
                )
            try:
                if not self._stages:
                    self._load()
                answers = Answers()
                for stage in self._stages:
                    stage.run(state.facts, answers)
            except EngineUnavailable:
                raise
            except EngineFault as fault:
                self._broken = str(fault)
                raise
        return self._named(answers)

    def close(self) -> None:
        """Gives back what durable-rules holds; the next evaluation creates it again."""
        with self._lock:
            self._stages = []
            _close_all(self._opened)

    def after_fork(self) -> None:
        """In the child: a rule set copied in the middle of a session is neither used again nor freed."""
        self._lock = Lock()
        self._stages = []
        self._opened.clear()

    def _load(self) -> None:
        stages: list[RunningStage] = []
        for stage in self.ready:
            rule_sets: list[RuleSet] = []
            for shard in stage.shards:
                rule_sets.append(self._open_shard(shard))
                self._opened.append(rule_sets[-1])
                _self_test(rule_sets[-1], shard, stage.name)
            stages.append(RunningStage(stage, tuple(rule_sets)))
        self._stages = stages

    def _named(self, answers: Answers) -> Signals:
        truths = [(p.name, answers.propositions[p.name]) for p in self.protocol.propositions]
        lowest, highest = answers.decision
        return Signals(
            frozenset(name for name, truth in truths if truth is True),
            frozenset(name for name, truth in truths if truth is not False),
            tuple((grade.name, *answers.grades[grade.name]) for grade in self.protocol.grades),
            (Decision(lowest), Decision(highest)),
        )


def _compiled(protocol: ClinicalProtocol) -> tuple[ReadyStage, ...]:
    from leeward.engines.compile_protocol import ready_stages  # heavy, and seldom needed

    return ready_stages(protocol)


_ALIVE: "weakref.WeakSet[Durable]" = weakref.WeakSet()


def _after_fork() -> None:
    for durable in tuple(_ALIVE):
        durable.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _close_all(opened: list[RuleSet]) -> None:
    while opened:
        opened.pop().close()


def _self_test(rule_set: RuleSet, shard: ReadyShard, stage: str) -> None:
    """Fires every vector that `durable_selftest` asks for."""
    keys, names = shard.keys, [name for name, _ in shard.rules]
    for vector in shard.self_test:
        fired = rule_set.fire("".join([keys[number] for number in vector.facts]))
        must_fire = [names[number] for number in vector.must_fire]
        if fired != must_fire:
            wrong = sorted(set(fired) ^ set(must_fire)) or must_fire
            raise EngineFault(f"durable-rules failed its self-test in `{stage}` at the rule `{wrong[0]}`")
