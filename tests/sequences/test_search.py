"""The search itself: what a bound means, the same answer twice, plans that are remembered, the library."""

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from tests.sequences.small import small

import leeward
from leeward.engines.kernel import Kernel
from leeward.model.state import Administration
from leeward.plan.build import make_plan
from leeward.plan.model.plan import EnginesUsed
from leeward.sequences.charts import Charts, Lists
from leeward.sequences.dose_keys import DoseKeys
from leeward.sequences.moments import BEGIN, JUST, Edges, next_looks, unequalled
from leeward.sequences.oracle import Dose
from leeward.sequences.path import Node
from leeward.sequences.pictures import Grower
from leeward.sequences.reads import read_by_plans
from leeward.sequences.search import search
from leeward.sequences.targets import decision_targets, grade_targets
from leeward.sequences.ward import Ward, read_plan

H = timedelta(hours=1)


def test_the_same_bound_in_states_gives_the_same_answer(tmp_path: Path) -> None:
    protocol = small(tmp_path)
    assert search(protocol, depth=4, states=60) == search(protocol, depth=4, states=60)


@pytest.mark.parametrize("bound", [{"states": 3}, {"seconds": 0.0}])
def test_what_was_not_searched_is_no_pass(tmp_path: Path, bound: dict[str, float]) -> None:
    searched = search(small(tmp_path), depth=4, **bound)  # type: ignore[arg-type]
    assert not searched.exhausted
    assert not searched.passed
    assert {one.end for one in searched.explored} == {"time"}
    assert all(one.depth < one.asked for one in searched.explored)


@pytest.mark.parametrize(
    ("mg", "kept"),
    [
        ([10], [0]),
        ([10, 4], [1, 0]),
        ([10, 10], [1]),
        ([4, 10], [1]),
        ([20, 10, 4, 10], [3, 0]),
        ([20, None, 4], [2, 1]),
        ([20, 4, None], [2]),
    ],
)
def test_a_dose_matters_until_a_newer_one_equals_it(mg: list[int | None], kept: list[int]) -> None:
    doses = [Dose(BEGIN + n * H, None if one is None else Fraction(one)) for n, one in enumerate(mg)]
    assert unequalled(doses) == [doses[number] for number in kept]


def test_a_clock_is_asked_only_for_a_bound_in_seconds(tmp_path: Path) -> None:
    def never() -> float:
        raise AssertionError("the clock was read")

    assert search(small(tmp_path), depth=2, states=10_000, clock=never).exhausted


def test_looks_are_at_both_sides_of_every_edge() -> None:
    ages = Edges(each=(24 * H,), newest=(8 * H,))
    looks = next_looks([BEGIN - 9 * H, BEGIN], BEGIN, ages, [H])
    for edge in (BEGIN + 8 * H, BEGIN + 15 * H, BEGIN + 24 * H):
        assert {edge - JUST, edge, edge + JUST} <= set(looks)
    of_full = next_looks([BEGIN], BEGIN, Edges(each=(), newest=(), full=(6 * H,)), (), [BEGIN - H])
    assert {BEGIN + 5 * H - JUST, BEGIN + 5 * H, BEGIN + 5 * H + JUST} <= set(of_full)
    assert BEGIN + 6 * H not in of_full
    assert BEGIN - H not in looks
    assert BEGIN + JUST in looks
    assert BEGIN + H in looks


def test_a_remembered_plan_is_the_plan_made_anew() -> None:
    protocol = leeward.load("teclistamab-us-2025")
    kernel, charts = Kernel(protocol), Charts(protocol)
    ward = Ward(protocol, kernel)
    names = [name for name in kernel.layout.inputs if protocol.vocabulary.inputs[name].from_history is None]
    grower = Grower(protocol, kernel, "teclistamab", names)
    pictures = grower.grow(grade_targets(protocol) + decision_targets(protocol)).found
    assert len(pictures) > 8
    for hours in range(0, 60, 7):
        for picture in pictures:
            state = charts.state(picture, Lists((), ()), BEGIN + hours * H)
            plan = make_plan(protocol, state, kernel.signals(state), EnginesUsed("", ""), kernel)
            assert ward.read(state) == read_plan(plan)
    assert ward.looks == 9 * len(pictures)


def test_every_picture_can_be_written_and_read_as_a_patient_file() -> None:
    protocol = leeward.load("asco-2021")
    kernel, charts = Kernel(protocol), Charts(protocol)
    names = [name for name in kernel.layout.inputs if protocol.vocabulary.inputs[name].from_history is None]
    pictures = Grower(protocol, kernel, "teclistamab", names).grow(grade_targets(protocol)).found
    asked = read_by_plans(protocol)
    assert set(kernel.layout.inputs) <= asked < set(protocol.vocabulary.inputs)
    for picture in pictures:
        lists = Lists((), ())
        read = leeward.read_patient(charts.text(picture, lists, BEGIN).encode(), "p.yaml", protocol)
        facts = charts.state(picture, lists, BEGIN).facts
        assert facts == {name: fact for name, fact in read.facts.items() if name in asked}
    assert {one.shows for one in pictures} >= {"well", "crs 1", "crs 4", "icans 4"}


LIBRARY = (
    ("asco-2021", 3),
    ("uf-2026", 2),
    ("miami-2025", 2),
    ("crombie-2024", 2),
    ("samsung", 3),
    ("founding-note", 4),
    ("tarlatamab-us", 4),
    ("tebentafusp-us", 2),
    ("epcoritamab-us", 4),
    ("talquetamab-us", 2),
)


@pytest.mark.parametrize(("name", "depth"), LIBRARY)
def test_the_library(name: str, depth: int) -> None:
    searched = search(leeward.load(name), depth=depth)
    assert searched.found == ()
    assert searched.exhausted
    assert searched.unreached == ()


def test_no_path_of_tocilizumab_goes_on_after_the_fourth_dose() -> None:
    searched = search(leeward.load("tebentafusp-us"), depth=8)
    tocilizumab = [one for one in searched.explored if (one.question, one.subject) == ("drug", "tocilizumab")]
    assert [(one.end, one.depth) for one in tocilizumab] == [("closed", 4)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ((0, 10), (0, 20), False),
        ((0, 10), (0, 10), True),
        ((0, 24), (0, 25), False),
        ((0, 25), (0, 40), True),
        ((0, 25), (0,), False),
        ((0, 10, 30), (0, 10, 50), True),
        ((0, 10, 30), (0, 10, 50, 60), False),
    ],
)
def test_charts_are_alike_when_nothing_asks_for_what_differs(
    tmp_path: Path, one: tuple[int, ...], other: tuple[int, ...], alike: bool
) -> None:
    """Ages of tocilizumab in hours, limits 3 in 24 h and 4 in total; the second chart is a day later."""
    protocol = small(tmp_path)
    keys = DoseKeys(protocol)

    def key(ages: tuple[int, ...], now: datetime) -> object:
        given = tuple(Administration("tocilizumab", now - age * H) for age in ages)
        return keys.of(Node(now, Lists(given)))

    assert (key(one, BEGIN) == key(other, BEGIN + 24 * H)) is alike
