"""Which documents have already passed the check of their shape, so that a clinician need not wait for it.

The cache holds empty files named by digests; "this digest passed" is all that it can say. A digest
covers the bytes of the document and the sources of this language, so that neither can change unnoticed.
"""

import os
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

_FORMAT = b"leeward.shape/1"
_MOST_ENTRIES = 1000


def shape_is_known_good(data: bytes) -> bool:
    """Whether a document of exactly these bytes has passed; False when that cannot be known."""
    entry = _entry(data)
    try:
        return entry is not None and _is_ours_alone(entry.parent) and entry.is_file()
    except OSError:
        return False


def remember(data: bytes) -> None:
    """Note that a document of exactly these bytes has passed; without a writable cache nothing happens."""
    entry = _entry(data)
    if entry is None:
        return
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours_alone(entry.parent):
            _keep_small(entry.parent)
            entry.touch(mode=0o600)
    except OSError:
        return


def _entry(data: bytes) -> Path | None:
    folder, language = _folder(), _language_digest()
    if folder is None or language is None:
        return None
    return folder / sha256(b"\0".join((_FORMAT, language, sha256(data).digest()))).hexdigest()


def _folder() -> Path | None:
    """The folder of the entries; `LEEWARD_CACHE` names another one, and turns the cache off when empty."""
    chosen = os.environ.get("LEEWARD_CACHE")
    if chosen is not None:
        return Path(chosen) / "shape" if chosen else None
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # no home folder
        return None
    return base / "leeward" / "shape" if base.is_absolute() else None


@cache
def _language_digest() -> bytes | None:
    """The digest of everything that says what passes; None when the sources are not there to be read."""
    package = Path(__file__).parents[1]
    try:
        return _digest(path for name in ("text", "language") for path in (package / name).rglob("*.py"))
    except OSError:
        return None


def _digest(paths: Iterable[Path]) -> bytes | None:
    whole = sha256()
    files = sorted(paths)
    for path in files:
        whole.update(sha256(path.read_bytes()).digest())
    return whole.digest() if files else None


def _is_ours_alone(folder: Path) -> bool:
    """Nobody else can have put an entry there."""
    if os.name != "posix":
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _keep_small(folder: Path) -> None:
    entries = list(folder.iterdir())
    if len(entries) >= _MOST_ENTRIES:
        for entry in entries:
            entry.unlink(missing_ok=True)
