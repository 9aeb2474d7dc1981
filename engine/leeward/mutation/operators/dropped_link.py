"""Left out: what a closed rule leads to, what a rule replaces, what is owed at the next dose."""

from collections.abc import Iterator

from leeward.mutation.site import ITEM, Edit, Site
from leeward.text.node import Scalar


def mutate(site: Site) -> Iterator[Edit]:
    listed = site.key in ("replaces", "next_dose") and site.keys[-1] == ITEM
    if (listed or site.keys[-1] == "otherwise") and isinstance(site.node, Scalar):
        yield Edit(None, site.node.place, f"{site.key} {site.node.text}", "nothing")
