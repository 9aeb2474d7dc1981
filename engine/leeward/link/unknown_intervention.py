"""What to write instead of an intervention that no vocabulary has."""

from collections.abc import Mapping

from leeward.model.vocabulary import Intervention
from leeward.text.nearest import did_you_mean, nearest

_LIST_IT = "list it under `interventions:` of a vocabulary, as `protocol show bsab-vocabulary` shows"


def instead_of(name: str, interventions: Mapping[str, Intervention]) -> str:
    """The remedy: the intervention whose other name this is, the nearest one, or where to list a new one."""
    called = {other.casefold(): one.name for one in interventions.values() for other in one.also}
    called |= {one.casefold(): one for one in interventions}
    whole = name.strip().casefold()
    if whole in called:
        return f"write `{called[whole]}`"
    first = whole.partition(" ")[0]
    if first != whole and first in called:
        return f"write `{called[first]}` alone; the dose, the route and the time have keys of their own"
    close = nearest(whole.replace(" ", "_"), called) or nearest(whole, called)
    return did_you_mean(called[close], interventions) if close else _LIST_IT
