"""The answers for people: a table of the laws, then everything that is not proven, each with its patient."""

from collections.abc import Iterator
from pathlib import PurePath

from leeward.model.protocol import ClinicalProtocol
from leeward.plan.terminal.layout import on_one_line, wrapped
from leeward.verify.outcome import Culprit, Finding, Outcome, Verification

WIDTH = 100


def to_text(verification: Verification, protocol: ClinicalProtocol, width: int = WIDTH) -> str:
    """The whole answer, one line for each law first."""
    lines = [f"{protocol.id} {protocol.version}: asked of every patient that a file can describe", ""]
    lines += _table(verification.outcomes)
    for outcome in verification.outcomes:
        for finding in outcome.refuted:
            lines += ["", *_finding(finding, outcome, width)]
        if outcome.not_proven:
            lines += ["", *_not_proven(outcome, width)]
    accepted = [one for outcome in verification.outcomes for one in outcome.findings if one.accepted]
    if accepted:
        lines += ["", "accepted in the document"]
        for finding in accepted:
            lines += wrapped(f"{finding.law}, {finding.subject}: {finding.accepted}", width, "  ", "    ")
    for outcome in verification.outcomes:
        for note in outcome.notes:
            lines += ["", *wrapped(f"{outcome.law.name}: {note}", width, "", "  ")]
    for sentence in verification.idle:
        lines += ["", *wrapped(sentence, width)]
    return "\n".join([*lines, "", summary(verification)]) + "\n"


def summary(verification: Verification) -> str:
    """One line at the end."""
    if verification.proven:
        accepted = sum(len(outcome.findings) for outcome in verification.outcomes)
        return "proven" + (f", with {accepted} accepted" if accepted else "")
    refuted = sum(len(outcome.refuted) for outcome in verification.outcomes)
    open_laws = sum(bool(outcome.not_proven) for outcome in verification.outcomes)
    parts = [
        f"{refuted} finding{'s' if refuted != 1 else ''}" if refuted else "",
        f"{open_laws} law{'s' if open_laws != 1 else ''} not proven, which is no pass" if open_laws else "",
        "an acceptance that nothing needs" if verification.idle else "",
        "stopped" if verification.interrupted else "",
    ]
    return ", ".join(part for part in parts if part)


def _table(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    longest = max((len(outcome.law.name) for outcome in outcomes), default=0)
    for outcome in outcomes:
        accepted = len(outcome.findings) - len(outcome.refuted)
        counts = [
            f"{len(outcome.refuted)} found" if outcome.refuted else "",
            f"{accepted} accepted" if accepted else "",
            f"{len(outcome.not_proven)} open" if outcome.not_proven else "",
            "within its bound" if outcome.law.searched and outcome.verdict == "proven" else "",
        ]
        told = ", ".join(count for count in counts if count)
        yield (
            f"  {outcome.law.name:{longest}}  {outcome.verdict:10}  {outcome.asked:6} checks"
            f"  {outcome.seconds:5.1f} s  {told}"
        ).rstrip()


def _finding(finding: Finding, outcome: Outcome, width: int) -> Iterator[str]:
    yield from wrapped(f"{outcome.law.name}: {finding.message}", width, "", "  ")
    yield from wrapped(f"the law: {outcome.law.words}", width, "  ", "    ")
    for culprit in finding.culprits:
        yield from wrapped(_culprit(culprit), width, "  ", "    ")
    for number, (file, answers) in enumerate(zip(finding.patients, finding.said, strict=True)):
        lines = file.splitlines()
        if number:
            # of the second patient only what is different
            lines = [line for line in lines if line not in finding.patients[0].splitlines()]
        if lines or not number:
            first = "  path" if file.startswith("timeline:") else "  patient"
            yield first if number == 0 else "  the same patient, but"
            yield from (f"    {line}" for line in lines)
        yield "  both engines say" if lines or not number else "  with the change both engines say"
        yield from (line for answer in answers for line in wrapped(answer, width, "    ", "      "))
    yield from wrapped(
        f"if it is meant so: accepts: [{{law: {finding.law}, finding: {finding.subject}, because: …}}]",
        width,
        "  ",
        "    ",
    )


def _culprit(culprit: Culprit) -> str:
    place = f"{PurePath(culprit.place.file).name}:{culprit.place.line}"
    return on_one_line(f"{culprit.name}, {place}" + (f": {culprit.text}" if culprit.text else ""))


def _not_proven(outcome: Outcome, width: int) -> Iterator[str]:
    yield f"{outcome.law.name}: not proven"
    for one in outcome.not_proven:
        subject = f"{one.subject}: " if one.subject else ""
        yield from wrapped(f"{subject}{one.reason}", width, "  ", "    ")
