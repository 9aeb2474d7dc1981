"""Sentences of a plan that a reader once stumbled over."""

import pytest

from leeward.evaluate import Evaluator
from leeward.library import find
from leeward.link.load import load_protocol
from leeward.patient.from_yaml import read_patient
from leeward.plan.explain.condition_text import _as_ranges
from leeward.plan.to_text import to_text

NOTHING = b"at: 2026-11-20T14:00:00Z\nproduct: teclistamab\nage: 60 a\n"


@pytest.fixture(scope="module")
def text() -> str:
    protocol = load_protocol(find("asco-2021"))
    plan = Evaluator(protocol).plan(read_patient(NOTHING, "patient.yaml", protocol))
    return " ".join(to_text(plan).split())


@pytest.mark.parametrize(
    "sentence",
    [
        "CRS less than 1 and not in hospital",
        "place of care other than icu",
        "place of care other than home",
        "place of care = icu",
        "ICANS 1 or more",
    ],
)
def test_said_plainly(text: str, sentence: str) -> None:
    assert sentence in text


@pytest.mark.parametrize(
    "sentence",
    ["no in hospital", "not where the patient is", "not place of care", "ICANS 1 or more and ICANS 2"],
)
def test_not_said(text: str, sentence: str) -> None:
    assert sentence not in text


def test_a_note_that_two_rules_share_is_said_once(text: str) -> None:
    assert text.count("adjust to kidney function") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ICANS 1 or more", "ICANS 2 or less"], ["ICANS 1 to 2"]),
        (["fever", "ICANS 1 or more", "CRS 2 or less"], ["fever", "ICANS 1 or more", "CRS 2 or less"]),
        (["CRS 2 or less", "fever", "CRS 1 or more"], ["fever", "CRS 1 to 2"]),
        (["CRS 1 or more"], ["CRS 1 or more"]),
    ],
)
def test_two_ends_are_a_range(words: list[str], said: list[str]) -> None:
    assert _as_ranges(words) == said
