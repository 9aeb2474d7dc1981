"""Coverage for another program: `leeward.coverage/1`."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from leeward.coverage.measure import Coverage

FORMAT = "leeward.coverage/1"


def to_json(found: Iterable[Coverage]) -> dict[str, Any]:
    """Every target of every document, and how many cases exercise it."""
    return {"format": FORMAT, "documents": [_document(one) for one in found]}


def _document(one: Coverage) -> dict[str, Any]:
    return {
        "of": one.of,
        "cases": one.cases,
        "exercised": len(one.exercised),
        "targets": [
            {
                "kind": target.kind,
                "name": target.name,
                "side": target.side,
                "file": PurePath(target.place.file).name,
                "line": target.place.line,
                "cases": count,
            }
            for target, count in zip(one.targets, one.by, strict=True)
        ],
    }
