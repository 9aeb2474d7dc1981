"""All mutants of one document: every operator at every site, in the order of the document."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from leeward.mutation import operators
from leeward.mutation.site import Edit, Site, changed, sites
from leeward.record import record
from leeward.text.node import Mapping, Node
from leeward.text.place import Place

Operator = Callable[[Site], Iterator[Edit]]


@record
class Mutant:
    """One mistake. operator: its kind. owner: the rule, row or finding it is made in."""

    operator: str
    owner: str
    place: Place
    before: str
    after: str
    way: tuple[int, ...]
    node: Node | None

    def root(self, root: Mapping) -> Mapping:
        """The document with the mistake in it."""
        return changed(root, self.way, self.node)


@cache
def operator_modules() -> tuple[tuple[str, Operator], ...]:
    """The operators, found by place: each module of `operators` has a function `mutate`."""
    names = sorted(module.name for module in iter_modules(operators.__path__))
    return tuple((name, import_module(f"{operators.__name__}.{name}").mutate) for name in names)


def mutants(root: Mapping) -> tuple[Mutant, ...]:
    """Every mutant of a document."""
    return tuple(
        Mutant(name.replace("_", "-"), site.owner, edit.place, edit.before, edit.after, site.way, edit.node)
        for site in sites(root)
        for name, mutate in operator_modules()
        for edit in mutate(site)
    )
