"""Dose over time: no path of evaluate, give, wait, evaluate takes a drug past its limits, cap or interval."""

from collections.abc import Iterator

from leeward.sequences.search import search
from leeward.verify.encoding import Encoding
from leeward.verify.law import Fault, Law, Open
from leeward.verify.paths import answers


def _searched(encoding: Encoding, seconds: float) -> Iterator[Fault | Open | None]:
    return answers(search(encoding.protocol, about=("drugs",), seconds=seconds))


LAW = Law(
    6.1,
    "dose over time",
    "no path of up to 8 doses gives a drug past a limit, too soon, above its cap, or without a weight",
    "s1, given(s1), s2, … s8: given(s) <= limit(drug), every(s) >= apart(drug), dose(s) <= cap(drug)",
    searched=_searched,
)
