"""A hold made to continue, and a stop for good made to hold."""

from collections.abc import Iterator

from leeward.mutation.site import Edit, Site
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.place import Place


def mutate(site: Site) -> Iterator[Edit]:
    rule = site.rule
    hold = rule.key("hold") if rule else None
    stop = rule.key("discontinue") if rule else None
    if rule is not None and hold is not None:
        yield Edit(_without(rule, "hold"), hold.place, "hold", "continue")
    if rule is not None and stop is not None:
        until = "until resolved" if site.keys[0] == "bsab" and len(site.keys) > 2 else "until crs resolved"
        held = _with_first(_without(rule, "discontinue"), "hold", until, stop.place)
        yield Edit(held, stop.place, "discontinue", "hold")


def _without(rule: Mapping, name: str) -> Mapping:
    return Mapping(tuple((key, value) for key, value in rule if key.text != name), rule.place)


def _with_first(rule: Mapping, name: str, text: str, place: Place) -> Mapping:
    entry: tuple[Scalar, Node] = (Scalar(name, place), Scalar(text, place))
    return Mapping((entry, *rule.entries), rule.place)
