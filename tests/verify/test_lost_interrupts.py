"""A Ctrl-C within a finaliser is not lost."""

import sys

import pytest

import leeward
from leeward.verify import run
from leeward.verify.lost_interrupts import kept, look


class Dropping:
    """What Python drops: an exception that leaves a finaliser."""

    def __init__(self, fault: type[BaseException]) -> None:
        self.fault = fault

    def __del__(self) -> None:
        raise self.fault


def test_it_is_raised_at_the_next_look_and_only_there():
    with kept():
        look()
        Dropping(KeyboardInterrupt)
        with pytest.raises(KeyboardInterrupt):
            look()
        look()


def test_any_other_fault_goes_where_it_went_before(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", lambda fault: seen.append(fault.exc_type))
    with kept():
        Dropping(ValueError)
        look()
    assert seen == [ValueError]
    Dropping(OSError)
    assert seen == [ValueError, OSError]


def test_one_that_was_dropped_before_is_of_no_meaning():
    with kept():
        Dropping(KeyboardInterrupt)
    with kept():
        look()


def test_a_law_that_drops_it_is_stopped(monkeypatch):
    asked = run._Law.run

    def dropping(law: run._Law) -> None:
        if law.law.name == "worse is never less":
            Dropping(KeyboardInterrupt)
        asked(law)

    monkeypatch.setattr(run._Law, "run", dropping)
    only = ("decided", "worse is never less", "sourced")
    verification = run.verify(leeward.load("epcoritamab-us"), run.Limits(only))
    assert verification.interrupted
    assert [one.verdict for one in verification.outcomes] == ["proven", "not proven", "not proven"]
