"""Faults put into protocols and into the code of limits, doses and clocks; each must be found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from tests.sequences.small import MORE_STEROID, OTHER_NAME, SECOND, STEROID, TAPER, TOCI, small

from leeward.model.expression import Compare, Literal, Or
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Proposition
from leeward.patient import from_history
from leeward.plan.orders import course_day, repeat, sort_rules, to_orders
from leeward.plan.orders import dose as dose_code
from leeward.plan.reading import Reading
from leeward.sequences.result import Searched
from leeward.sequences.search import search


def of_drugs(searched: Searched) -> set[tuple[str, str]]:
    """What was found of drugs; the small protocol remembers no episode, which is another test's fault."""
    return {
        (one.kind, one.subject)
        for timeline in searched.found
        for one in timeline.found
        if one.kind != "resumed"
    }


def kinds(searched: Searched) -> set[str]:
    return {kind for kind, _ in of_drugs(searched)}


@pytest.mark.parametrize("rules", [TOCI, TOCI + SECOND])
def test_a_sound_protocol_has_none(tmp_path: Path, rules: str) -> None:
    searched = search(small(tmp_path, rules), depth=6)
    assert of_drugs(searched) == set()
    assert [(one.end, one.depth) for one in searched.explored if one.question == "drug"] == [("closed", 4)]


@pytest.mark.parametrize(
    "rules",
    [STEROID, STEROID + MORE_STEROID, STEROID.replace("crs >= 1", "crs = 1") + MORE_STEROID],
)
def test_a_drug_with_an_interval_and_no_limits_waits_for_it(tmp_path: Path, rules: str) -> None:
    searched = search(small(tmp_path, rules), depth=6, about=("drugs",))
    assert searched.found == ()
    ((question, subject, end),) = {(one.question, one.subject, one.end) for one in searched.explored}
    assert (question, subject, end) == ("drug", "dexamethasone", "closed")


def test_a_drug_in_phases_waits_for_its_interval_too(tmp_path: Path) -> None:
    searched = search(small(tmp_path, STEROID + TAPER), about=("drugs",))
    assert searched.found == ()
    assert [(one.subject, one.asked, one.end) for one in searched.explored] == [("dexamethasone", 2, "bound")]


# --- faults of a document


@pytest.mark.parametrize(
    ("rules", "words", "found"),
    [
        pytest.param(
            TOCI
            + SECOND.replace("consider: tocilizumab", "consider: toci_sc").replace(
                "    limits: [3 in 24 h, 4 in total, 8 h apart]\n", ""
            ),
            OTHER_NAME,
            {"too soon", "past a limit"},
            id="one drug under two names",
        ),
        pytest.param(TOCI, OTHER_NAME, {"too soon", "past a limit"}, id="prophylaxis that is not counted"),
        pytest.param(
            TOCI + SECOND.replace("    at_most: 800 mg\n", ""),
            "",
            {"above the cap"},
            id="no cap on one branch",
        ),
        pytest.param(
            TOCI + SECOND.replace("800", "880"), "", {"above the cap"}, id="another cap on one branch"
        ),
        pytest.param(
            TOCI.replace("[3 in 24 h, 4 in total, 8 h apart]", "[3 in 24 h, 4 in total]"),
            "",
            {"too soon"},
            id="no interval among the limits",
        ),
        pytest.param(TOCI.replace("8 h apart", "6 h apart"), "", {"too soon"}, id="a wrong interval"),
    ],
)
def test_a_faulty_document(tmp_path: Path, rules: str, words: str, found: set[str]) -> None:
    assert kinds(search(small(tmp_path, rules, words), depth=5)) == found


# --- faults of what is made of a document


def door(protocol: ClinicalProtocol, change: Callable[[Compare], Compare]) -> ClinicalProtocol:
    """The same protocol whose limits close by other conditions than those it declares."""

    def changed(step: object) -> object:
        if not isinstance(step, Proposition) or step.kind != "limit" or not isinstance(step.condition, Or):
            return step
        parts = [part.atom for part in step.condition.parts if isinstance(part, Literal)]
        atoms = tuple(Literal(change(atom)) for atom in parts if isinstance(atom, Compare))
        return replace(step, condition=Or(atoms))

    return replace(protocol, steps=tuple(changed(step) for step in protocol.steps))  # type: ignore[misc]


