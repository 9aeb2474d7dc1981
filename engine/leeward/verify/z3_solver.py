"""Z3 behind the solver interface: the only module that imports it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from leeward.verify.lost_interrupts import look
from leeward.verify.solver import Answer, Found, SmtValue

_LOOK_AGAIN = 0.1
"""Seconds after which a stop by the user is seen at the latest"""
_MOST_TRIES = 100
"""Stops sent to Z3 before it is given up; a thread that was stopped before it began never answers"""

NOT_INSTALLED = "proofs need the solver Z3: install it with `pip install 'leeward[verify]'`"


class SolverMissing(Exception):
    """Z3 is not installed; the message says how to install it."""


class Z3Solver:
    """One Z3 solver with its own declarations.

    Raises:
        SolverMissing: Z3 is not installed.
    """

    def __init__(self) -> None:
        try:
            import z3
        except ImportError as error:
            raise SolverMissing(NOT_INSTALLED) from error
        # Z3 would take Ctrl-C for itself, and answer "unknown" as if the time were up
        z3.set_param("ctrl_c", False)
        self._z3: Any = z3
        self._parser: Any = z3.ParserContext()
        self._solver: Any = z3.Solver()
        self._terms: dict[str, Any] = {}
        self.tell("(declare-const |the value| Bool)(declare-const |the number| Int)")

    def tell(self, text: str) -> None:
        self._parser.from_string(text)

    @contextmanager
    def facts(self, terms: Sequence[str]) -> Iterator[None]:
        self._solver.push()
        try:
            for term in terms:
                self._solver.add(self._term(term))
            yield
        finally:
            self._solver.pop()

    def search(self, term: str, read: Sequence[str], seconds: float) -> Found:
        look()
        self._solver.set("timeout", max(1, round(seconds * 1000)))
        with self.facts((term,)):
            answer = self._check()
            if answer == self._z3.unsat:
                return Found(Answer.NONE)
            if answer == self._z3.sat:
                model = self._solver.model()
                return Found(Answer.SOME, tuple(self._value(model, one) for one in read))
            return Found(Answer.OPEN)

    def _check(self) -> Any:
        """Z3's own answer, sought in a thread, since only a main thread that waits can be stopped.

        INVARIANT: when this returns or raises, no thread touches Z3 any more.
        """
        answers: list[Any] = []
        faults: list[BaseException] = []
        stop, ended = Event(), Event()

        def check() -> None:
            try:
                if not stop.is_set():
                    answers.append(self._solver.check())
            except self._z3.Z3Exception as fault:
                faults.append(fault)
            finally:
                ended.set()

        try:
            Thread(target=check, daemon=True).start()
            while not ended.wait(_LOOK_AGAIN):
                pass
        except KeyboardInterrupt:
            stop.set()
            for _ in range(_MOST_TRIES):
                self._solver.ctx.interrupt()
                if ended.wait(_LOOK_AGAIN):
                    break
            raise
        if faults:
            raise faults[0]
        return answers[0]

    def _term(self, text: str) -> Any:
        if text not in self._terms:
            self._terms[text] = self._parser.from_string(f"(assert {text})")[0]
        return self._terms[text]

    def _value(self, model: Any, text: str) -> SmtValue:
        # an assertion must be true or false, so a term of any sort is read as one side of an equation
        key = f"= {text}"
        if key not in self._terms:
            try:
                self._terms[key] = self._parser.from_string(f"(assert (= |the value| {text}))")[0].arg(1)
            except self._z3.Z3Exception:
                self._terms[key] = self._parser.from_string(f"(assert (= |the number| {text}))")[0].arg(1)
        value = model.eval(self._terms[key], model_completion=True)
        return bool(self._z3.is_true(value)) if self._z3.is_bool(value) else int(value.as_long())
