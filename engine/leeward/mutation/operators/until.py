"""A hold that ends earlier or later: at another grade, without the wait after it, or after another."""

import re
from collections.abc import Iterator

from leeward.mutation.rewrite import each_number, rewritten, stepped
from leeward.mutation.site import Edit, Site
from leeward.text.node import Scalar

_WAIT = re.compile(r" for [0-9]+ (?:h|d)$")
_RESOLVED = re.compile(r"resolved(?: or stabilised)?")


def mutate(site: Site) -> Iterator[Edit]:
    if site.keys[-1] != "hold" or not isinstance(site.node, Scalar):
        return
    scalar = site.node
    wait, resolved = _WAIT.search(scalar.text), _RESOLVED.search(scalar.text)
    if wait is not None:
        yield rewritten(scalar, wait.span(), "")
    if resolved is not None:
        yield rewritten(scalar, resolved.span(), "grade 1 or less")
    for span, number in each_number(scalar):
        for other in stepped(number):
            yield rewritten(scalar, span, other)
