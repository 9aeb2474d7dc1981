"""Whatever is written, the answer is a condition or problems within the text; nothing else comes out."""

from hypothesis import given
from hypothesis import strategies as st
from tests.language.test_bad_expressions import BAD
from tests.language.test_from_expression import MEANINGS
from tests.language.words import read

PIECES = sorted({piece for text in [t for t, _ in MEANINGS] + [t for t, _ in BAD] for piece in text.split()})
JUMBLED = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
CUT = st.builds(
    lambda text, start, end: text[start:end],
    st.sampled_from([t for t, _ in MEANINGS]),
    *[st.integers(0, 40)] * 2,
)


@given(st.one_of(st.text(max_size=60), JUMBLED, CUT))
def test_any_text(text: str) -> None:
    condition, problems = read(text)
    assert (condition is None) == bool(problems)
    for problem in problems:
        assert 0 <= problem.place.column - 11 <= len(text)
        assert problem.place.column - 11 + problem.place.length <= max(1, len(text))
        assert "\n" not in problem.message + problem.help
