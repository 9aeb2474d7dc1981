"""Coverage for a terminal: a table of counts for each document, then what no case exercises."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from leeward.coverage.measure import Coverage
from leeward.coverage.target import Target

KINDS = ("rule", "grade row", "decision", "restart row", "limit", "finding", "comparison")


def to_text(found: Iterable[Coverage]) -> str:
    """All documents, each with its table and its gaps."""
    return "\n".join(line for one in found for line in _document(one)) + "\n"


def _document(one: Coverage) -> Iterator[str]:
    yield f"{one.of}: what its {one.cases} cases exercise"
    exercised = one.exercised
    for kind in KINDS:
        of = [target for target in one.targets if target.kind == kind]
        if of:
            hit = sum(target.kind == kind for target in exercised)
            yield f"  {kind + 's':<14}{hit:>5} of {len(of):>4}  {_percent(hit, len(of)):>4}"
    every = len(one.targets)
    yield f"  {'in all':<14}{len(exercised):>5} of {every:>4}  {_percent(len(exercised), every):>4}"
    for target in one.missed:
        yield f"  {missed(target)}"
    yield ""


def missed(target: Target) -> str:
    """`asco-2021.protocol.yaml:86: comparison … never exactly at 72 h`"""
    place = target.place
    return f"{PurePath(place.file).name}:{place.line}: {target.kind} {target.name}: never {target.side}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole if whole else 100} %"
