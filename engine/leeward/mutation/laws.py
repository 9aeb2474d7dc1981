"""Whether a mistake breaks a law that the document keeps, as `protocol verify` sees it."""

from leeward.model.protocol import ClinicalProtocol

_SECONDS = 5.0  # for each law


class Laws:
    """The laws, and what was found of the document before any mistake.

    Raises:
        SolverMissing: Z3 is not installed.
    """

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self._known = _broken(protocol)

    def noticing(self, mistaken: ClinicalProtocol) -> str:
        """The first law that the mistake breaks, and on what; empty: none, or none in the time given."""
        new = [one for one in _broken(mistaken) if one not in self._known]
        return f"law `{new[0][0]}` on `{new[0][1]}`" if new else ""


def _broken(protocol: ClinicalProtocol) -> tuple[tuple[str, str], ...]:
    """Law and subject of every finding, in the order of the laws; nothing counts as accepted here."""
    from leeward.verify.run import Limits, verify

    found = verify(protocol, Limits(seconds=_SECONDS))
    return tuple((one.law, one.subject) for outcome in found.outcomes for one in outcome.findings)
