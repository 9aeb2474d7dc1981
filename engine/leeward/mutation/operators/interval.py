"""The time between doses halved or doubled."""

from collections.abc import Iterator

from leeward.mutation.rewrite import each_number, rewritten, scaled
from leeward.mutation.site import Edit, Site
from leeward.text.node import Scalar


def mutate(site: Site) -> Iterator[Edit]:
    if site.key != "every" or not isinstance(site.node, Scalar) or site.keys[0] == "schedule":
        return
    for span, number in each_number(site.node):
        for other in scaled(number):
            yield rewritten(site.node, span, other)
