"""`hold: until …`: what must be so before the next dose, as a sentence part."""

import re
from collections.abc import Mapping

from leeward.language.quantity import MILLION
from leeward.text.nearest import did_you_mean
from leeward.text.node import Scalar
from leeward.text.problem import Problems

_UNTIL = re.compile(
    r"until (?:(?P<subject>[a-z][a-z0-9_]*) )??"
    r"(?P<what>resolved(?P<stable> or stabilised)?|grade (?P<grade>[0-4])(?P<less> or less)?)"
    r"(?: for (?P<time>[1-9][0-9]* (?:h|d)))?"
)


def read_until(scalar: Scalar, titles: Mapping[str, str], implied: str | None, problems: Problems) -> str:
    """`until resolved` as "CRS has resolved"; empty after adding a problem.

    titles: what each grade (or graded input) is called. implied: the one meant when none is named.
    """
    match = _UNTIL.fullmatch(" ".join(scalar.text.split()))
    if match is None:
        help = "write `until resolved`, `until resolved or stabilised` or `until grade 1 or less for 72 h`"
        problems.add("bad-until", f"not a way to end a hold: `{scalar.text}`", scalar.place, help)
        return ""
    subject = match["subject"] or implied
    if subject is None:
        help = f"write `until {next(iter(titles), 'crs')} resolved`"
        problems.add(
            "bad-until", f"it is not said what must have resolved: `{scalar.text}`", scalar.place, help
        )
        return ""
    if subject not in titles:
        problems.add("unknown-name", f"no grade `{subject}`", scalar.place, did_you_mean(subject, titles))
        return ""
    if match["grade"]:
        what = f"is grade {match['grade']}" + (match["less"] or "")
    else:
        what = "has resolved" + (match["stable"] or "")
    return f"{titles[subject]} {what}" + (f" for {match['time']}" if match["time"] else "")


def waiting_time(scalar: Scalar | None) -> tuple[str | None, int] | None:
    """Of `until crs resolved for 72 h`: the grade named, and how long it must have been gone."""
    match = _UNTIL.fullmatch(" ".join(scalar.text.split())) if scalar else None
    if match is None or match["time"] is None or match["grade"] is not None:
        return None
    number, unit = match["time"].split()
    return match["subject"], int(number) * (24 if unit == "d" else 1) * MILLION


def resolved_for(until: str) -> int | None:
    """How long it must have been gone, in millionths of an hour, of a sentence part made by `read_until`."""
    match = re.search(r"has resolved for (\d+) (h|d)$", until)
    return None if match is None else int(match[1]) * (24 if match[2] == "d" else 1) * MILLION
