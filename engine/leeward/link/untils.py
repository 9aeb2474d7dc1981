"""`hold: until …`: what must be so before the next dose, as a sentence part."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from leeward.language.quantity import MILLION
from leeward.record import record
from leeward.text.nearest import did_you_mean
from leeward.text.node import Scalar
from leeward.text.problem import Problems

_UNTIL = re.compile(
    r"until (?:(?P<subject>[a-z][a-z0-9_]*) )??"
    r"(?P<what>resolved(?P<stable> or stabilised)?|grade (?P<grade>[0-4])(?P<less> or less)?)"
    r"(?: for (?P<time>[1-9][0-9]* (?:h|d)))?"
)


_LASTING = re.compile(
    r"(?:has resolved|is grade (?P<grade>[0-4])(?: or less)?) for (?P<time>[0-9]+ (?:h|d))$"
)


@record
class Wait:
    """How long a toxicity must be gone (`grade` 0) or at most at this grade, in millionths of an hour."""

    grade: int
    time: int


def read_until(
    scalar: Scalar,
    titles: Mapping[str, str],
    implied: str | None,
    problems: Problems,
    findings: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """`until resolved` as "CRS has resolved"; empty after adding a problem.

    titles: what each grade (or graded input) is called; findings: the same of findings, which have no grade
    and of which no history tells for how long. implied: the one meant when none is named.
    """
    match = _UNTIL.fullmatch(" ".join(scalar.text.split()))
    if match is None:
        help = "write `until resolved`, `until resolved or stabilised` or `until grade 1 or less for 72 h`"
        problems.add("bad-until", f"not a way to end a hold: `{scalar.text}`", scalar.place, help)
        return ""
    subject = match["subject"] or implied
    if subject is None:
        rest = " ".join(scalar.text.split()).removeprefix("until ")
        help = f"name the toxicity, as in `until {next(iter(titles), 'crs')} {rest}`"
        problems.add(
            "bad-until", f"it is not said what must have resolved: `{scalar.text}`", scalar.place, help
        )
        return ""
    if subject in findings and subject not in titles:
        if match["what"] == "resolved" and match["time"] is None:
            return f"{in_sentence(findings[subject])} has resolved"
        message = f"`{subject}` is a finding, which holds or not: `{scalar.text}`"
        problems.add("bad-until", message, scalar.place, f"write `until {subject} resolved`")
        return ""
    if subject not in titles:
        help = did_you_mean(subject, {**titles, **findings})
        problems.add("unknown-name", f"no grade or finding `{subject}`", scalar.place, help)
        return ""
    if match["grade"]:
        what = f"is grade {match['grade']}" + (match["less"] or "")
    else:
        what = "has resolved" + (match["stable"] or "")
    return f"{titles[subject]} {what}" + (f" for {match['time']}" if match["time"] else "")


def waiting_time(scalar: Scalar | None) -> tuple[str | None, Wait] | None:
    """Of `until crs resolved for 72 h`: the grade named, and how long it must be so."""
    match = _UNTIL.fullmatch(" ".join(scalar.text.split())) if scalar else None
    if match is None or match["time"] is None:
        return None
    return match["subject"], Wait(int(match["grade"] or 0), hours_of(match["time"]))


def wait_of(until: str) -> Wait | None:
    """How long it must be so, of a sentence part made by `read_until`; None when it need not last."""
    match = _LASTING.search(until)
    return None if match is None else Wait(int(match["grade"] or 0), hours_of(match["time"]))


def hours_of(time: str) -> int:
    """`72 h` or `3 d` in millionths of an hour."""
    number, unit = time.split()
    return int(number) * (24 if unit == "d" else 1) * MILLION


def in_sentence(title: str) -> str:
    """A finding's title inside a sentence: small, unless it begins with an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
