"""Stopped stays stopped: once the antibody is stopped for good, no later look at the chart resumes it."""

from time import process_time

from leeward.sequences.search import search
from leeward.verify.encoding import Encoding
from leeward.verify.law import Law
from leeward.verify.paths import Answers, answers


def _searched(encoding: Encoding, seconds: float) -> Answers:
    return answers(search(encoding.protocol, about=("antibody",), seconds=seconds, clock=process_time))


LAW = Law(
    6.2,
    "stopped stays stopped",
    "once stopped for good, no path of up to 4 looks at one toxicity, or 3 at all of them, resumes",
    "decision(s1) = discontinue => decision(s2), decision(s3), decision(s4) = discontinue",
    searched=_searched,
)
