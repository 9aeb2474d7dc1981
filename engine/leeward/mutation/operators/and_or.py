"""`and` written for `or`, or the other way round."""

import re
from collections.abc import Iterator
from dataclasses import replace

from leeward.language.expression.syntax import AllOf, AnyOf
from leeward.mutation.rewrite import around, parts_of
from leeward.mutation.site import Edit, Site

_WORD = re.compile(r"\b(and|or)\b")


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    for part in parts_of(scalar) if scalar is not None else ():
        if scalar is None or not isinstance(part, AllOf | AnyOf):
            continue
        written, other = ("and", "or") if isinstance(part, AllOf) else ("or", "and")
        text = scalar.text
        # from the back, so that the places in front stay where they are
        for one, following in reversed(list(zip(part.parts, part.parts[1:], strict=False))):
            start, end = one.span[1], following.span[0]
            text = text[:start] + _WORD.sub(other, text[start:end]) + text[end:]
        start, end = part.parts[0].span[1], part.parts[1].span[0]
        word = _WORD.search(scalar.text, start, end)
        place = scalar.place.within(word.start() if word else start, len(written))
        before, after = around(scalar.text, start, end), around(text, start, end)
        yield Edit(replace(scalar, text=text), place, before, after)
