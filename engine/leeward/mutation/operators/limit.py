"""A limit on a drug that allows one dose less or more, or an hour less or more between doses."""

from collections.abc import Iterator

from leeward.mutation.rewrite import each_number, rewritten, stepped
from leeward.mutation.site import ITEM, Edit, Site
from leeward.text.node import Scalar


def mutate(site: Site) -> Iterator[Edit]:
    if site.key != "limits" or site.keys[-1] != ITEM or not isinstance(site.node, Scalar):
        return
    span, number = next(each_number(site.node))
    for other in stepped(number):
        if other != "0":
            yield rewritten(site.node, span, other)
