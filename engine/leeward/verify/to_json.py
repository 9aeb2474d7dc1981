"""The answers for scripts; the format is `leeward.verify/1` and only gains keys. Times are left out: same
input, same bytes."""

import json

from leeward.model.protocol import ClinicalProtocol
from leeward.verify.outcome import Finding, Outcome, Verification


def to_json(verification: Verification, protocol: ClinicalProtocol) -> str:
    """Every law with its answer and its findings."""
    report = {
        "format": "leeward.verify/1",
        "protocol": {"id": protocol.id, "version": protocol.version, "sha256": protocol.sha256},
        "proven": verification.proven,
        "interrupted": verification.interrupted,
        "laws": [_law(outcome) for outcome in verification.outcomes],
        "idle_acceptances": list(verification.idle),
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _law(outcome: Outcome) -> dict[str, object]:
    return {
        "law": outcome.law.name,
        "words": outcome.law.words,
        "verdict": outcome.verdict,
        "checks": outcome.asked,
        "findings": [_finding(finding) for finding in outcome.findings],
        "notes": list(outcome.notes),
        "not_proven": [{"finding": one.subject, "reason": one.reason} for one in outcome.not_proven],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "finding": finding.subject,
        "message": finding.message,
        "accepted": finding.accepted or None,
        "rules": [
            {"name": one.name, "file": one.place.file, "line": one.place.line, "text": one.text}
            for one in finding.culprits
        ],
        "patients": [
            {"file": file, "engines_say": list(said)}
            for file, said in zip(finding.patients, finding.said, strict=True)
        ],
    }
