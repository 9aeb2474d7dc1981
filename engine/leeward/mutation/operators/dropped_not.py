"""A `not` left out."""

from collections.abc import Iterator

from leeward.language.expression.syntax import Denied
from leeward.mutation.rewrite import parts_of, rewritten
from leeward.mutation.site import Edit, Site


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    for part in parts_of(scalar) if scalar is not None else ():
        if scalar is not None and isinstance(part, Denied):
            yield rewritten(scalar, (part.span[0], part.part.span[0]), "")
