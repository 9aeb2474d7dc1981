"""Findings that a document lives with, each with its reason."""

from leeward.model.protocol import ClinicalProtocol


class Accepted:
    """The acceptances of a protocol and all it uses, and which of them a finding needed."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self._by_finding = {(one.law, one.subject): one for one in protocol.accepts if one.kind == "law"}
        self._used: set[tuple[str, str]] = set()

    def because(self, law: str, subject: str) -> str:
        """Why the document accepts the finding; empty: it does not."""
        found = self._by_finding.get((law, subject))
        if found is None:
            return ""
        self._used.add((law, subject))
        return found.because

    def idle(self) -> tuple[str, ...]:
        """Acceptances that no finding needed, as sentences."""
        return tuple(
            f"line {one.place.line} accepts a finding of `{law}` on `{subject}` that there is not"
            for (law, subject), one in self._by_finding.items()
            if (law, subject) not in self._used and one.own
        )
