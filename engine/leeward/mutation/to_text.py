"""The mutation score for a terminal: a table by kind of mistake, then each one that nothing notices."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from leeward.mutation.outcome import Outcome
from leeward.mutation.run import Score

_COLUMNS = (
    ("made", None),
    ("noticed", ("noticed",)),
    ("DANGEROUS", ("dangerous",)),
    ("other", ("other",)),
    ("no effect", ("same", "no difference found")),
    ("refused", ("refused",)),
)


def to_text(scores: Iterable[Score]) -> str:
    """All documents, each with its table and the mistakes that slip through."""
    return "\n".join(line for one in scores for line in _document(one)) + "\n"


def _document(score: Score) -> Iterator[str]:
    yield f"{score.of}: mistakes that its {score.cases} cases notice"
    yield f"  {'':<16}" + "".join(f"{name:>11}" for name, _ in _COLUMNS)
    kinds = sorted({outcome.mutant.operator for outcome in score.outcomes})
    for kind in kinds:
        yield _row(kind, [outcome for outcome in score.outcomes if outcome.mutant.operator == kind])
    yield _row("in all", score.outcomes)
    noticed, dangerous = len(score.fate("noticed")), len(score.fate("dangerous"))
    yield f"  score {score.percent} %: {noticed} of {score.counted} noticed, {dangerous} dangerous ones not"
    for outcome in (*score.fate("dangerous"), *score.fate("other")):
        yield from _slipped(outcome)
    for outcome in score.fate("no difference found"):
        yield f"  {_where(outcome)}: no patient found for whom it matters"
    yield ""


def _row(name: str, outcomes: Iterable[Outcome]) -> str:
    fates = [outcome.fate for outcome in outcomes]
    counts = (len(fates) if of is None else sum(fate in of for fate in fates) for _, of in _COLUMNS)
    return f"  {name:<16}" + "".join(f"{count:>11}" for count in counts)


def _slipped(outcome: Outcome) -> Iterator[str]:
    danger = "DANGEROUS " if outcome.fate == "dangerous" else ""
    yield f"  {danger}{_where(outcome)}: no case notices"
    if outcome.witness is not None:
        changes = ", ".join(outcome.witness.changes)
        yield f"    a patient who would: as in `{outcome.witness.like}`" + (
            f", with {changes}" if changes else ""
        )
        for effect in outcome.witness.effect:
            yield f"    then: {effect}"


def _where(outcome: Outcome) -> str:
    mutant = outcome.mutant
    where = f"{PurePath(mutant.place.file).name}:{mutant.place.line}"
    owner = f" of {mutant.owner}" if mutant.owner else ""
    return f"{where}: {mutant.operator}{owner}: `{mutant.before}` written as `{mutant.after}`"
