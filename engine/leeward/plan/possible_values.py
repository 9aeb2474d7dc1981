"""What an unknown input could be, as far as the protocol can tell: one value for each way it may matter.

A number is cut at every threshold that some condition asks about; between two cuts all
values are the same to the protocol.
"""

from collections.abc import Iterator, Sequence

from leeward.language.quantity import MILLION, millionths_to_text
from leeward.model.expression import Atom, Compare, Count, Has
from leeward.model.state import NEVER, State, Value
from leeward.model.vocabulary import Input, Kind
from leeward.record import record

_SHORT = 40


@record
class Cell:
    """Values that the protocol cannot tell apart: one of them, and how to name a run of such cells.

    lower, upper: ends of the run in millionths, None where open; `closed`: whether each end belongs to it.
    """

    value: Value
    name: str = ""
    lower: int | None = None
    upper: int | None = None
    lower_closed: bool = True
    upper_closed: bool = True


def cells(input: Input, asked: Sequence[Atom], state: State) -> tuple[Cell, ...]:
    """All cells of one input, in its own order. asked: every question of the protocol that reads it."""
    match input.kind:
        case Kind.YES_NO:
            return Cell(True, "yes"), Cell(False, "no")
        case Kind.OPTION:
            return tuple(Cell(option, option) for option in input.options)
        case Kind.SET:
            return tuple(_sets(input, asked))
        case Kind.NAME:
            return ()
        case Kind.QUANTITY | Kind.NUMBER:
            numbers = tuple(_numbers(input, asked, state))
            return (*numbers, Cell(NEVER, "never")) if input.may_be_never else numbers


def run_text(first: Cell, last: Cell, input: Input) -> str:
    """A run of cells in words: `below 90 mm[Hg]`, `3 to 6`, `90 mm[Hg] or more`."""
    if first.name:
        return first.name
    low, high = (None if end is None else millionths_to_text(end, None) for end in (first.lower, last.upper))
    unit = f" {input.unit.code}" if input.unit else ""
    if low is not None and low == high:
        return f"{low}{unit}"
    if low is None:
        return (
            "any" if high is None else f"{high}{unit} or less" if last.upper_closed else f"below {high}{unit}"
        )
    if high is None:
        return f"{low}{unit} or more" if first.lower_closed else f"above {low}{unit}"
    above = "" if first.lower_closed else "above "
    return f"{above}{low} {'to' if last.upper_closed else 'to below'} {high}{unit}"


def _numbers(input: Input, asked: Sequence[Atom], state: State) -> Iterator[Cell]:
    """Every whole number of a short score; else the thresholds and the stretches between them."""
    lowest, highest = input.plausible or (0, None)
    if input.whole and highest is not None and highest - lowest <= _SHORT * MILLION:
        for value in range(lowest, highest + 1, MILLION):
            yield Cell(value, "", value, value)
        return
    cuts = [cut for cut in _thresholds(input.name, asked, state) if lowest <= cut and cut <= (highest or cut)]
    step = MILLION if input.whole else 1
    before: int | None = None
    for cut in cuts:
        if before is not None:
            if cut - before > step:
                yield Cell(
                    before + max(1, (cut - before) // (2 * step)) * step, "", before, cut, False, False
                )
        elif cut > lowest:
            yield Cell(cut - step, "", None, cut, upper_closed=False)
        yield Cell(cut, "", cut, cut)
        before = cut
    if before is None:
        yield Cell(lowest)
    elif highest is None or before < highest:
        yield Cell(before + step, "", before, None, lower_closed=False)


def _thresholds(name: str, asked: Sequence[Atom], state: State) -> list[int]:
    """Every number at which some comparison changes, the other inputs of the comparison being as they are."""
    found = set()
    for atom in asked:
        if not isinstance(atom, Compare):
            continue
        factor = sum(number for number, term in atom.terms if term == name)
        others = [(number, state.facts.get(term)) for number, term in atom.terms if term != name]
        values = [number * fact.value for number, fact in others if fact and type(fact.value) is int]
        if factor and len(values) == len(others):
            found.add((atom.bound - sum(values)) // factor)
    return sorted(found)


def _sets(input: Input, asked: Sequence[Atom]) -> Iterator[Cell]:
    """None, each member that is asked about by name, one and two of the others, and their mixtures."""
    named = {atom.member for atom in asked if isinstance(atom, Has)}
    named |= {member for atom in asked if isinstance(atom, Count) for member in atom.besides}
    special = [option for option in input.options if option in named]
    plain = [option for option in input.options if option not in named]
    yield Cell(frozenset(), "none")
    for member in special:
        yield Cell(frozenset({member}), f"{member} alone")
    if plain:
        one = plain[0] if len(plain) == 1 else "one other" if special else "one"
        yield Cell(frozenset(plain[:1]), one)
        for member in special:
            yield Cell(frozenset({plain[0], member}), f"{one} with {member}")
    if len(plain) > 1:
        yield Cell(frozenset(plain[:2]), "two others" if special else "two")
