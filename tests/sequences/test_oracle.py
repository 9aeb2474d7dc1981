"""The oracle by itself: both sides of each limit, and each rule of its page."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.sequences.small import MORE_STEROID, OTHER_NAME, SECOND, STEROID, TOCI, small

import leeward
from leeward.language.units import BY_NAME
from leeward.sequences.oracle import Dose, amount_in, declared, resumes, too_large, too_much
from leeward.sequences.substances import substance
from leeward.sequences.timeline import Ordered

NOW = datetime(2026, 11, 20, 14, tzinfo=UTC)
MS = timedelta(milliseconds=1)
H = timedelta(hours=1)


def order(amount: str | None = "560", rule: str = "toci", drug: str = "tocilizumab") -> Ordered:
    return Ordered(drug, rule, "give", "certain", None if amount is None else Decimal(amount), "mg")


def given(ago: timedelta, mg: int | None = 560) -> Dose:
    return Dose(NOW - ago, None if mg is None else mg * BY_NAME["mg"].factor)


@pytest.mark.parametrize(
    ("ago", "found"),
    [
        ([], []),
        ([8 * H], []),
        ([8 * H - MS], ["too soon"]),
        ([8 * H, 16 * H], []),
        ([8 * H, 16 * H, 24 * H], []),
        ([8 * H, 16 * H, 24 * H - MS], ["past a limit"]),
        ([8 * H, 16 * H, 24 * H, 999 * H], ["past a limit"]),
        ([timedelta()], ["too soon"]),
    ],
)
def test_limits(tmp_path: Path, ago: list[timedelta], found: list[str]) -> None:
    limits = declared("tocilizumab", small(tmp_path))
    assert [kind for kind, _ in too_much(limits, [given(one) for one in ago], [order()], NOW)] == found


@pytest.mark.parametrize(
    ("ago", "before", "rule", "now", "found"),
    [
        (6 * H, 10, "steroid", "10", []),
        (6 * H - MS, 10, "steroid", "10", ["too soon"]),
        (6 * H - MS, None, "steroid", "10", ["too soon"]),
        (6 * H - MS, 10, "steroid", None, ["too soon"]),
        (6 * H - MS, 9, "steroid", "10", []),  # more than before need not wait
        (6 * H - MS, 10, "steroid", "9", ["too soon"]),
        (6 * H, 10, "more", "10", ["too soon"]),  # the interval of the rule that orders it
        (12 * H, 10, "more", "10", []),
        (timedelta(), 10, "unknown", "10", []),
    ],
)
def test_an_interval_where_nobody_wrote_limits(
    tmp_path: Path, ago: timedelta, before: int | None, rule: str, now: str | None, found: list[str]
) -> None:
    limits = declared("dexamethasone", small(tmp_path, STEROID + MORE_STEROID))
    assert not limits.limited
    orders = [order(now, rule, "dexamethasone")]
    assert [kind for kind, _ in too_much(limits, [given(ago, before)], orders, NOW)] == found


@pytest.mark.parametrize(
    ("full", "less", "found"),
    [
        (6 * H - MS, H, ["too soon"]),  # the small dose in between does not make the full one undone
        (6 * H, H, []),
        (H, 6 * H - MS, ["too soon"]),
        (6 * H, 6 * H, []),
    ],
)
def test_an_interval_runs_from_the_newest_dose_that_was_not_smaller(
    tmp_path: Path, full: timedelta, less: timedelta, found: list[str]
) -> None:
    limits = declared("dexamethasone", small(tmp_path, STEROID))
    earlier = [given(full, 10), given(less, 4)]
    orders = [order("10", "steroid", "dexamethasone")]
    assert [kind for kind, _ in too_much(limits, earlier, orders, NOW)] == found


def test_the_interval_of_a_drug_with_limits_is_one_of_them(tmp_path: Path) -> None:
    limits = declared("tocilizumab", small(tmp_path, TOCI.replace(", 8 h apart", "")))
    assert (limits.apart, dict(limits.every)) == (8 * H, {})


@pytest.mark.parametrize(
    ("text", "amount"),
    [("10 mg", Fraction(1, 100_000)), ("1 g", Fraction(1, 1000)), ("", None), ("x", None), ("8 mg/kg", None)],
)
def test_the_amount_of_a_dose_that_a_chart_lists(text: str, amount: Fraction | None) -> None:
    assert amount_in(text) == amount


def test_two_orders_of_one_drug_at_one_look_are_two_doses(tmp_path: Path) -> None:
    limits = declared("tocilizumab", small(tmp_path))
    assert [kind for kind, _ in too_much(limits, [], [order(), order()], NOW)] == ["too soon"]


def test_the_message_names_the_time_that_lay_between_to_the_millisecond(tmp_path: Path) -> None:
    limits = declared("tocilizumab", small(tmp_path))
    ((_, text),) = too_much(limits, [given(8 * H - MS)], [order()], NOW)
    assert text == "tocilizumab is given again after 7 h 59 min 59.999 s; 8 h must lie between"


@pytest.mark.parametrize(
    ("amount", "weight", "found"),
    [
        ("800", 100, []),
        ("800.1", 101, ["above the cap"]),
        ("800.1", 350, ["above the cap"]),
        ("560", 70, []),
        ("560.1", 70, ["above the cap"]),
        (None, None, []),
        ("560", None, ["dose without a weight"]),
    ],
)
def test_amounts(tmp_path: Path, amount: str | None, weight: int | None, found: list[str]) -> None:
    limits = declared("tocilizumab", small(tmp_path))
    told = None if weight is None else Fraction(weight)
    assert [kind for kind, _ in too_large(limits, order(amount), told)] == found


def test_a_cap_of_one_rule_counts_for_every_rule_that_doses_by_size(tmp_path: Path) -> None:
    limits = declared("tocilizumab", small(tmp_path, TOCI + SECOND.replace("    at_most: 800 mg\n", "")))
    faults = list(too_large(limits, order("960", "second"), Fraction(120)))
    assert faults == [("above the cap", "tocilizumab is ordered as 960 mg; at most 800 mg is allowed")]


def test_limits_are_of_the_drug_whatever_it_is_called(tmp_path: Path) -> None:
    protocol = small(tmp_path, TOCI, OTHER_NAME)
    assert substance("toci_sc", protocol.vocabulary) == {"tocilizumab", "toci_sc"}
    assert declared("toci_sc", protocol).apart == 8 * H


def test_no_two_drugs_of_the_bundled_vocabulary_are_taken_for_one() -> None:
    vocabulary = leeward.load("asco-2021").vocabulary
    drugs = [name for name, one in vocabulary.interventions.items() if one.kind == "drug"]
    assert len(drugs) > 20
    assert {name: substance(name, vocabulary) - {name} for name in drugs} == {name: set() for name in drugs}


@pytest.mark.parametrize(
    ("decisions", "number"),
    [
        ([], None),
        ([("hold", True), ("continue", True)], None),
        ([("discontinue", True), ("discontinue", True)], None),
        ([("discontinue", True), ("hold", False)], None),
        ([("discontinue", False), ("hold", True)], None),
        ([("discontinue", True), ("hold", True)], 1),
        ([("discontinue", True), ("hold", False), ("continue", True)], 2),
    ],
)
def test_stopped_stays_stopped(decisions: list[tuple[str, bool]], number: int | None) -> None:
    assert resumes(decisions) == number
