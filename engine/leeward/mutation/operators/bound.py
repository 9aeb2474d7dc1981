"""A bound that includes its number made to leave it out, or the other way round."""

from collections.abc import Iterator

from leeward.language.expression.syntax import Comparison
from leeward.mutation.rewrite import parts_of, rewritten
from leeward.mutation.site import Edit, Site

_OTHER = {">=": ">", ">": ">=", "<=": "<", "<": "<="}


def mutate(site: Site) -> Iterator[Edit]:
    scalar = site.condition
    for part in parts_of(scalar) if scalar is not None else ():
        if scalar is not None and isinstance(part, Comparison):
            for operator in part.operators:
                if operator.text in _OTHER:
                    yield rewritten(scalar, operator.span, _OTHER[operator.text])
