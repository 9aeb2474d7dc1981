"""The patients of a refutation under file names of their own."""

import re
from collections.abc import Iterator

from leeward.verify.outcome import Verification

_AFTER = ("", "-then")


def to_files(verification: Verification) -> Iterator[tuple[str, str]]:
    """Name and text of every patient file that shows a finding, accepted ones too."""
    for outcome in verification.outcomes:
        for finding in outcome.findings:
            for file, ending in zip(finding.patients, _AFTER, strict=False):
                stem = re.sub(r"[^a-z0-9]+", "-", f"{finding.law} {finding.subject}".lower()).strip("-")
                yield f"{stem}{ending}.yaml", file
