"""Laws that no document can break, broken in the model; and what is found is what is shown."""

from dataclasses import replace

import pytest
from tests.random_protocols import bsab_rule, proposition, protocol_of

import leeward
from leeward.model.decision import Decision
from leeward.model.expression import And, Compare, Literal, Stated, Yes
from leeward.model.invariants import Acceptance, Always, Promise
from leeward.model.source import Source
from leeward.model.vocabulary import Input, Kind
from leeward.patient.from_yaml import read_patient
from leeward.text.place import Place
from leeward.verify.law import laws
from leeward.verify.run import Limits, UnknownLaw, choose, verify

PLACE = Place("by-hand.protocol.yaml")
YES_NO = Input("cough", "", Kind.YES_NO, PLACE, worse="yes")
SCORE = Input("score", "", Kind.NUMBER, PLACE, plausible=(0, 10_000_000), whole=True, worse="higher")


def outcome(protocol, law, **limits):
    return verify(protocol, Limits((law,), **limits)).outcomes[0]


def test_the_laws_of_the_design_are_all_there_in_their_order():
    names = [law.name for law in laws()]
    assert names == [
        "decided",
        "worse is never less",
        "learning never contradicts",
        "alive",
        "no clash",
        "dose",
        "dose over time",
        "stopped stays stopped",
        "restart table",
        "overlay",
        "sourced",
        "always",
    ]


def test_a_rule_that_asks_whether_something_is_stated_unlearns():
    protocol = protocol_of(
        [YES_NO],
        [proposition("silent", Literal(Stated("cough"), False), "bsab")],
        [bsab_rule("silent", Decision.HOLD)],
    )
    found = outcome(protocol, "learning-never-contradicts")
    assert found.verdict == "refuted"
    (finding,) = found.refuted
    assert finding.subject == "silent"
    before, after = (read_patient(file.encode(), "p", protocol) for file in finding.patients)
    assert "cough" not in before.facts
    assert "cough" in after.facts
    assert "antibody hold" in finding.said[0]
    assert "antibody continue" in finding.said[1]


@pytest.mark.parametrize(
    ("op", "worse"), [(">", "proven"), (">=", "proven"), ("<", "refuted"), ("=", "refuted")]
)
def test_worse_is_never_less_on_both_sides_of_each_comparison(op, worse):
    condition = Literal(Compare(((1, "score"),), op, 5_000_000))
    protocol = protocol_of(
        [SCORE], [proposition("high", condition, "bsab")], [bsab_rule("high", Decision.HOLD)]
    )
    assert outcome(protocol, "worse-is-never-less").verdict == worse


def test_the_patient_of_a_refutation_is_as_small_as_it_can_be():
    other = Input("other", "", Kind.YES_NO, PLACE)
    condition = And((Literal(Compare(((1, "score"),), "=", 5_000_000)), Literal(Yes("cough"), False)))
    steps = [proposition("odd", condition, "bsab"), proposition("rest", Literal(Yes("other")), "finding")]
    protocol = protocol_of([SCORE, YES_NO, other], steps, [bsab_rule("odd", Decision.HOLD)])
    (finding,) = outcome(protocol, "worse-is-never-less").refuted
    before, after = (file.splitlines()[1:] for file in finding.patients)
    assert before == ["score: 5"]
    assert after == ["score: 6"]


def test_an_accepted_finding_is_no_refutation_and_an_idle_acceptance_is_a_finding():
    condition = Literal(Compare(((1, "score"),), "<", 5_000_000))
    protocol = protocol_of(
        [SCORE], [proposition("low", condition, "bsab")], [bsab_rule("low", Decision.HOLD)]
    )
    assert not verify(protocol).proven
    meant = Acceptance("worse is never less", "antibody decision", "low is bad too", PLACE)
    accepting = _with(protocol, (meant,))
    verification = verify(accepting)
    assert verification.proven
    assert [finding.accepted for one in verification.outcomes for finding in one.findings] == [
        "low is bad too"
    ]
    idle = verify(_with(protocol, (meant, Acceptance("alive", "nothing", "…", PLACE))))
    assert not idle.proven
    assert "`nothing`" in idle.idle[0]


def _with(protocol, accepts):
    return replace(protocol, accepts=accepts, sources={"none": Source("none", "", "read", PLACE)})


def test_an_invariant_is_kept_by_those_who_may_fulfil_it_too():
    """Who states a cough is held, and nobody is while it is not known: that is the fault."""
    stated = And((Literal(Stated("cough")), Literal(Yes("cough"))))
    plain = protocol_of([YES_NO], [proposition("ill", stated, "bsab")], [bsab_rule("ill", Decision.HOLD)])
    promise = Promise("decision", "bsab is hold", Decision.HOLD, Decision.HOLD)
    protocol = replace(plain, always=(Always("coughs-hold", Literal(Yes("cough")), promise, PLACE),))
    (finding,) = outcome(protocol, "always").refuted
    assert finding.subject == "coughs-hold"
    (file,) = finding.patients
    assert "cough" not in file


def test_an_unknown_law_is_named():
    with pytest.raises(UnknownLaw, match="no law `alife`"):
        choose(("alife",))
    assert [law.name for law in choose(("no clash", "worse-is-never-less"))] == [
        "worse is never less",
        "no clash",
    ]


LIBRARY = ["blinatumomab-us", "crombie-2024", "miami-2025", "tebentafusp-us"]
CHEAP = ("decided", "worse", "no clash", "dose", "restart table", "sourced", "always")


@pytest.mark.parametrize("id", LIBRARY)
def test_no_false_alarm_on_the_library(id):
    """The whole library, with every law, is `benchmarks/verify.py`."""
    cheap = tuple(law.name for law in laws() if law.name.startswith(CHEAP))
    for one in verify(leeward.load(id), Limits(cheap)).outcomes:
        assert one.verdict == "proven", [finding.subject for finding in one.refuted]


def test_asco_with_teclistamab_keeps_every_law():
    verification = verify(leeward.load("asco-2021"))
    assert verification.proven, [
        (finding.law, finding.subject) for one in verification.outcomes for finding in one.refuted
    ]
