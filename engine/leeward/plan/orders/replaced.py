"""Orders that a certain rule takes the place of; what only may take their place is told beside them."""

from collections.abc import Sequence

from leeward.plan.model.not_ordered import Conflict, NotNow
from leeward.plan.model.orders import Caution
from leeward.plan.orders.about_rules import title
from leeward.plan.orders.candidate import Candidate
from leeward.plan.reading import Reading
from leeward.plan.sources import shown
from leeward.record import record


@record
class Replaced:
    """What stays, what goes and why, what may yet go (by intervention), and who replaces each other."""

    kept: tuple[Candidate, ...]
    out: tuple[NotNow, ...]
    unless: dict[str, tuple[Caution, ...]]
    rivals: tuple[Conflict, ...]


def replace_orders(wanted: Sequence[Candidate], reading: Reading) -> Replaced:
    """Takes out what a certain rule replaces; where some replace each other in a circle, all stay.

    What is only suggested takes the place of nothing that is ordered: a person may choose it.
    Certain here means certain by the rules: not knowing the scope makes both equally unsure.
    """
    by_rule = [one for one in wanted if one.rule.replaces]
    mutual = _in_circles(by_rule)
    kept: list[Candidate] = []
    out: list[NotNow] = []
    unless: dict[str, list[Caution]] = {}
    for candidate in wanted:
        name = candidate.rule.intervention
        over = [
            one
            for one in by_rule
            if name in one.rule.replaces
            and one is not candidate
            and (name, one.rule.intervention) not in mutual
        ]
        firm = next((one for one in over if one.gives >= candidate.gives and in_force(one, reading)), None)
        if firm is not None:
            out.append(_replaced(candidate, firm, reading))
            continue
        kept.append(candidate)
        for one in over:
            unless.setdefault(name, []).append(_unless(one, reading))
    cautions = {name: tuple(dict.fromkeys(found)) for name, found in unless.items()}
    return Replaced(tuple(kept), tuple(out), cautions, _rivals(by_rule, mutual, reading))


def _in_circles(by_rule: Sequence[Candidate]) -> set[tuple[str, str]]:
    """Pairs of interventions each of which, directly or through others, replaces the other."""
    reached: dict[str, set[str]] = {}
    for one in by_rule:
        reached.setdefault(one.rule.intervention, set()).update(one.rule.replaces)
    for middle in reached:
        for beyond in reached.values():
            if middle in beyond:
                beyond |= reached[middle]
    return {
        (name, other)
        for name, beyond in reached.items()
        for other in beyond
        if name != other and name in reached.get(other, ())
    }


def _rivals(
    by_rule: Sequence[Candidate], mutual: set[tuple[str, str]], reading: Reading
) -> tuple[Conflict, ...]:
    """Orders that each say they replace the other."""
    firm = {one.rule.intervention: one for one in by_rule if in_force(one, reading)}
    return tuple(
        Conflict(
            name,
            "certain",
            (firm[name].rule.id, firm[other].rule.id),
            f"{title(firm[name].rule, reading)} and {title(firm[other].rule, reading)} are each ordered "
            "in place of the other: a person must decide",
        )
        for name, other in sorted(mutual)
        if name < other and name in firm and other in firm
    )


def in_force(one: Candidate, reading: Reading) -> bool:
    """Whether a rule is certain and none of its limits closes it."""
    limit = one.rule.limit_reached
    return reading.of(one.rule.id) is True and (limit is None or reading.of(limit) is False)


def _replaced(candidate: Candidate, by: Candidate, reading: Reading) -> NotNow:
    rule = candidate.rule
    return NotNow(
        rule=rule.id,
        order=rule.intervention,
        title=title(rule, reading),
        reason=f"replaced by {title(by.rule, reading)} (rule {by.rule.id})",
        opens_at=None,
        certainty=candidate.certainty,
        condition=candidate.condition,
        sources=(shown(rule.citation, reading.protocol),),
    )


def _unless(one: Candidate, reading: Reading) -> Caution:
    verb = "takes" if one.gives else "may take"
    text = f"{title(one.rule, reading)} {verb} its place"
    return Caution(
        one.rule.id, one.certainty, text, one.condition, (shown(one.rule.citation, reading.protocol),)
    )
