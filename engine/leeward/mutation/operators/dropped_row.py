"""A row of a grade left out."""

from collections.abc import Iterator

from leeward.mutation.site import Edit, Site
from leeward.text.node import Scalar


def mutate(site: Site) -> Iterator[Edit]:
    if site.keys[0] == "grades" and len(site.keys) == 3 and isinstance(site.node, Scalar):
        if site.keys[-1].isdecimal():
            yield Edit(None, site.node.place, f"grade {site.keys[-1]}", "nothing")
        elif site.keys[-1] == "doubted_by":
            yield Edit(None, site.node.place, site.node.text, "nothing")
