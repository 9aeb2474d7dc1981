"""The only module that talks to durable-rules, and only in the way that was measured to be reliable.

One private handle per rule set; one constant session, begun with a sentinel that fires before
anything is deleted (deleting a session that never fired crashes the process), ended by a
sentinel that must fire last; rule names are the only thing read back.
"""

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Protocol

from leeward.backends.durable_words import BEGIN, END, PATIENT, SESSION
from leeward.engines.compiled import ReadyShard
from leeward.engines.faults import EngineFault, EngineUnavailable

DURABLE_RULES = "2.0.28"
"""The version that was measured, and the only one that the package depends on"""

_BEGIN_FACT = f'{{"sid":"{SESSION}","id":"{BEGIN}","{BEGIN}":1}}'
_PATIENT_FACT = f'{{"sid":"{SESSION}","id":"{PATIENT}","{PATIENT}":1'
_BUILD = (
    "CPPFLAGS='-DPyEval_CallObject=PyObject_CallObject' "
    "pip install --no-cache-dir --force-reinstall durable-rules"
)


class RuleSet(Protocol):
    """What is asked of one rule set of durable-rules."""

    def fire(self, facts: str) -> list[str]: ...
    def close(self) -> None: ...


def load_engine() -> ModuleType:
    """The C extension of durable-rules.

    Raises:
        EngineUnavailable: it is not installed, or was built without what this Python needs.
    """
    try:
        return import_module("durable_rules_engine")
    except ImportError as error:
        raise EngineUnavailable("durable-rules cannot be loaded", f"run `{_BUILD}`") from error


def fragment(keys: Iterable[str]) -> str:
    """Facts as text that `Session.fire` can put together without looking at it again.

    The names of facts hold neither quotes nor backslashes (`DurableNames`).
    """
    return "".join(f',"{key}":1' for key in keys)


class Session:
    """One rule set in durable-rules. Not safe for two threads at once: the caller holds the lock."""

    def __init__(self, shard: ReadyShard) -> None:
        self._engine = load_engine()
        self._most = len(shard.rules) + 1
        try:
            self._handle: int = self._engine.create_ruleset("leeward", shard.definition)
        except self._engine.error as error:
            raise EngineFault(f"durable-rules refused a rule set: {error}") from error

    def fire(self, facts: str) -> list[str]:
        """Names of the rules that fire for these facts, in order of priority.

        Raises:
            EngineFault: durable-rules did anything else than fire some rules and end.
        """
        try:
            return self._fire(facts)
        except (self._engine.error, MemoryError) as error:
            raise EngineFault("durable-rules failed on a rule set") from error

    def close(self) -> None:
        """Gives the memory of the rule set back."""
        self._engine.delete_ruleset(self._handle)

    def _fire(self, facts: str) -> list[str]:
        begun = False
        try:
            session = self._assert(_BEGIN_FACT)
            if self._drained(session, most=1) != [BEGIN]:
                raise EngineFault("durable-rules did not begin a session with its sentinel")
            begun = True
            if self._assert(f"{_PATIENT_FACT}{facts}}}") != session:
                raise EngineFault("durable-rules mixed up two sessions")
            fired = self._drained(session, most=self._most)
            if not fired or fired.pop() != END:
                raise EngineFault("durable-rules did not end a session with its sentinel")
            if len(set(fired)) != len(fired):
                raise EngineFault("durable-rules fired one rule twice")
            return fired
        finally:
            if begun:
                self._engine.delete_state(self._handle, SESSION)

    def _assert(self, fact: str) -> int:
        code, session = self._engine.assert_fact(self._handle, fact)
        if code != 0:
            raise EngineFault(f"durable-rules did not take a fact, code {code}")
        return int(session)

    def _drained(self, session: int, most: int) -> list[str]:
        started = self._engine.start_action_for_state(self._handle, session)
        message = started[1] if started else None
        fired: list[str] = []
        while message:
            if len(fired) == most:
                raise EngineFault("durable-rules fires more often than it has rules")
            # `{"name":{...}}`: the rest repeats every fact and is never read
            fired.append(message[2 : message.index('"', 2)])
            message = self._engine.complete_and_start_action(self._handle, session)
        return fired
