"""The weight at which one band ends and the next begins, one step lower or higher."""

from collections.abc import Iterator
from dataclasses import replace

from leeward.mutation.rewrite import each_number, stepped
from leeward.mutation.site import Edit, Site
from leeward.text.node import Mapping, Node, Scalar, Sequence


def mutate(site: Site) -> Iterator[Edit]:
    if site.key != "dose" or not isinstance(site.node, Sequence):
        return
    for item in site.node:
        border = item.scalar("below") if isinstance(item, Mapping) else None
        if border is None:
            continue
        for (start, end), number in each_number(border):
            for other in stepped(number):
                text = border.text[:start] + other + border.text[end:]
                yield Edit(_with_border(site.node, border.text, text), border.place, border.text, text)


def _with_border(bands: Sequence, before: str, after: str) -> Sequence:
    """Both bands changed: a border in one of them alone leaves a gap, which linking refuses."""
    return Sequence(tuple(_band(item, before, after) for item in bands), bands.place)


def _band(item: Node, before: str, after: str) -> Node:
    if not isinstance(item, Mapping):
        return item
    entries = tuple(
        (key, replace(value, text=after))
        if key.text in ("from", "below") and isinstance(value, Scalar) and value.text == before
        else (key, value)
        for key, value in item
    )
    return Mapping(entries, item.place)
