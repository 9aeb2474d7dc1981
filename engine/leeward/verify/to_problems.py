"""The answers as problems of the document, for whatever reads those: SARIF, code review, an editor."""

from collections.abc import Iterator

from leeward.model.protocol import ClinicalProtocol
from leeward.text.problem import Problem
from leeward.verify.outcome import Finding, Verification
from leeward.verify.run import STOPPED, STOPPED_WITHIN


def to_problems(verification: Verification, protocol: ClinicalProtocol) -> Iterator[Problem]:
    """One error for each finding, and one for each law that is not proven, which is no pass either."""
    for outcome in verification.outcomes:
        code = outcome.law.name.replace(" ", "-")
        for finding in outcome.refuted:
            place = finding.culprits[0].place if finding.culprits else protocol.place
            yield Problem(code, finding.message, place, _patients(finding))
        for one in outcome.not_proven:
            about = f" of `{one.subject}`" if one.subject else ""
            message = f"`{outcome.law.name}`{about} is not proven: {one.reason}"
            stopped = one.reason in (STOPPED, STOPPED_WITHIN)
            help = "run it again to the end" if stopped else "give it more time with `--seconds`"
            yield Problem("not-proven", message, protocol.place, help)
    for sentence in verification.idle:
        yield Problem("idle-acceptance", sentence, protocol.place, "take the acceptance out")


def _patients(finding: Finding) -> str:
    """The invented patient on one line: nobody's data."""
    return "; then ".join(", ".join(file.splitlines()[1:]) for file in finding.patients)
