"""Decisions for good that end with their condition: warned of where the writer can mend it.

An overlay that takes out the rule which remembered is the cause, and not the line of the base that is left.
"""

from collections.abc import Iterable, Iterator

from leeward.language.from_expression import read_condition
from leeward.language.names import Names
from leeward.link.histories import only_counts
from leeward.link.lasting_decisions import is_forgotten
from leeward.link.overlay.changes import Change
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import Condition
from leeward.record import record
from leeward.text.node import Mapping
from leeward.text.place import Place
from leeward.text.problem import Problems

_HELP = "add a rule on what the history says of it, such as `when: prior_crs_grade4 >= 1`"


@record
class Written:
    """A decision, its condition, and the place of that."""

    rule: BsabRule
    condition: Condition
    place: Place


def warn_of_the_forgotten(
    written: Iterable[Written], changes: tuple[Change, ...], names: Names, problems: Problems
) -> None:
    """A warning for each stop that ends with its condition, unless a rule of the same list remembers."""
    stops = [one for one in written if one.rule.decision is Decision.DISCONTINUE]
    if any(only_counts(one.condition, names.inputs) for one in stops):
        return
    lost = next(_reversed_memories(changes, names), None)
    for stop in stops:
        if not is_forgotten(stop.condition, names.inputs):
            continue
        message = f"`{stop.rule.id}` stops the antibody for good only while its condition holds"
        place, help = stop.place, _HELP
        made = _made_a_stop(stop, changes)
        if made is not None:
            place = made.deviation.place
        elif lost is not None and stop.place.file != lost.deviation.place.file:
            target = lost.deviation.target
            message += f", now that `{target}` does not remember it"
            place, help = lost.deviation.place, f"keep `{target}` as it was, or {_HELP}"
        problems.add("forgotten-stop", message, place, help, severity="warning")


def _made_a_stop(stop: Written, changes: tuple[Change, ...]) -> Change | None:
    """The change by which a decision of the base became a stop, when its condition is still the base's."""
    found = None
    for change in changes:
        about = change.deviation.kind == "replace" and change.deviation.target == stop.rule.id
        if about and "discontinue" in change.after and stop.place.file != change.deviation.place.file:
            found = change
    return found


def _reversed_memories(changes: tuple[Change, ...], names: Names) -> Iterator[Change]:
    """Changes, the last one first, that took away a stop on what the history counts."""
    for change in reversed(changes):
        if change.deviation.kind not in ("replace", "remove") or change.before is None:
            continue
        if _remembers(change.before, names):
            yield change


def _remembers(rule: Mapping, names: Names) -> bool:
    when = rule.scalar("when")
    if when is None or rule.text("discontinue") not in ("true", "yes"):
        return False
    # a fault in the base's own text is told where the base is linked
    condition = read_condition(when, names, Problems())
    return condition is not None and only_counts(condition, names.inputs)
