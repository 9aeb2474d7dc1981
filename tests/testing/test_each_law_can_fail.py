"""A law that cannot fail says nothing: one fault for each, in a document or in an engine."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import reject
from tests.plan.make import protocol_with

from leeward.engines.kernel import Kernel
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Fact, State
from leeward.testing import Broken, PatientFile, UnderTest, all_laws, hold
from leeward.testing.run_law import NothingTried, Search

LAWS = {law.name: law for law in all_laws()}
SEARCH = Search(400)

RULES = """
- {id: cultures, when: crs >= 1, order: cultures, source: guide page 1}
- id: toci
  when: crs >= 2
  give: tocilizumab
  dose: 8 mg/kg
  at_most: 800 mg
  limits: [3 in 24 h, 8 h apart]
  because: asked
  source: guide page 1
- {id: vitals, when: always, order: vitals, every: 4 h, source: guide page 1}
"""
BSAB = """
- {id: high, when: temperature >= 40 Cel, discontinue: true, source: guide page 2}
"""


class Tampered:
    """An engine or an evaluator whose answer is changed on the way."""

    def __init__(self, real: Any, change: Callable[[Any, State], Any]) -> None:
        self.real, self.change = real, change

    def signals(self, state: State) -> Any:
        return self.change(self.real.signals(state), state)

    def plan(self, state: State) -> Any:
        return self.change(self.real.plan(state), state)


@pytest.fixture
def small(tmp_path: Path) -> ClinicalProtocol:
    return protocol_with(tmp_path, RULES, BSAB)


def kernel(under: UnderTest, change: Callable[[Any, State], Any]) -> None:
    under.engines.kernel = Tampered(under.engines.kernel, change)


def evaluator(under: UnderTest, change: Callable[[Any, State], Any]) -> None:
    under.__dict__["evaluator"] = Tampered(under.evaluator, change)


def certain_without_possible(under: UnderTest) -> None:
    kernel(under, lambda signals, _: replace(signals, possible=signals.possible - {"vitals"}))


def an_interval_upside_down(under: UnderTest) -> None:
    kernel(under, lambda signals, _: replace(signals, grades=(("crs", 2, 1),)))


def another_threshold(under: UnderTest) -> None:
    path = Path(under.protocol.place.file)
    other = path.with_name("small-scale.protocol.yaml")
    other.write_text(other.read_text().replace("38.0", "38.1"))
    from leeward.link.load import load_protocol

    under.engines.kernel = Kernel(load_protocol(path))


def always_continue(under: UnderTest) -> None:
    evaluator(under, lambda plan, _: replace(plan, bsab=replace(plan.bsab, action="continue")))


def hold_for_no_reason(under: UnderTest) -> None:
    evaluator(under, lambda plan, _: replace(plan, bsab=replace(plan.bsab, action="hold")))


def a_grade_that_is_forgotten(under: UnderTest) -> None:
    def forget(signals: Any, state: State) -> Any:
        lost = {"cultures"} if "flag_a" in state.facts or "weight" in state.facts else set()
        return replace(signals, certain=signals.certain - lost)

    kernel(under, forget)


def continue_on_what_is_not_known(under: UnderTest) -> None:
    def settled(plan: Any, _: State) -> Any:
        bsab = plan.bsab
        if bsab.lowest != "continue" or plan.in_scope is not True:
            return plan
        return replace(plan, bsab=replace(bsab, action="continue", highest="continue"))

    evaluator(under, settled)


def the_last_order_lost(under: UnderTest) -> None:
    evaluator(under, lambda plan, _: replace(plan, actions=plan.actions[:-1]))


def a_reason_lost(under: UnderTest) -> None:
    evaluator(under, lambda plan, _: replace(plan, bsab=replace(plan.bsab, because=())))


def a_debt_lost(under: UnderTest) -> None:
    evaluator(under, lambda plan, _: replace(plan, next_dose=()))


def what_is_certain_shown_as_doubtful(under: UnderTest) -> None:
    def doubt(plan: Any, _: State) -> Any:
        return replace(plan, actions=tuple(replace(order, certainty="conditional") for order in plan.actions))

    evaluator(under, doubt)


def another_note_every_time(under: UnderTest) -> None:
    numbers = iter(range(10**6))
    evaluator(under, lambda plan, _: replace(plan, notes=(str(next(numbers)),)))


def everything_twice(under: UnderTest) -> None:
    evaluator(under, lambda plan, _: replace(plan, actions=(*plan.actions, *plan.actions)))


def ranks_that_jump(under: UnderTest) -> None:
    def jump(plan: Any, _: State) -> Any:
        return replace(plan, actions=tuple(replace(order, rank=order.rank + 1) for order in plan.actions))

    evaluator(under, jump)


def _with_dose(change: Callable[[Decimal], Decimal]) -> Callable[[UnderTest], None]:
    def changed(plan: Any, _: State) -> Any:
        def other(order: Any) -> Any:
            if order.dose is None or order.dose.amount is None:
                return order
            return replace(order, dose=replace(order.dose, amount=change(order.dose.amount)))

        return replace(plan, actions=tuple(other(order) for order in plan.actions))

    return lambda under: evaluator(under, changed)


a_milligram_too_much = _with_dose(lambda amount: amount + 1)
the_cap_for_everybody = _with_dose(lambda amount: Decimal(800))
above_the_cap = _with_dose(lambda amount: Decimal(801) if amount == 800 else amount)
nothing_at_all = _with_dose(lambda amount: Decimal(0))


def limits_forgotten(under: UnderTest) -> None:
    def asked_of_another(plan: Any, state: State) -> Any:
        none = {name: Fact(0, None, "stated") for name in ("tocilizumab_doses_24h",)}
        never = {"hours_since_tocilizumab": Fact(10**9, None, "stated")}
        return real.plan(State(state.at, {**state.facts, **none, **never}, state.unknown, state.given))

    real = under.evaluator
    evaluator(under, asked_of_another)


def no_sources(under: UnderTest) -> None:
    def bare(plan: Any, _: State) -> Any:
        return replace(plan, actions=tuple(replace(order, sources=()) for order in plan.actions))

    evaluator(under, bare)


FAULTS = [
    ("lowest-is-never-above-highest", certain_without_possible, "`vitals` is certain and not possible"),
    ("lowest-is-never-above-highest", an_interval_upside_down, "`crs` is at least 2 and at most 1"),
    ("engines-agree", another_threshold, "the two engines disagree"),
    ("continue-is-never-said-on-unknown", always_continue, "the plan says continue, and it may be"),
    ("continue-is-never-said-on-unknown", hold_for_no_reason, "says hold where nothing asks for it"),
    ("continue-is-never-said-on-unknown", continue_on_what_is_not_known, "with one more fact it may be"),
    ("learning-never-contradicts", a_grade_that_is_forgotten, "`cultures` was certain and no longer is"),
    ("nothing-is-dropped", the_last_order_lost, "the plan is silent about it"),
    ("nothing-is-dropped", a_reason_lost, "is no reason of it"),
    ("nothing-is-dropped", a_debt_lost, "owes something at the next dose"),
    ("nothing-is-dropped", what_is_certain_shown_as_doubtful, "is shown as conditional"),
    ("same-input-same-bytes", another_note_every_time, "two different plans"),
    ("one-order-per-intervention", everything_twice, "is ordered twice"),
    ("one-order-per-intervention", ranks_that_jump, "not numbered from 1"),
    ("dose-is-never-above-the-cap", a_milligram_too_much, "above what its rule allows"),
    ("dose-is-never-above-the-cap", the_cap_for_everybody, "ordered as 800 mg, which is above"),
    ("dose-is-never-above-the-cap", above_the_cap, "ordered as 801 mg, which is above"),
    ("dose-is-never-above-the-cap", nothing_at_all, "a dose of nothing"),
    ("no-order-past-a-limit", limits_forgotten, "`tocilizumab` is ordered past its limit"),
    ("every-order-names-a-source", no_sources, "without a source"),
]


@pytest.mark.parametrize(("law", "fault", "message"), FAULTS, ids=lambda one: getattr(one, "__name__", None))
def test_a_fault_breaks_the_law(law: str, fault: Any, message: str, small: ClinicalProtocol) -> None:
    under = UnderTest(small)
    fault(under)
    with pytest.raises(Broken, match=message):
        hold(LAWS[law], under, SEARCH)


BAD_DOCUMENTS = [
    (
        "worse-is-never-less",
        "",
        "- {id: cold, when: temperature < 39 Cel, discontinue: true, source: guide page 2}",
        "`temperature` is worse, and the antibody decision goes from discontinue to discontinue, down to",
    ),
    (
        "worse-takes-no-order-away",
        "- {id: drip, when: crs < 2, give: saline, source: guide page 1}",
        "",
        r"and `saline` \(rule drip\) is no longer (ordered|certain), and nothing takes its place",
    ),
    (
        "worse-takes-no-order-away",
        """
        - {id: soon, when: crs < 2, order: cultures, urgency: now, source: guide page 1}
        - {id: any, when: always, order: cultures, source: guide page 1}
        """,
        "",
        r"`cultures` \(rule soon\) has time: it was now and is routine",
    ),
    (
        "worse-takes-no-order-away",
        """
        - {id: gives, when: crs < 2, give: saline, source: guide page 1}
        - {id: says, when: always, consider: saline, source: guide page 1}
        """,
        "",
        r"`saline` \(rule gives\) is only suggested",
    ),
    (
        "worse-takes-no-order-away",
        """
        - {id: more, when: crs < 2, give: dexamethasone, dose: 20 mg, source: guide page 1}
        - {id: less, when: always, give: dexamethasone, dose: 10 mg, source: guide page 1}
        """,
        "",
        r"`dexamethasone` \(rule more\) is less: it was 20 mg and is 10 mg",
    ),
]


@pytest.mark.parametrize(("law", "rules", "bsab", "message"), BAD_DOCUMENTS)
def test_a_bad_document_breaks_the_law(law: str, rules: str, bsab: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(Broken, match=message):
        hold(LAWS[law], UnderTest(protocol_with(tmp_path, rules, bsab)), SEARCH)


GOOD_DOCUMENTS = [
    """
    - {id: drip, when: crs < 2, give: saline, source: guide page 1}
    - {id: toci, when: crs >= 2, give: tocilizumab, replaces: [saline], source: guide page 1}
    """,
    """
    - {id: drip, when: crs < 2, consider: saline, source: guide page 1}
    - {id: toci, when: crs >= 2, consider: tocilizumab, replaces: [saline], source: guide page 1}
    """,
]


@pytest.mark.parametrize("rules", GOOD_DOCUMENTS)
def test_an_order_may_give_way_to_one_that_says_so(rules: str, tmp_path: Path) -> None:
    hold(LAWS["worse-takes-no-order-away"], UnderTest(protocol_with(tmp_path, rules)), SEARCH)


def test_what_is_only_suggested_takes_the_place_of_nothing_that_is_ordered(tmp_path: Path) -> None:
    rules = GOOD_DOCUMENTS[0].replace("give: tocilizumab", "consider: tocilizumab")
    with pytest.raises(Broken, match="nothing takes its place"):
        hold(LAWS["worse-takes-no-order-away"], UnderTest(protocol_with(tmp_path, rules)), SEARCH)


@pytest.mark.parametrize("law", sorted(LAWS))
def test_without_a_fault_it_holds(law: str, small: ClinicalProtocol) -> None:
    hold(LAWS[law], UnderTest(small), Search(40))


def test_every_law_has_its_fault() -> None:
    assert {law for law, *_ in (*FAULTS, *BAD_DOCUMENTS)} == set(LAWS)


def test_a_law_that_was_tried_on_nobody_is_no_pass(small: ClinicalProtocol) -> None:
    nobody = replace(LAWS["engines-agree"], breaks=lambda under, patient, draw: reject())
    with pytest.raises(NothingTried, match="law engines-agree found no patient of small to be tried on"):
        hold(nobody, UnderTest(small), SEARCH)


def test_the_same_seed_finds_the_same_patient_and_another_seed_may_not(tmp_path: Path) -> None:
    under = UnderTest(protocol_with(tmp_path, BAD_DOCUMENTS[1][1]))

    def found(seed: int) -> tuple[str, list[PatientFile]]:
        tried: list[PatientFile] = []
        law = LAWS["worse-takes-no-order-away"]
        noted = replace(
            law, breaks=lambda u, patient, draw: (tried.append(patient), law.breaks(u, patient, draw))[1]
        )
        with pytest.raises(Broken) as broken:
            hold(noted, under, Search(100, seed))
        return broken.value.message, tried

    assert found(1) == found(1)
    assert found(1)[1] != found(2)[1]
