"""`implies` against every value: it never says yes where a patient shows the opposite."""

from itertools import product

import pytest

from leeward.logic.implies import implies
from leeward.model.expression import (
    ALWAYS,
    NEVER_TRUE,
    And,
    Compare,
    Condition,
    Count,
    GradeIs,
    Has,
    Literal,
    OneOf,
    Or,
    Yes,
    negate,
)

OPS = ("<", "<=", ">", ">=", "=")
NEVER = "never"
VALUES = (NEVER, *range(-1, 6))


def x(op: str, bound: int, positive: bool = True) -> Literal:
    return Literal(Compare(((1, "x"),), op, bound), positive)  # type: ignore[arg-type]


def crs(op: str, number: int) -> Literal:
    return Literal(GradeIs("crs", op, number))  # type: ignore[arg-type]


def holds(literal: Literal, value: object) -> bool:
    """What the engines say of a comparison; with a clock that was never started every one is false."""
    assert isinstance(literal.atom, Compare)
    bound = literal.atom.bound
    if not isinstance(value, int):
        return not literal.positive
    found = {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
    }[literal.atom.op]
    return found == literal.positive


LITERALS = [x(op, bound, positive) for op in OPS for bound in range(5) for positive in (True, False)]


def test_no_value_shows_the_opposite_of_what_is_said() -> None:
    said = 0
    for a, b in product(LITERALS, repeat=2):
        if implies(a, b):
            said += 1
            assert all(holds(b, value) for value in VALUES if holds(a, value)), (a, b)
    assert said > 500


def test_between_comparisons_nothing_that_is_so_is_missed() -> None:
    """All whole numbers count, so only an equality against the edge of an inequality may be missed."""
    wide = (NEVER, *range(-50, 50))
    missed = [
        (a, b)
        for a, b in product(LITERALS, repeat=2)
        if not implies(a, b) and all(holds(b, value) for value in wide if holds(a, value))
    ]
    assert missed == []


A, B, C = (Literal(Yes(name)) for name in "abc")


@pytest.mark.parametrize(
    ("a", "b", "so"),
    [
        (A, A, True),
        (A, negate(A), False),
        (A, B, False),
        (And((A, B)), A, True),
        (A, And((A, B)), False),
        (A, Or((A, B)), True),
        (Or((A, B)), A, False),
        (And((A, B)), And((B, A)), True),
        (Or((A, B)), Or((B, A)), True),
        (And((A, Or((B, C)))), Or((A, B)), True),
        (Or((And((A, B)), And((A, C)))), A, True),
        (A, ALWAYS, True),
        (ALWAYS, A, False),
        (NEVER_TRUE, A, True),
        (A, NEVER_TRUE, False),
        (crs(">=", 3), crs(">=", 2), True),
        (crs(">=", 2), crs(">=", 3), False),
        (crs("=", 2), crs("<=", 2), True),
        (crs(">=", 2), Literal(GradeIs("icans", ">=", 2)), False),
        (Literal(OneOf("d", ("m",))), Literal(OneOf("d", ("m", "v"))), True),
        (Literal(OneOf("d", ("m", "v"))), Literal(OneOf("d", ("m",))), False),
        (Literal(OneOf("d", ("m",))), Literal(OneOf("d", ("v",)), False), True),
        (Literal(OneOf("d", ("m", "v")), False), Literal(OneOf("d", ("m",)), False), True),
        (Literal(OneOf("d", ("m",)), False), Literal(OneOf("d", ("m", "v")), False), False),
        (Literal(OneOf("d", ("m",)), False), Literal(OneOf("d", ("v",))), False),
        (Literal(Count("v", (), ">=", 2)), Literal(Count("v", (), ">=", 1)), True),
        (Literal(Count("v", ("n",), ">=", 2)), Literal(Count("v", (), ">=", 1)), False),
        (Literal(Has("v", "n")), Literal(Has("v", "e")), False),
    ],
)
def test_the_form_shows_it_or_not(a: Condition, b: Condition, so: bool) -> None:
    assert implies(a, b) is so
