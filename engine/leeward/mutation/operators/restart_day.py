"""The day on which one row of a restart table ends and the next begins, one earlier or later."""

import re
from collections.abc import Iterator
from dataclasses import replace

from leeward.mutation.site import Edit, Site
from leeward.text.node import Mapping, Scalar

_ROW = re.compile(r"(?:(<=|>) )?([0-9]+) d(?: \.\. ([0-9]+) d)?")


def mutate(site: Site) -> Iterator[Edit]:
    if site.keys[0] != "restart" or len(site.keys) != 2 or not isinstance(site.node, Mapping):
        return
    for key, _ in site.node:
        match = _ROW.fullmatch(key.text)
        last = (match[2] if match[1] == "<=" else match[3]) if match and match[1] != ">" else None
        if last is not None:
            for step in (-1, 1):
                day = int(last)
                yield Edit(
                    _moved(site.node, day, step), key.place, f"last day {day}", f"last day {day + step}"
                )


def _moved(table: Mapping, day: int, step: int) -> Mapping:
    """Both rows changed: every day keeps exactly one."""
    return Mapping(tuple((_key(key, day, step), value) for key, value in table), table.place)


def _key(key: Scalar, day: int, step: int) -> Scalar:
    match = _ROW.fullmatch(key.text)
    if match is None:
        return key
    if match[1]:
        number = int(match[2])
        return replace(key, text=f"{match[1]} {number + step if number == day else number} d")
    first, last = int(match[2]), int(match[3] or match[2])
    first, last = (first + step if first == day + 1 else first), (last + step if last == day else last)
    return replace(key, text=f"{first} d .. {last} d")
