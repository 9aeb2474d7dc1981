"""Sources and the citations of them."""

from collections.abc import Iterable
from typing import cast

from leeward.link.gather import Gathered
from leeward.model.source import Checked, Citation, Source
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.place import Place
from leeward.text.problem import Problems

_CHECKED = ("read", "secondary", "memory")


def read_sources(documents: Iterable[Gathered], problems: Problems) -> dict[str, Source]:
    """All sources of all documents; one id stands for one source everywhere."""
    sources: dict[str, Source] = {}
    for document in documents:
        for key, node in document.root.mapping("sources"):
            if not isinstance(node, Mapping) or node.text("checked") not in _CHECKED:
                continue
            checked = cast(Checked, node.text("checked"))
            source = Source(
                key.text, node.text("title") or "", checked, key.place, node.text("address") or ""
            )
            earlier = sources.setdefault(key.text, source)
            if (earlier.title, earlier.checked) != (source.title, source.checked):
                message = f"source `{key.text}` is another source at {earlier.place}"
                problems.add("colliding-source", message, key.place, "give one of them another id")
    return sources


class Citer:
    """Turns `source:` entries into citations."""

    def __init__(self, sources: dict[str, Source], problems: Problems) -> None:
        self._sources = sources
        self._problems = problems

    def cite(
        self, node: Node | None, place: Place, what: str, default: Citation | None = None
    ) -> Citation | None:
        """The citation under `source:`; `default` when there is none; a problem when that is missing too."""
        if isinstance(node, Scalar):
            id, _, where = node.text.partition(" ")
            return self._find(id, where.strip(), None, node.place)
        if isinstance(node, Mapping):
            checked = node.text("checked")
            return self._find(
                node.text("id") or "",
                node.text("where") or "",
                cast(Checked, checked) if checked in _CHECKED else None,
                node.place,
            )
        if default is None:
            help = "add `source: <id of a source> <place in it>`"
            self._problems.add("no-source", f"{what} names no source", place, help)
        return default

    def _find(self, id: str, where: str, checked: Checked | None, place: Place) -> Citation | None:
        source = self._sources.get(id)
        if source is None:
            help = did_you_mean(id, self._sources, "the sources are") or "list it under `sources:`"
            self._problems.add("unknown-source", f"no source `{id}`", place, help)
            return None
        return Citation(id, where, checked or source.checked)
