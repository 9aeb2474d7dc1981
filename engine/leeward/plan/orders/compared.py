"""Two drugs of one class at once: what each is worth, and which is the stronger.

They stay two orders. An equivalence tells a person which of them is more, and never merges or drops one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from leeward.language.quantity import to_text
from leeward.language.units import BY_NAME
from leeward.model.source import Citation
from leeward.model.vocabulary import Intervention
from leeward.plan.model.not_ordered import Conflict, NotNow
from leeward.plan.model.orders import Compared, UnderWay
from leeward.plan.orders.candidate import Candidate, Merged
from leeward.plan.orders.dose import round_down
from leeward.plan.orders.merge import daily
from leeward.plan.orders.phases import present
from leeward.plan.orders.regimen import regimen_text
from leeward.plan.reading import Reading
from leeward.plan.sources import shown
from leeward.record import record

_MG = BY_NAME["mg"]


@record
class _Given:
    """One drug as this patient gets it, and how much of it in a day, in kg.

    state: `ordered`, `suggested`, `under way` or `replaced`.
    """

    drug: Intervention
    how: str
    amount: Fraction | None
    state: str
    rule: str

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.drug.title, self.how) if part)


def compare_drugs(
    orders: Sequence[Merged],
    asked: Sequence[Candidate],
    out: Sequence[NotNow],
    goes_on: Sequence[UnderWay],
    reading: Reading,
) -> tuple[tuple[Compared, ...], tuple[Conflict, ...]]:
    """Every two drugs of a class in which equivalence is known, and what a person must decide about them.

    asked: what the rules ask for, also what another replaces; out: what is not ordered now.
    """
    found: list[Compared] = []
    conflicts: list[Conflict] = []
    given = [*_in_the_plan(orders, goes_on, reading), *_replaced(asked, out, reading)]
    classes = _compared_classes(reading)
    for one, other in combinations([one for one in given if classes & set(one.drug.classes)], 2):
        states = {one.state, other.state}
        shared = set(one.drug.classes) & set(other.drug.classes)
        if one.drug.name == other.drug.name or not classes & shared:
            continue
        if states <= {"replaced", "suggested"} or states == {"under way"}:
            continue
        compared = _compared(one, other, reading)
        found.append(compared)
        conflicts += _to_decide(one, other, compared)
    return tuple(found), tuple(conflicts)


def _in_the_plan(orders: Sequence[Merged], goes_on: Sequence[UnderWay], reading: Reading) -> Iterator[_Given]:
    """What is certain to be ordered or suggested, and what is under way."""
    words = reading.protocol.vocabulary.interventions
    for merged in orders:
        if merged.main.certain:
            yield _given(merged.main, "ordered" if merged.main.gives else "suggested", words)
    for one in goes_on:
        rule = next(rule for rule in reading.protocol.rules if rule.id == one.rule)
        regimen = present(rule, one.taper)
        yield _given(Candidate(rule, 0, regimen, one.dose), "under way", words)


def _replaced(asked: Sequence[Candidate], out: Sequence[NotNow], reading: Reading) -> Iterator[_Given]:
    """The most of each drug that a certain rule asks for and another takes the place of."""
    gone = {entry.rule for entry in out}
    strongest: dict[str, _Given] = {}
    for candidate in asked:
        if candidate.rule.id in gone and candidate.certain and candidate.gives:
            this = _given(candidate, "replaced", reading.protocol.vocabulary.interventions)
            known = strongest.get(this.drug.name)
            if known is None or (this.amount or 0) > (known.amount or 0):
                strongest[this.drug.name] = this
    yield from strongest.values()


def _given(candidate: Candidate, state: str, words: dict[str, Intervention]) -> _Given:
    amount = daily(candidate.regimen, candidate.dose)
    of_mass = amount[0] if amount is not None and amount[1] == "mass" else None
    how = regimen_text(replace(candidate.regimen, until=""), candidate.dose)
    return _Given(words[candidate.rule.intervention], how, of_mass, state, candidate.rule.id)


def _compared_classes(reading: Reading) -> set[str]:
    """The classes some drug of which has an equivalence."""
    every = reading.protocol.vocabulary.interventions.values()
    return {name for drug in every if drug.equivalence is not None for name in drug.classes}


def _compared(one: _Given, other: _Given, reading: Reading) -> Compared:
    names, rules = (one.drug.name, other.drug.name), (one.rule, other.rule)
    head = f"{one.text} ({one.state}), {other.text} ({other.state})"
    basis = [worth for given in (one, other) if (worth := given.drug.equivalence) is not None]
    references = list(dict.fromkeys(worth.of for worth in basis)) or [one.drug.name]
    mine, its = (_worth(given, references[0]) for given in (one, other))
    if mine is None or its is None:
        lacking = [given for given, worth in ((one, mine), (other, its)) if worth is None]
        why = " and ".join(_lack(given, references[0]) for given in lacking)
        return Compared(names, rules, None, f"{head}: not compared, {why}", ())
    stronger = one if mine[0] > its[1] else other if its[0] > mine[1] else None
    said = f"{stronger.drug.title} is the stronger" if stronger else "about the same"
    title = reading.protocol.vocabulary.interventions[references[0]].title
    values = ", ".join(f"{given.drug.title} {_mg(*worth)}" for given, worth in ((one, mine), (other, its)))
    text = f"{head}: {said}; in a day, as {title}: {values} ({'; '.join(worth.text for worth in basis)})"
    citations = (Citation(worth.source, worth.where, worth.checked) for worth in basis)
    sources = tuple(shown(citation, reading.protocol) for citation in citations)
    return Compared(names, rules, stronger.drug.name if stronger else None, text, sources)


def _worth(given: _Given, reference: str) -> tuple[Fraction, Fraction] | None:
    """The dose of a day as an amount of the reference; None when that is not known."""
    if given.amount is None:
        return None
    if given.drug.name == reference:
        return given.amount, given.amount
    worth = given.drug.equivalence
    if worth is None or worth.of != reference:
        return None
    return given.amount * worth.lowest, given.amount * worth.highest


def _lack(given: _Given, reference: str) -> str:
    worth = given.drug.equivalence
    comparable = given.drug.name == reference or (worth is not None and worth.of == reference)
    return f"{'no dose' if comparable else 'no equivalence'} of {given.drug.title} is given"


def _mg(low: Fraction, high: Fraction) -> str:
    ends = [to_text(round_down(end / _MG.factor)) for end in (low, high)]
    return f"{ends[0]} mg" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]} mg"


def _to_decide(one: _Given, other: _Given, compared: Compared) -> Iterator[Conflict]:
    """A weaker drug in place of a stronger one; a second one beside a course that is under way."""
    for this, that in ((one, other), (other, one)):
        rules = (that.rule, this.rule)
        if this.state == "replaced" and that.state != "replaced" and compared.stronger == this.drug.name:
            text = f"{this.text} is replaced by {that.text}, which is the weaker by equivalence"
            yield Conflict(that.drug.name, "certain", rules, f"{text}: a person must decide")
        if this.state == "under way" and that.state == "ordered":
            text = f"{this.text} is under way, and {that.text} is ordered"
            text += ": a person must decide whether both are given"
            yield Conflict(that.drug.name, "certain", rules, text)
