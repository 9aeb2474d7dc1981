"""A row of a restart table that goes on with the dose of the row before it."""

from collections.abc import Iterator
from dataclasses import replace

from leeward.mutation.site import Edit, Site
from leeward.text.node import Mapping, Node, Scalar


def mutate(site: Site) -> Iterator[Edit]:
    if site.keys[0] != "restart" or len(site.keys) != 2 or not isinstance(site.node, Mapping):
        return
    rows = list(site.node)
    for number, (_, row) in enumerate(rows):
        before = rows[number - 1][1] if number else None
        give = row.scalar("give") if isinstance(row, Mapping) else None
        other = before.scalar("give") if isinstance(before, Mapping) else None
        if isinstance(row, Mapping) and give is not None and other is not None and give.text != other.text:
            entries = (*rows[:number], (rows[number][0], _giving(row, other.text)), *rows[number + 1 :])
            yield Edit(Mapping(entries, site.node.place), give.place, give.text, other.text)


def _giving(row: Mapping, text: str) -> Mapping:
    entries: tuple[tuple[Scalar, Node], ...] = tuple(
        (key, replace(value, text=text)) if key.text == "give" and isinstance(value, Scalar) else (key, value)
        for key, value in row
    )
    return Mapping(entries, row.place)
