"""The walk of both searches: level by level, each chart once, and an end that says no more than was seen."""

from collections.abc import Iterator

import pytest

from leeward.sequences.breadth_first import Walk, breadth_first
from leeward.sequences.budget import Budget


def unlimited() -> Budget:
    return Budget(None, None, lambda: 0.0)


def doubling(number: int, last: bool) -> Iterator[tuple[int, int]]:
    """Two numbers after each below 8, and none after the others."""
    if number < 8:
        yield from ((following, following) for following in (2 * number, 2 * number + 1))


@pytest.mark.parametrize(
    ("depth", "walk"),
    [
        (1, Walk(1, "bound", 3)),
        (3, Walk(3, "bound", 15)),
        (4, Walk(4, "closed", 15)),
        (9, Walk(4, "closed", 15)),
    ],
)
def test_how_far_it_comes(depth: int, walk: Walk) -> None:
    assert breadth_first([(1, 1)], doubling, depth, unlimited()) == walk


def test_what_is_alike_is_walked_once() -> None:
    asked: list[int] = []

    def after(number: int, last: bool) -> Iterator[tuple[int, int]]:
        asked.append(number)
        yield from ((number + step, (number + step) % 3) for step in (1, 2, 3))

    assert breadth_first([(0, 0), (3, 0)], after, 9, unlimited()) == Walk(2, "closed", 3)
    assert asked == [0, 1, 2]


def test_the_last_step_is_taken_from_some_only_and_then_nothing_is_closed() -> None:
    asked: list[tuple[int, bool]] = []

    def after(number: int, last: bool) -> Iterator[tuple[int, int]]:
        asked.append((number, last))
        if not last:
            yield from doubling(number, last)

    walk = breadth_first([(1, 1)], after, 2, unlimited(), lambda number: number == 3)
    assert (walk, asked) == (Walk(2, "bound", 3), [(1, False), (3, True)])


def test_without_time_it_says_how_deep_it_was_walked_in_full() -> None:
    assert breadth_first([(1, 1)], doubling, 9, Budget(3, None, lambda: 0.0)) == Walk(2, "time", 7)
    assert breadth_first([(1, 1)], doubling, 9, Budget(2, None, lambda: 0.0)) == Walk(1, "time", 5)
