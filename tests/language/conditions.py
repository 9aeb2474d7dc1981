"""Hypothesis: conditions in normal form over the test vocabulary."""

from hypothesis import strategies as st
from tests.language.words import INPUTS

from leeward.language.expression.normal_form import all_of, any_of
from leeward.model.expression import (
    ALWAYS,
    NEVER_TRUE,
    Atom,
    Compare,
    Comparison,
    Condition,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Yes,
)

MILLION = 1_000_000
OPERATORS: st.SearchStrategy[Comparison] = st.sampled_from(["<", "<=", ">", ">=", "="])


def bounds(lowest: float, highest: float, step: int) -> st.SearchStrategy[int]:
    ends = int(lowest * MILLION) // step, int(highest * MILLION) // step
    return st.integers(*ends).map(lambda n: n * step)


def one_of_options(name: str) -> st.SearchStrategy[Atom]:
    options = INPUTS[name].options
    chosen = st.sets(st.sampled_from(options), min_size=1)
    return chosen.map(lambda some: OneOf(name, tuple(o for o in options if o in some)))


def single(name: str, lowest: float, highest: float, step: int) -> st.SearchStrategy[Atom]:
    return st.builds(
        lambda op, bound: Compare(((1, name),), op, bound), OPERATORS, bounds(lowest, highest, step)
    )


NUMBERS: st.SearchStrategy[Atom] = st.one_of(
    # steps of a millionth too: a bound in kPa or degF need not be a short number
    single("temperature", 30, 43, 1),
    single("temperature", 30, 43, 100_000),
    single("systolic_bp", 30, 300, MILLION),
    single("hours_since_tocilizumab", 0, 100, 500_000),
    single("ice", 0, 10, MILLION),
    st.builds(
        lambda op, bound: Compare(((1, "systolic_bp"), (-1, "systolic_bp_baseline")), op, bound),
        OPERATORS,
        bounds(-100, 100, MILLION),
    ),
    st.builds(lambda op: Compare(((10, "systolic_bp"), (-7, "systolic_bp_baseline")), op, 0), OPERATORS),
    st.builds(
        lambda op, bound: Compare(((1, "hours_since_tocilizumab"), (24, "days_since_last_dose")), op, bound),
        OPERATORS,
        bounds(0, 100, MILLION),
    ),
    st.builds(
        lambda op: Compare(((5, "skin_temperature"), (-9, "temperature")), op, 160 * MILLION), OPERATORS
    ),
)

WORDS: st.SearchStrategy[Atom] = st.one_of(
    one_of_options("oxygen_device"),
    one_of_options("motor"),
    st.sampled_from([OneOf("product", ("teclistamab",)), OneOf("last_dose_level", ("step-up-1", "full"))]),
    st.sampled_from(INPUTS["vasopressors"].options).map(lambda member: Has("vasopressors", member)),
    st.builds(lambda op, n: Count("vasopressors", (), op, n), OPERATORS, st.integers(1, 2)),
    st.builds(lambda op: Count("vasopressors", ("vasopressin",), op, 1), OPERATORS),
)

OTHERS: st.SearchStrategy[Atom] = st.one_of(
    st.just(Yes("raised_icp")),
    st.sampled_from([Holds("fever"), Holds("low_flow"), Holds("hypotension")]),
    st.builds(
        lambda grade, op, n: GradeIs(grade, op, n),
        st.sampled_from(["crs", "icans"]),
        OPERATORS,
        st.integers(1, 3),
    ),
)

LITERALS = st.builds(Literal, st.one_of(NUMBERS, WORDS, OTHERS), st.booleans())

CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.sampled_from([ALWAYS, NEVER_TRUE]),
    st.recursive(
        LITERALS,
        lambda inner: st.builds(
            lambda join, parts: join(parts),
            st.sampled_from([all_of, any_of]),
            st.lists(inner, min_size=2, max_size=3),
        ),
        max_leaves=8,
    ),
)