def one_more(name: str) -> Callable[[Compare], Compare]:
    return lambda atom: replace(atom, op=">" if atom.op == ">=" else atom.op) if name in atom.text else atom


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (one_more("24h"), {"past a limit"}),
        (one_more("total"), {"past a limit"}),
        (lambda atom: replace(atom, bound=atom.bound - 1) if atom.op == "<" else atom, {"too soon"}),
    ],
    ids=["one more in 24 h", "one more in total", "a door that opens a millionth of an hour early"],
)
def test_a_door_beside_its_limit(
    tmp_path: Path, change: Callable[[Compare], Compare], found: set[str]
) -> None:
    # without the interval, the third and the fourth dose of a day come within reach at once
    rules = TOCI if found == {"too soon"} else TOCI.replace("    every: 8 h\n", "").replace(", 8 h apart", "")
    assert kinds(search(door(small(tmp_path, rules), change), depth=5)) == found


def test_a_limit_that_closes_nothing(tmp_path: Path) -> None:
    protocol = small(tmp_path)
    rules = tuple(replace(rule, limit_reached=None) for rule in protocol.rules)
    assert kinds(search(replace(protocol, rules=rules), depth=5)) == {"past a limit", "too soon"}


def test_a_count_that_looks_back_too_short_a_time(tmp_path: Path) -> None:
    protocol = small(tmp_path, TOCI.replace("    every: 8 h\n", "").replace(", 8 h apart", ""))
    counting = protocol.vocabulary.inputs["tocilizumab_doses_24h"]
    assert counting.from_history is not None
    shorter = replace(counting, from_history=replace(counting.from_history, within=23_999_999))
    inputs = {**protocol.vocabulary.inputs, "tocilizumab_doses_24h": shorter}
    vocabulary = replace(protocol.vocabulary, inputs=inputs)
    assert kinds(search(replace(protocol, vocabulary=vocabulary), depth=5)) == {"past a limit"}


# --- faults of the code of plans, doses and clocks


def test_a_plan_that_overlooks_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of = Reading.of
    monkeypatch.setattr(Reading, "of", lambda self, name: not name.endswith(".limit") and of(self, name))
    assert kinds(search(small(tmp_path), depth=5)) == {"past a limit", "too soon"}


def test_a_window_that_ends_too_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shorter = from_history.shorter_than
    aside = timedelta(milliseconds=1)
    monkeypatch.setattr(from_history, "shorter_than", lambda span, hours: shorter(span + aside, hours))
    rules = TOCI.replace("    every: 8 h\n", "").replace(", 8 h apart", "")
    assert kinds(search(small(tmp_path, rules), depth=5)) == {"past a limit"}


def test_a_clock_that_rounds_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = from_history.clock
    monkeypatch.setattr(from_history, "clock", lambda start, at, unit: clock(start, at, unit) + 1)
    assert kinds(search(small(tmp_path), depth=5)) == {"too soon"}


def test_a_plan_that_does_not_say_when_it_is_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_orders, "repeat_of", lambda candidate, reading: None)
    assert kinds(search(small(tmp_path, STEROID), depth=3)) == {"too soon"}


def test_a_plan_that_is_due_a_millisecond_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later, aside = repeat.later, timedelta(milliseconds=1)
    monkeypatch.setattr(repeat, "later", lambda at, span: later(at, span) - aside)
    assert kinds(search(small(tmp_path, STEROID), depth=3)) == {"too soon"}


def test_a_dose_as_large_as_the_last_that_counts_as_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeat, "_ordered", lambda one, dimension: Fraction(1))  # a kilogram
    assert kinds(search(small(tmp_path, STEROID), depth=3)) == {"too soon"}


def test_a_small_dose_that_makes_the_full_one_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doses_of = repeat.doses_of
    monkeypatch.setattr(repeat, "doses_of", lambda drug, state, words: doses_of(drug, state, words)[-1:])
    rules = STEROID.replace("crs >= 1", "crs = 1") + MORE_STEROID
    assert kinds(search(small(tmp_path, rules), depth=4)) == {"too soon"}


def test_a_taper_that_is_due_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hour = timedelta(hours=1)
    monkeypatch.setattr(course_day, "_due", lambda phases, spans, last: last.at + hour)
    rules = "rules:\n" + TAPER
    assert kinds(search(small(tmp_path, rules), depth=3)) == {"too soon"}


def test_a_dose_above_its_cap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dose_for = sort_rules.dose_for
    monkeypatch.setattr(
        sort_rules, "dose_for", lambda dose, state, words: dose_for(replace(dose, at_most=None), state, words)
    )
    assert kinds(search(small(tmp_path), depth=2)) == {"above the cap"}


def test_a_dose_that_is_rounded_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    down = dose_code.round_down
    monkeypatch.setattr(dose_code, "round_down", lambda exact: down(exact) + 1)
    assert kinds(search(small(tmp_path), depth=2)) == {"above the cap"}


def test_a_weight_that_is_assumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = dose_code.size_of
    monkeypatch.setattr(dose_code, "size_of", lambda name, state, words: size(name, state, words) or 70)
    assert kinds(search(small(tmp_path), depth=2)) == {"dose without a weight"}
