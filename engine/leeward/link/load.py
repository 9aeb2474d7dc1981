"""A document and all it uses, from files to one protocol, or to all that is wrong with them."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from leeward.link.gather import Documents, gather
from leeward.link.layers import check_layers, exchange
from leeward.link.to_protocol import to_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.text.problem import Problem, Problems, Refused
from leeward.text.source import with_excerpts


def load_protocol(path: Path) -> ClinicalProtocol:
    """The protocol at `path`, with everything it uses.

    Raises:
        Refused: with every problem of every document, excerpts included.
    """
    return link_documents(path).protocol


class Linked(NamedTuple):
    """A protocol, the documents it was made of, and what its writer should look at again."""

    protocol: ClinicalProtocol
    documents: Documents
    warnings: tuple[Problem, ...]


def link_documents(path: Path, layer: str | None = None) -> Linked:
    """The same, with the documents it was made of, and warnings.

    layer: the id of another label than the protocol's own, for one run.

    Raises:
        Refused: as above.
    """
    problems = Problems()
    documents = gather(path, problems)
    notice = ""
    if layer is not None and documents:
        documents, notice = exchange(documents, layer, problems)
    check_layers(documents, problems)
    if not can_be_linked(problems) or not _all_read(problems, documents):
        raise Refused(_with_excerpts(problems, documents))
    linking = Problems()
    protocol = to_protocol(documents, linking, notice)
    # What the shape check said of a line need not be said again in other words.
    said = {(problem.place.file, problem.place.line) for problem in problems}
    problems.extend(p for p in linking if (p.place.file, p.place.line) not in said)
    if protocol is None or not problems.passed:
        raise Refused(_with_excerpts(problems, documents))
    return Linked(protocol, documents, tuple(_with_excerpts(problems, documents)))


def can_be_linked(problems: Iterable[Problem]) -> bool:
    """Whether linking can still tell faults of its own from what merely follows from these.

    A fault inside one rule leaves the names of the document as they are. One of the document as a
    whole, or a document that is not there, would make every use of a name a fault.
    """
    missing = ("unknown-document", "unknown-layer", "circular-uses", "wrong-kind", "unreadable")
    return not any(p.place.column == 1 or p.code in missing for p in problems if p.severity == "error")


def _all_read(problems: Iterable[Problem], documents: Documents) -> bool:
    """Whether every document with a fault could be read at all; without one, its names are not known."""
    files = {str(document.path) for document in documents}
    return all(p.place.file in files for p in problems if p.severity == "error")


def _with_excerpts(problems: Problems, documents: Documents) -> list[Problem]:
    """The problems in the order of their places, each with the line it is about."""
    data = {str(document.path): document.data for document in documents}
    shown: list[Problem] = []
    for problem in problems:
        text = data.get(problem.place.file)
        shown.extend([problem] if problem.excerpt or text is None else with_excerpts([problem], text))
    return shown
