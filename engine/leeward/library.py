"""Where protocols live: the only module that knows the place of the bundled ones."""

import re
from pathlib import Path

from leeward.text.nearest import did_you_mean

SUFFIX = ".protocol.yaml"

_KIND_PROTOCOL = re.compile(rb"^kind:[ \t]*protocol[ \t\r]*(?:#.*)?$", re.MULTILINE)
"""Looked for and not parsed: a document that is broken elsewhere is still the one that was meant."""


class UnknownProtocol(LookupError):
    """No document of this name; `help` names the nearest one."""

    def __init__(self, message: str, help: str) -> None:
        self.help = help
        super().__init__(message)


def bundled_folder() -> Path:
    """The folder of the bundled documents: in the installed package, else in the source tree."""
    package = Path(__file__).resolve().parent
    packaged = package / "protocols"
    return packaged if packaged.is_dir() else package.parents[1] / "protocols"


def bundled() -> list[Path]:
    """All bundled documents, sorted by id."""
    return sorted(bundled_folder().glob(f"*/*{SUFFIX}"), key=lambda path: path.name)


def document_in(folder: Path) -> Path | None:
    """The one document of a folder: named like it, or the only one, or the only one of kind `protocol`."""
    named = folder / f"{folder.resolve().name}{SUFFIX}"
    if named.is_file():
        return named
    found = sorted(folder.glob(f"*{SUFFIX}"))
    if len(found) > 1:
        found = [path for path in found if _KIND_PROTOCOL.search(path.read_bytes())]
    return found[0] if len(found) == 1 else None


def find(name_or_path: str) -> Path:
    """The document meant by a bundled id, a file, or a folder that holds one document.

    Raises:
        UnknownProtocol: there is no such document.
    """
    path = Path(name_or_path)
    if path.is_file():
        return path
    if path.is_dir():
        document = document_in(path)
        if document is not None:
            return document
        raise UnknownProtocol(f"no single `*{SUFFIX}` in the folder `{name_or_path}`", "name the file")
    ids = {document.name.removesuffix(SUFFIX): document for document in bundled()}
    if name_or_path in ids:
        return ids[name_or_path]
    help = did_you_mean(name_or_path, ids, "the library has") or "`protocol list` shows the bundled ones"
    raise UnknownProtocol(f"no protocol `{name_or_path}`, neither bundled nor a file", help)


def find_used(id: str, beside: Path) -> Path | None:
    """The document that `uses: [id]` means in the document `beside`: a neighbour; else a bundled one."""
    name = f"{id}{SUFFIX}"
    folder = bundled_folder()
    candidates = (beside.parent / name, beside.parent.parent / id / name, folder / id / name)
    return next((candidate for candidate in candidates if candidate.is_file()), None)
