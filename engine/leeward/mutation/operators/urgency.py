"""An urgency left out, so that the order is routine, or a time allowed that is twice as long."""

from collections.abc import Iterator

from leeward.mutation.rewrite import each_number, rewritten
from leeward.mutation.site import Edit, Site
from leeward.text.node import Scalar


def mutate(site: Site) -> Iterator[Edit]:
    if site.key != "urgency" or not isinstance(site.node, Scalar) or site.node.text == "routine":
        return
    yield Edit(None, site.node.place, site.node.text, "routine")
    for span, number in each_number(site.node):
        yield rewritten(site.node, span, str(2 * int(number)))
