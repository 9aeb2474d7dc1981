"""A rule or a decision left out."""

from collections.abc import Iterator

from leeward.mutation.site import ITEM, Edit, Site
from leeward.text.node import Mapping


def mutate(site: Site) -> Iterator[Edit]:
    if site.keys in (("rules", ITEM), ("bsab", ITEM), ("decisions", ITEM), ("add", ITEM)):
        id = site.node.scalar("id") if isinstance(site.node, Mapping) else None
        if id is not None:
            yield Edit(None, id.place, id.text, "nothing")
