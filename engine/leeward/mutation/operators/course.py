"""How long, over what time or how often: halved or doubled, one more or one less."""

from collections.abc import Iterator

from leeward.mutation.rewrite import each_number, rewritten, scaled, stepped
from leeward.mutation.site import Edit, Site
from leeward.text.node import Scalar

_CHANGES = {"for": scaled, "over": scaled, "times": stepped}


def mutate(site: Site) -> Iterator[Edit]:
    change = _CHANGES.get(site.key)
    if change is None or not isinstance(site.node, Scalar) or site.keys[0] == "schedule":
        return
    for span, number in each_number(site.node):
        for other in change(number):
            if other != "0":
                yield rewritten(site.node, span, other)
