"""Which cases files there are to run, and which documents have none."""

from collections.abc import Collection, Iterable
from pathlib import Path

from leeward.catalogue import card
from leeward.library import SUFFIX, bundled_folder, find
from leeward.text.problem import Refused
from leeward.validate import CASES, documents_in


def targets(paths: Iterable[str], here: Path) -> tuple[list[Path], list[Path]]:
    """The cases files that are meant, and the documents that ought to be tested by them.

    A path is a cases file, a document, a bundled id, or a folder of any of these. Without paths:
    the folder `here` if there are cases in it or one folder below, else the bundled library.

    Raises:
        UnknownProtocol: a path is none of these.
    """
    wanted = [Path(path) if Path(path).exists() else find(path) for path in paths]
    if not wanted:
        found = [*here.glob(CASES), *here.glob(f"*/{CASES}")]
        wanted = [here if found else bundled_folder()]
    files = documents_in(wanted)
    documents = [file for file in files if file.name.endswith(SUFFIX)]
    beside = [path.parent / CASES for path in wanted if path in documents]
    cases = documents_in([*files, *(path for path in beside if path.is_file())])
    return [file for file in cases if file not in documents], documents


def without_cases(documents: Iterable[Path], tested: Collection[str]) -> list[Path]:
    """The documents that decide something, a vocabulary does not, and that no cases file is about."""
    return [document for document in documents if _decides(document, tested)]


def _decides(document: Path, tested: Collection[str]) -> bool:
    try:
        head = card(document)
    except Refused:
        return True
    return head.kind != "vocabulary" and head.id not in tested
