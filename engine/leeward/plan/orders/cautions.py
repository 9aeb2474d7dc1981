"""What speaks against an order: cautions, and conflicts that a person must decide."""

from collections.abc import Iterable, Iterator, Sequence

from leeward.logic.index import index_of
from leeward.plan.model.not_ordered import Avoided, Conflict
from leeward.plan.model.orders import Caution
from leeward.plan.orders.about_rules import conditions_of, title
from leeward.plan.orders.candidate import Candidate, Merged
from leeward.plan.orders.replaced import in_force
from leeward.plan.reading import Reading
from leeward.plan.sources import shown


def cautions_for(name: str, reading: Reading, unsure: tuple[str, ...]) -> Iterator[Caution]:
    """The warnings of the protocol about one intervention."""
    for rule in index_of(reading.protocol).cautions.get(name, ()):
        if reading.of(rule.id) is not False:
            conditions = conditions_of(rule, reading, unsure)
            yield Caution(
                rule.id,
                "conditional" if conditions else "certain",
                "; ".join(part for part in (rule.because, rule.note) if part) or "be careful",
                " and ".join(conditions),
                (shown(rule.citation, reading.protocol),),
                name,
            )


def other_cautions(in_plan: Iterable[str], reading: Reading, unsure: tuple[str, ...]) -> tuple[Caution, ...]:
    """The warnings about interventions that are not in the plan, so that none is lost."""
    shown = set(in_plan)
    left = (name for name in index_of(reading.protocol).cautions if name not in shown)
    return tuple(caution for name in left for caution in cautions_for(name, reading, unsure))


def conflicts(
    wanted: Sequence[Candidate], avoided: Sequence[Avoided], reading: Reading
) -> tuple[Conflict, ...]:
    """An order, certain by the rules, for something that another rule says to avoid, or may."""
    found = []
    for against in avoided:
        speaking = [
            one for one in wanted if one.rule.intervention == against.order and in_force(one, reading)
        ]
        if not speaking:
            continue
        rules = tuple(dict.fromkeys(one.rule.id for one in speaking))
        may = "is to" if against.certainty == "certain" else "may have to"
        doubt = f", if {against.condition}" if against.condition else ""
        text = f"{against.title} is ordered ({', '.join(rules)}) and {may} be avoided ({against.rule}{doubt})"
        found.append(
            Conflict(
                against.order, against.certainty, (*rules, against.rule), f"{text}: a person must decide"
            )
        )
    return tuple(found)


def run_out(orders: Iterable[Merged], reading: Reading) -> tuple[Conflict, ...]:
    """A course whose time has run while the rule that ordered it still holds: nobody says what comes next."""
    found = []
    for one in orders:
        rule, taper = one.main.rule, one.main.taper
        if taper is not None and taper.status == "over":
            text = f"{title(rule, reading)}: {taper.text}, and its rule ({rule.id}) still applies"
            text += ": a person must decide whether it is given again"
            found.append(Conflict(rule.intervention, "certain", (rule.id,), text))
    return tuple(found)
