"""A threshold one step of its last digit lower or higher, in a condition or a setting."""

from collections.abc import Iterator

from leeward.language.expression.syntax import Number
from leeward.mutation.rewrite import each_number, parts_of, rewritten, stepped
from leeward.mutation.site import Edit, Site
from leeward.text.node import Scalar


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    if scalar is not None:
        for part in parts_of(scalar):
            if isinstance(part, Number) and part.unit:
                start = part.span[0]
                for other in stepped(part.number):
                    yield rewritten(scalar, (start, start + len(part.number)), other)
    elif site.keys[0] == "settings" and site.key == "value" and isinstance(site.node, Scalar):
        for span, number in each_number(site.node):
            for other in stepped(number):
                yield rewritten(site.node, span, other)
