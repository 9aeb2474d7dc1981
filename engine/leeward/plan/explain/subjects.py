"""What a word on the command line may mean: a rule, an intervention, a grade, a finding, an input."""

from collections.abc import Iterator

from leeward.plan.model.account import Subject
from leeward.plan.reading import Reading


def subjects(word: str, reading: Reading) -> tuple[Subject, ...]:
    """Everything of this name, whatever its case: ids, titles, brand names; the most exact kind alone."""
    asked = _folded(word)
    found = [subject for name, subject in _named(reading) if _folded(name) == asked]
    return tuple(dict.fromkeys(found))


def names(reading: Reading) -> set[str]:
    """Every name that is understood, as it is written."""
    return {name for name, _ in _named(reading)}


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _named(reading: Reading) -> Iterator[tuple[str, Subject]]:
    """Names with their meaning; what is nearer to the plan comes first."""
    protocol = reading.protocol
    vocabulary = protocol.vocabulary
    ids = [*(rule.id for rule in protocol.rules), *(rule.id for rule in protocol.bsab if not rule.floor)]
    yield from ((id, Subject("rule", id)) for id in ids)
    spoken = {rule.intervention for rule in protocol.rules}
    for one in vocabulary.interventions.values():
        for name in (one.name, one.title, *one.also):
            yield name, Subject("intervention" if one.name in spoken else "not ordered", one.name)
    for grade in protocol.grades:
        yield from ((name, Subject("grade", grade.name)) for name in (grade.name, grade.title))
    for step in protocol.propositions:
        if step.kind == "finding":
            yield from ((name, Subject("finding", step.name)) for name in (step.name, step.title) if name)
    for input in vocabulary.inputs.values():
        yield from ((name, Subject("input", input.name)) for name in (input.name, input.title))
