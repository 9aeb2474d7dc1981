"""A yes/no setting turned round; one option of a list left out, in a condition or a setting."""

from collections.abc import Iterator
from dataclasses import replace

from leeward.language.expression.syntax import Braces
from leeward.mutation.rewrite import parts_of, rewritten
from leeward.mutation.site import ITEM, Edit, Site
from leeward.text.node import Scalar

_OTHER = {"yes": "no", "no": "yes", "true": "false", "false": "true"}


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    if scalar is not None:
        for part in parts_of(scalar):
            if isinstance(part, Braces) and len(part.items) > 1:
                for number, item in enumerate(part.items):
                    start = part.items[number - 1].span[1] if number else item.span[0]
                    end = item.span[1] if number else part.items[1].span[0]
                    place = scalar.place.within(item.span[0], item.span[1] - item.span[0])
                    yield replace(rewritten(scalar, (start, end), ""), place=place)
    elif site.keys[0] == "settings" and site.key == "value" and isinstance(site.node, Scalar):
        if site.node.text in _OTHER:
            yield rewritten(site.node, (0, len(site.node.text)), _OTHER[site.node.text])
        elif site.keys[-1] == ITEM:
            yield Edit(None, site.node.place, site.node.text, "nothing")
