"""Which documents have already passed the check of their shape, so that a clinician need not wait for it.

The cache holds empty files named by digests; "this digest passed" is all that it can say. A digest
covers the bytes of the document and the sources of this language, so that neither can change unnoticed.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from leeward.remembered.folder import cache_folder, is_ours_alone, keep_small

_FORMAT = b"leeward.shape/1"
_MOST_ENTRIES = 1000


def shape_is_known_good(data: bytes) -> bool:
    """Whether a document of exactly these bytes has passed; False when that cannot be known."""
    entry = _entry(data)
    try:
        return entry is not None and is_ours_alone(entry.parent) and entry.is_file()
    except OSError:
        return False


def remember(data: bytes) -> None:
    """Note that a document of exactly these bytes has passed; without a writable cache nothing happens."""
    entry = _entry(data)
    if entry is None:
        return
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_ours_alone(entry.parent):
            keep_small(entry.parent, _MOST_ENTRIES)
            entry.touch(mode=0o600)
    except OSError:
        return


def _entry(data: bytes) -> Path | None:
    folder, language = cache_folder("shape"), _language_digest()
    if folder is None or language is None:
        return None
    return folder / sha256(b"\0".join((_FORMAT, language, sha256(data).digest()))).hexdigest()


@cache
def _language_digest() -> bytes | None:
    """The digest of everything that says what passes; None when the sources are not there to be read."""
    package = Path(__file__).parents[2]
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
