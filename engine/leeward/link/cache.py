"""Linked protocols kept between runs, so that a clinician does not wait for a document to be read again.

An entry is used only when every document it was made of has the same bytes and would be found at the
same place, and when the program that made it is this one. Anything else, a damaged entry included, means:
link again.
"""

import gc
import pickle
import sys
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from leeward.cache_folder import cache_folder, is_ours_alone, keep_small
from leeward.library import find_used
from leeward.model.protocol import ClinicalProtocol

_FORMAT = "leeward.protocol/1"
_MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Made:
    """One document of a linked protocol: where it was found, on whose word, and its SHA-256."""

    id: str
    path: Path
    sha256: str
    used_by: Path | None


def recall(path: Path) -> ClinicalProtocol | None:
    """The protocol linked from `path` before, if nothing has changed since."""
    entry = _entry(path)
    try:
        if entry is None or not is_ours_alone(entry.parent):
            return None
        data = entry.read_bytes()
    except OSError:
        return None
    digest, kept = data[:32], data[32:]
    if sha256(kept).digest() != digest:
        return None
    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects, none of them garbage
    try:
        made, protocol = pickle.loads(kept)
    finally:
        if collecting:
            gc.enable()
    unchanged = isinstance(protocol, ClinicalProtocol) and all(_unchanged(one) for one in made)
    return protocol if unchanged else None


def keep(path: Path, made: tuple[Made, ...], protocol: ClinicalProtocol) -> None:
    """Keeps a linked protocol; without a writable folder nothing happens."""
    entry = _entry(path)
    if entry is None:
        return
    kept = pickle.dumps((made, protocol), protocol=5)
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_ours_alone(entry.parent):
            return
        keep_small(entry.parent, _MOST_ENTRIES)
        # Written aside and moved, so that another run never reads half an entry.
        aside = entry.with_suffix(f".{id(made):x}")
        aside.write_bytes(sha256(kept).digest() + kept)
        aside.replace(entry)
    except OSError:
        return


def _unchanged(made: Made) -> bool:
    if made.used_by is not None and find_used(made.id, made.used_by) != made.path:
        return False
    try:
        return sha256(made.path.read_bytes()).hexdigest() == made.sha256
    except OSError:
        return False


def _entry(path: Path) -> Path | None:
    folder = cache_folder("linked")
    if folder is None:
        return None
    named = "\0".join((_FORMAT, _program(), str(path), str(path.resolve())))
    return folder / sha256(named.encode()).hexdigest()


@cache
def _program() -> str:
    """What tells this program from any other that could have made an entry."""
    package = Path(__file__).parents[1]
    files = sorted(file for file in package.rglob("*") if file.suffix in (".py", ".lark"))
    stats = [(str(file.relative_to(package)), file.stat()) for file in files]
    return repr([sys.version, [(name, s.st_size, s.st_mtime_ns) for name, s in stats]])
