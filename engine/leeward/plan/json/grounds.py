"""Facts, sources and lines as JSON."""

from pathlib import PurePath
from typing import Any

from leeward.plan.model.grounds import Ground, SourceShown
from leeward.plan.time.instants import iso
from leeward.text.place import Place

Json = dict[str, Any]


def of_grounds(grounds: tuple[Ground, ...]) -> list[Json]:
    return [
        {
            "fact": one.fact,
            "value": one.value,
            "at": None if one.at is None else iso(one.at),
            "text": one.text,
            "line": None if one.place is None else of_line(one.place),
        }
        for one in grounds
    ]


def of_sources(sources: tuple[SourceShown, ...]) -> list[Json]:
    return [{"id": one.id, "where": one.where, "checked": one.checked} for one in sources]


def of_line(place: Place) -> str:
    """The document by its file's name: where it lies on this machine is nobody's business."""
    return f"{PurePath(place.file).name}:{place.line}"
