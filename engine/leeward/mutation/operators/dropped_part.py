"""One part of an `and` or an `or` left out."""

from collections.abc import Iterator
from dataclasses import replace

from leeward.language.expression.syntax import AllOf, AnyOf
from leeward.mutation.rewrite import parts_of, rewritten
from leeward.mutation.site import Edit, Site


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    for part in parts_of(scalar) if scalar is not None else ():
        if scalar is None or not isinstance(part, AllOf | AnyOf):
            continue
        for number, one in enumerate(part.parts):
            first = number == 0
            start = one.span[0] if first else part.parts[number - 1].span[1]
            end = part.parts[1].span[0] if first else one.span[1]
            edit = rewritten(scalar, (start, end), "")
            yield replace(edit, place=scalar.place.within(one.span[0], one.span[1] - one.span[0]))
