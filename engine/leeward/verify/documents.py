"""The documents of a protocol under proof, read again, for laws about what a line of them is good for."""

from pathlib import Path

from leeward.link.gather import Gathered
from leeward.link.load import link_documents
from leeward.model.protocol import ClinicalProtocol


def documents_of(protocol: ClinicalProtocol) -> tuple[Gathered, ...]:
    """The documents, those that are used first; none when the protocol was not read from files.

    Raises:
        Refused: a file has been changed since, and is wrong now.
    """
    path = Path(protocol.place.file)
    if not path.is_file():
        return ()
    linked = link_documents(path)
    return linked.documents if linked.protocol.sha256 == protocol.sha256 else ()
