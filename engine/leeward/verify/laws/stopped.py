"""Stopped stays stopped: once the antibody is stopped for good, no later look at the chart resumes it."""

from collections.abc import Iterator

from leeward.sequences.search import search
from leeward.verify.encoding import Encoding
from leeward.verify.law import Fault, Law, Open
from leeward.verify.paths import answers


def _searched(encoding: Encoding, seconds: float) -> Iterator[Fault | Open | None]:
    return answers(search(encoding.protocol, about=("antibody",), seconds=seconds))


LAW = Law(
    6.2,
    "stopped stays stopped",
    "once stopped for good, no path of up to 4 looks at one toxicity, or 3 at all of them, resumes",
    "decision(s1) = discontinue => decision(s2), decision(s3), decision(s4) = discontinue",
    searched=_searched,
)
