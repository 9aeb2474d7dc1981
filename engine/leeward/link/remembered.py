"""The clinician's way to a protocol: from the cache when nothing has changed, else linked and kept."""

from pathlib import Path

from leeward.link.cache import Made, keep, recall
from leeward.model.protocol import ClinicalProtocol


def load_remembered(path: Path) -> ClinicalProtocol:
    """The protocol at `path`, with everything it uses.

    Raises:
        Refused: with every problem of every document, excerpts included.
    """
    protocol = recall(path)
    if protocol is None:
        from leeward.link.load import link_documents  # heavy, and seldom needed

        protocol, documents = link_documents(path)
        keep(path, tuple(Made(d.id, d.path, d.sha256, d.used_by) for d in documents), protocol)
    return protocol
