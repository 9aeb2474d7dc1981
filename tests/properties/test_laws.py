"""Every law of `leeward.testing` holds for every bundled document: see docs/PROPERTIES.md.

A night's run: `LEEWARD_EXAMPLES=2000 pytest tests/properties`.
"""

import os
from functools import cache

import pytest

import leeward
from leeward.library import SUFFIX, bundled
from leeward.testing import UnderTest, all_laws, hold, laws_for
from leeward.testing.run_law import Search

SEARCH = Search(int(os.environ.get("LEEWARD_EXAMPLES", "10")))
IDS = [path.name.removesuffix(SUFFIX) for path in bundled()]

under = cache(lambda id: UnderTest(leeward.load(id)))
LAWS = {law.name: law for law in all_laws()}


@pytest.mark.parametrize(
    ("id", "law"), [(id, law.name) for id in IDS for law in laws_for(under(id).protocol)]
)
def test_law(id: str, law: str) -> None:
    hold(LAWS[law], under(id), SEARCH)


def test_each_law_says_itself_in_one_sentence() -> None:
    assert len(LAWS) >= 12
    for law in LAWS.values():
        assert law.words[:1].isupper()
        assert not law.words.endswith(".")
        assert len(law.words) > 20


def test_a_vocabulary_decides_nothing_and_has_no_law() -> None:
    assert laws_for(under("bsab-vocabulary").protocol) == ()


def test_each_law_holds_for_some_document_by_more_than_not_applying() -> None:
    asked = {law.name for id in IDS for law in laws_for(under(id).protocol)}
    assert asked == set(LAWS)
