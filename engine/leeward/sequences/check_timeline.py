"""A whole timeline held against the oracle: every dose that was given, and every decision."""

from collections.abc import Iterator
from fractions import Fraction

from leeward.language.quantity import NotANumber, NotAUnit, read_quantity
from leeward.language.units import BY_NAME
from leeward.model.protocol import ClinicalProtocol
from leeward.patient.times import NotATime, read_time
from leeward.sequences.oracle import Dose, amount_in, amount_of, declared, resumes, too_large, too_much
from leeward.sequences.timeline import Timeline, Violation
from leeward.text.node import Mapping


def check_timeline(timeline: Timeline, protocol: ClinicalProtocol) -> tuple[Violation, ...]:
    """Everything that is wrong on this path, step by step; `patients` must be there."""
    return (*_doses(timeline, protocol), *_decisions(timeline))


def _doses(timeline: Timeline, protocol: ClinicalProtocol) -> Iterator[Violation]:
    given: list[tuple[str, Dose]] = _before(timeline.patients[0]) if timeline.patients else []
    for number, (step, patient) in enumerate(zip(timeline.steps, timeline.patients, strict=True)):
        orders = [order for order in step.ordered if order.drug in step.given]
        weight = _weight(patient)
        for names in dict.fromkeys(declared(order.drug, protocol).names for order in orders):
            mine = [order for order in orders if order.drug in names]
            limits = declared(mine[0].drug, protocol)
            earlier = [dose for drug, dose in given if drug in names]
            for kind, text in too_much(limits, earlier, mine, step.at):
                yield Violation(number, kind, mine[0].drug, text)
            for order in mine:
                for kind, text in too_large(limits, order, weight):
                    yield Violation(number, kind, order.drug, text)
        amounts = {order.drug: amount_of(order) for order in orders}
        given += [(drug, Dose(step.at, amounts.get(drug))) for drug in step.given]


def _decisions(timeline: Timeline) -> Iterator[Violation]:
    number = resumes((step.action, step.settled) for step in timeline.steps)
    if number is not None:
        subject = timeline.patients[number].text("product") or "the antibody"
        text = f"{subject} was to be discontinued for good, and is now to {timeline.steps[number].action}"
        yield Violation(number, "resumed", subject, text)


def _before(patient: Mapping) -> list[tuple[str, Dose]]:
    """The doses that the first patient file lists, which no plan of this path ordered."""
    found = []
    for entry in patient.sequence("given"):
        if isinstance(entry, Mapping):
            try:
                dose = Dose(read_time(entry.text("at") or ""), amount_in(entry.text("dose") or ""))
                found.append((entry.text("drug") or "", dose))
            except NotATime:
                continue  # the reader of patient files refuses it, with its place
    return found


def _weight(patient: Mapping) -> Fraction | None:
    """In kg; None when the file does not say, or says it so that its reader refuses it."""
    try:
        return read_quantity(patient.text("weight") or "").in_units_of(BY_NAME["kg"])
    except (NotANumber, NotAUnit):
        return None
