"""Compiled protocols kept between runs, so that a clinician does not wait for documents to be read again.

An entry is used only when every document it was made of has the same bytes and would be found at the
same place, and when the program that made it is this one. Anything else, a damaged entry included, means:
link again.
"""

import gc
import os
import pickle
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from leeward.engines.compiled import Compiled
from leeward.library import find_used
from leeward.record import record
from leeward.remembered.folder import cache_folder, is_ours_alone, keep_small

_FORMAT = "leeward.compiled/1"
_MOST_ENTRIES = 50


@record
class Made:
    """One document of a linked protocol: where it was found, on whose word, and its SHA-256."""

    id: str
    path: Path
    sha256: str
    used_by: Path | None


def recall(path: Path, layer: str | None = None) -> Compiled | None:
    """What was made from `path` before, if nothing has changed since."""
    entry = _entry(path, layer)
    try:
        if entry is None or not is_ours_alone(entry.parent) or not entry.is_file():
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
        made, compiled = pickle.loads(kept)
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError):
        return None  # made by a program that was installed while this one was starting
    finally:
        if collecting:
            gc.enable()
    unchanged = isinstance(compiled, Compiled) and all(_unchanged(one) for one in made)
    return compiled if unchanged else None


def keep(path: Path, made: tuple[Made, ...], compiled: Compiled, layer: str | None = None) -> None:
    """Keeps a compiled protocol; without a writable folder nothing happens."""
    entry = _entry(path, layer)
    if entry is None:
        return
    kept = pickle.dumps((made, compiled), protocol=5)
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


def _entry(path: Path, layer: str | None) -> Path | None:
    folder = cache_folder("linked")
    if folder is None:
        return None
    named = "\0".join((_FORMAT, _program(), str(path), str(path.resolve()), layer or ""))
    return folder / sha256(named.encode()).hexdigest()


@cache
def _program() -> str:
    """What tells this program from any other that could have made an entry."""
    files = sorted(_files(os.path.dirname(os.path.dirname(__file__))))
    return repr([sys.version, files])


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every program file with its size and time; by `scandir`, since this is done at every start."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".lark")):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _files(entry.path)
