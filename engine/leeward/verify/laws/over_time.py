"""Dose over time: no path of evaluate, give, wait, evaluate takes a drug past its limits, cap or interval."""

from time import process_time

from leeward.sequences.search import search
from leeward.verify.encoding import Encoding
from leeward.verify.law import Law, Note
from leeward.verify.paths import Answers, answers


def _searched(encoding: Encoding, seconds: float) -> Answers:
    searched = search(encoding.protocol, about=("drugs",), seconds=seconds, clock=process_time)
    yield from answers(searched)
    if searched.uncounted:
        drugs = ", ".join(searched.uncounted)
        yield Note(f"how many times was not asked of {drugs}: no rule writes `limits` for any of these")


LAW = Law(
    6.1,
    "dose over time",
    "no path of up to 8 doses (3 without limits, 2 in phases or among others) gives a drug past a limit, "
    "too soon, above its cap or without a weight",
    "s1, given(s1), s2, … s8: given(s) <= limit(drug), every(s) >= apart(drug), dose(s) <= cap(drug)",
    searched=_searched,
)
