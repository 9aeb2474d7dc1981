"""An order made a suggestion, and a warning against something left out."""

from collections.abc import Iterator
from dataclasses import replace

from leeward.mutation.site import Edit, Site
from leeward.text.node import Mapping

_WEAKER = {"give": "consider", "order": "consider", "avoid": "caution"}


def mutate(site: Site) -> Iterator[Edit]:
    rule = None if site.keys[0] == "restart" else site.rule
    for verb, weaker in _WEAKER.items():
        key = rule.key(verb) if rule else None
        if rule is not None and key is not None:
            entries = tuple(
                (replace(one, text=weaker), value) if one.text == verb else (one, value)
                for one, value in rule
            )
            yield Edit(Mapping(entries, rule.place), key.place, verb, weaker)
