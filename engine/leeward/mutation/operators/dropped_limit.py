"""A limit on a drug left out."""

from collections.abc import Iterator

from leeward.mutation.site import ITEM, Edit, Site
from leeward.text.node import Scalar


def mutate(site: Site) -> Iterator[Edit]:
    if site.key == "limits" and site.keys[-1] == ITEM and isinstance(site.node, Scalar):
        yield Edit(None, site.node.place, site.node.text, "nothing")
