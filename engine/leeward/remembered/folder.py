"""The per-user folder for what can be worked out again: which documents passed, and linked protocols."""

import os
import re
import sys
from pathlib import Path

_DIGEST = re.compile("[0-9a-f]{64}")


def cache_folder(name: str) -> Path | None:
    """The folder of one kind of entry; None when this user has none.

    `LEEWARD_CACHE` names another one, and turns the cache off when empty.
    """
    chosen = os.environ.get("LEEWARD_CACHE")
    if chosen is not None:
        return Path(chosen) / name if chosen else None
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # no home folder
        return None
    return base / "leeward" / name if base.is_absolute() else None


def is_ours_alone(folder: Path) -> bool:
    """Whether nobody else can have put an entry there.

    Raises:
        OSError: the folder is not there.
    """
    if os.name != "posix":
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def keep_small(folder: Path, most: int) -> None:
    """Empties the folder when it holds too many entries; they can all be worked out again.

    Entries are named by SHA-256; whatever else lies in a folder that somebody chose is not ours to delete.
    """
    entries = [entry for entry in folder.iterdir() if _DIGEST.match(entry.name)]
    if len(entries) >= most:
        for entry in entries:
            entry.unlink(missing_ok=True)
