"""A grade or a count one lower or one higher, in a condition."""

from collections.abc import Iterator

from leeward.language.expression.syntax import Number
from leeward.mutation.rewrite import parts_of, rewritten, stepped
from leeward.mutation.site import Edit, Site


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    for part in parts_of(scalar) if scalar is not None else ():
        if scalar is not None and isinstance(part, Number) and not part.unit:
            for other in stepped(part.number):
                yield rewritten(scalar, part.span, other)
