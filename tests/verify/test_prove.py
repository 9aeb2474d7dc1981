"""Three answers, and only one of them is a pass: with solvers that answer as they are told."""

from contextlib import contextmanager

import pytest
from tests.random_protocols import bsab_rule, proposition, protocol_of

from leeward.model.decision import Decision
from leeward.model.expression import Literal, Yes
from leeward.model.vocabulary import Input, Kind
from leeward.text.place import Place
from leeward.verify import run
from leeward.verify.run import Limits, verify
from leeward.verify.solver import Answer, Found

PLACE = Place("by-hand.protocol.yaml")


class Told:
    """A solver that always gives one answer, and reads every value as false or 0."""

    answer = Answer.OPEN

    def tell(self, text):
        pass

    @contextmanager
    def facts(self, terms):
        yield

    def search(self, term, read, seconds):
        return Found(self.answer, tuple(False for _ in read))


class Interrupted(Told):
    def search(self, term, read, seconds):
        raise KeyboardInterrupt


def small():
    cough = Input("cough", "", Kind.YES_NO, PLACE, worse="yes")
    return protocol_of(
        [cough], [proposition("ill", Literal(Yes("cough")), "bsab")], [bsab_rule("ill", Decision.HOLD)]
    )


def with_solver(monkeypatch, answer):
    monkeypatch.setattr(Told, "answer", answer)
    monkeypatch.setattr(run, "Z3Solver", Told)


def test_nobody_breaks_it_is_proven(monkeypatch):
    with_solver(monkeypatch, Answer.NONE)
    assert verify(small(), Limits(("worse-is-never-less",))).proven


def test_no_answer_in_time_is_not_proven_and_no_pass(monkeypatch):
    with_solver(monkeypatch, Answer.OPEN)
    verification = verify(small(), Limits(("worse-is-never-less",)))
    (outcome,) = verification.outcomes
    assert outcome.verdict == "not proven"
    assert not verification.proven
    assert outcome.not_proven[0].reason == "no answer in the time given"


def test_a_patient_whom_the_engines_do_not_confirm_is_never_shown(monkeypatch):
    with_solver(monkeypatch, Answer.SOME)
    (outcome,) = verify(small(), Limits(("worse-is-never-less",))).outcomes
    assert outcome.verdict == "not proven"
    assert outcome.findings == ()
    assert "does not show it" in outcome.not_proven[0].reason


def test_time_that_has_run_out_is_said(monkeypatch):
    with_solver(monkeypatch, Answer.NONE)
    (outcome,) = verify(small(), Limits(("worse-is-never-less",), seconds=-1)).outcomes
    assert outcome.verdict == "not proven"


def test_stopping_leaves_what_was_answered(monkeypatch):
    monkeypatch.setattr(run, "Z3Solver", Interrupted)
    verification = verify(small(), Limits(("sourced", "worse-is-never-less", "always")))
    worse, sourced, always = verification.outcomes
    assert verification.interrupted
    assert not verification.proven
    assert worse.verdict == sourced.verdict == always.verdict == "not proven"


def test_laws_before_the_stop_keep_their_answers(monkeypatch):
    asked = []

    class Later(Told):
        def search(self, term, read, seconds):
            asked.append(term)
            if len(asked) > 2:
                raise KeyboardInterrupt
            return Found(Answer.NONE)

    monkeypatch.setattr(run, "Z3Solver", Later)
    verification = verify(small(), Limits(("decided", "worse-is-never-less", "always")))
    assert [outcome.verdict for outcome in verification.outcomes] == ["proven", "not proven", "not proven"]


@pytest.mark.parametrize("missing", [True, False])
def test_progress_is_told_before_each_law(missing):
    seen = []
    verify(
        small(),
        Limits(("decided", "alive")),
        None if missing else lambda law, *of: seen.append((law.name, of)),
    )
    assert seen == ([] if missing else [("decided", (0, 2)), ("alive", (1, 2))])
