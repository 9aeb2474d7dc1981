"""What the library holds, read from the head of each document; nothing is linked for it."""

from collections import Counter
from pathlib import Path

from leeward.library import SUFFIX
from leeward.record import record
from leeward.text.from_yaml import read_yaml
from leeward.text.node import Mapping


@record
class Card:
    """One document. `checked`: how many of its own sources were checked in each way."""

    id: str
    kind: str
    version: str
    status: str
    title: str
    checked: dict[str, int]


def card(path: Path) -> Card:
    """The card of one document.

    Raises:
        OSError: the file cannot be opened.
        Refused: it is not YAML as the language reads it.
    """
    node = read_yaml(path.read_bytes(), str(path))
    root = node if isinstance(node, Mapping) else Mapping((), node.place)
    sources = (source for _, source in root.mapping("sources"))
    counts = Counter(source.text("checked") for source in sources if isinstance(source, Mapping))
    checked = {how: counts[how] for how in ("read", "secondary", "memory")}
    return Card(
        root.text("id") or path.name.removesuffix(SUFFIX),
        root.text("kind") or "",
        root.text("version") or "",
        root.text("status") or "",
        root.text("title") or "",
        checked,
    )
