"""The facts behind a proposition, with their values, times and the lines that ask for them."""

from collections.abc import Iterator

from leeward.logic.why import Reason, support_of
from leeward.plan.facts import called
from leeward.plan.model.grounds import Ground
from leeward.plan.reading import Reading


def of_proposition(name: str, reading: Reading) -> tuple[Ground, ...]:
    """What speaks for a named proposition, a grade before the facts that make it; each fact once."""
    found = {(ground.fact, ground.value): ground for ground in reversed(list(_grounds(name, reading)))}
    return tuple(reversed(found.values()))


def _grounds(name: str, reading: Reading) -> Iterator[Ground]:
    for reason in support_of(name, reading.case):
        yield _ground(reason, reading)
        if reason.fact in reading.grades:
            yield from _row(reason.fact, reading)


def _row(grade: str, reading: Reading) -> Iterator[Ground]:
    """The facts behind the row of the grade that certainly holds; none while no row does."""
    lowest, _ = reading.grades[grade]
    rows = reading.case.grades[grade].rows
    row = next((row for number, row in rows if number == lowest), None)
    if row is not None and reading.of(row) is True:
        yield from (_ground(one, reading) for one in support_of(row, reading.case))


def _ground(one: Reason, reading: Reading) -> Ground:
    """One object for one reason, however many orders it speaks for."""
    kept = reading.grounds.get(id(one))
    if kept is None:
        kept = reading.grounds[id(one)] = one, _made(one, reading)
    return kept[1]


def _made(one: Reason, reading: Reading) -> Ground:
    known = one.fact in reading.grades
    title = reading.title(one.fact) if known else called(one.fact, reading.protocol.vocabulary)
    return Ground(one.fact, one.value, one.at, one.text, one.place, title)
