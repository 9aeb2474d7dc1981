"""What a patient must be like for a mistake to show: something is certain with it and excluded without it."""

from collections.abc import Iterator

from leeward.language.quantity import MILLION
from leeward.model.decision import BsabRule
from leeward.model.expression import And, Compare, Holds, Literal, atoms
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Rule
from leeward.model.steps import Grade, Step
from leeward.mutation.meaning import plain
from leeward.witness.distance import Distances
from leeward.witness.search import Goal

_SHOWN = ("rule", "bsab", "limit", "scope", "grade", "doubt", "finding", "derived")


def goals(before: ClinicalProtocol, after: ClinicalProtocol, old: Distances) -> Iterator[tuple[Goal, ...]]:
    """Goals to try one after the other; first those in which the mistake takes something away.

    old: the distances of `before`, which many mutants share.
    """
    new = Distances(after)
    names = list(_touched(before, after))
    for name in names:
        if name in old.propositions and name in new.propositions:
            wanted, excluded = Literal(Holds(name)), Literal(Holds(name), False)
            yield (old, wanted), (new, excluded)
            yield (old, excluded), (new, wanted)
        else:
            yield ((old if name in old.propositions else new, Literal(Holds(name))),)
    for name in _otherwise_changed(before, after):
        yield (old, Literal(Holds(name))), (new, Literal(Holds(name)))
        for weight in _weights(name, before, after):
            at = Literal(Compare(((1, WEIGHT),), "=", weight))
            yield (old, And((Literal(Holds(name)), at))), (new, Literal(Holds(name)))


WEIGHT = "weight"
_LIGHT, _HEAVY = 20 * MILLION, 120 * MILLION  # kg: below every band that is known, above every cap


def _weights(name: str, before: ClinicalProtocol, after: ClinicalProtocol) -> tuple[int, ...]:
    """Body weights at which a dose may differ: on both sides of each band, and where a cap counts."""
    rules = [rule for protocol in (before, after) for rule in protocol.rules if rule.id == name]
    doses = [rule.regimen.dose for rule in rules if rule.regimen.dose]
    if not any(dose.at_most or len(dose.bands) > 1 for dose in doses) or doses[0] == doses[-1]:
        return ()
    borders = [band.below_weight for dose in doses for band in dose.bands if band.below_weight]
    near = [weight + step for weight in borders for step in (0, -MILLION // 10)]
    return tuple(dict.fromkeys([*near, _LIGHT, _HEAVY]))


def _touched(before: ClinicalProtocol, after: ClinicalProtocol) -> Iterator[str]:
    """Propositions that a plan shows and that the mistake may turn: orders and decisions before findings."""
    changed = touched_steps(before, after)
    reached = [step.name for step in before.propositions if step.name in changed]
    lost = {step.name for step in before.steps} ^ {step.name for step in after.steps}
    names = [*lost, *reached]
    kinds = {step.name: step.kind for step in (*after.propositions, *before.propositions)}
    shown = [name for name in dict.fromkeys(names) if kinds.get(name) in _SHOWN]
    yield from sorted(shown, key=lambda name: (_SHOWN.index(kinds[name]), name))


def touched_steps(before: ClinicalProtocol, after: ClinicalProtocol) -> set[str]:
    """Steps whose own condition differs, and all that rest on them."""
    new = {step.name: step for step in after.steps}
    found: set[str] = set()
    for step in before.steps:
        other = new.get(step.name)
        if other is None or plain(step) != plain(other) or _rests_on(step) & found:
            found.add(step.name)
    return found


def _rests_on(step: Step) -> set[str]:
    if isinstance(step, Grade):
        return {row for _, row in step.rows} | ({step.doubt} if step.doubt else set())
    return {name for atom in atoms(step.condition) if (name := _named(atom))}


def _named(atom: object) -> str:
    return getattr(atom, "proposition", "") or getattr(atom, "grade", "")


def _otherwise_changed(before: ClinicalProtocol, after: ClinicalProtocol) -> Iterator[str]:
    """Rules and decisions that are wanted as before and say something else."""
    new = rules_by_id(after)
    for id, rule in rules_by_id(before).items():
        if id in new and plain(rule) != plain(new[id]):
            yield id


def rules_by_id(protocol: ClinicalProtocol) -> dict[str, Rule | BsabRule]:
    """Rules and decisions; their ids are the names of their propositions."""
    found: dict[str, Rule | BsabRule] = {rule.id: rule for rule in protocol.rules}
    return found | {rule.id: rule for rule in protocol.bsab}
