"""The clinician's way to a protocol: from the cache when nothing has changed, else made and kept."""

from pathlib import Path

from leeward.engines.compiled import Compiled
from leeward.model.protocol import ClinicalProtocol
from leeward.remembered.cache import Made, keep, recall


def load_remembered(path: Path) -> ClinicalProtocol:
    """The protocol at `path`, with everything it uses.

    Raises:
        Refused: with every problem of every document, excerpts included.
    """
    return load_compiled(path).protocol


def load_compiled(path: Path, layer: str | None = None) -> Compiled:
    """The protocol at `path`, ready for the engines.

    layer: the id of another label than the protocol's own, for one run.

    Raises:
        Refused: as above; or the protocol cannot be compiled.
    """
    compiled = recall(path, layer)
    if compiled is None:
        # heavy, and seldom needed
        from leeward.engines.compile_protocol import compile_protocol
        from leeward.link.load import link_documents

        protocol, documents, _ = link_documents(path, layer)
        compiled = compile_protocol(protocol)
        keep(path, tuple(Made(d.id, d.path, d.sha256, d.used_by) for d in documents), compiled, layer)
    return compiled
