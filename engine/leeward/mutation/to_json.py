"""The mutation score for another program: `leeward.mutation/1`."""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from leeward.mutation.outcome import Outcome
from leeward.mutation.run import Score

FORMAT = "leeward.mutation/1"


def to_json(scores: Iterable[Score]) -> dict[str, Any]:
    """Every mutant of every document, and what became of it."""
    return {"format": FORMAT, "documents": [_document(one) for one in scores]}


def _document(score: Score) -> dict[str, Any]:
    return {
        "of": score.of,
        "cases": score.cases,
        "percent": score.percent,
        "fates": dict(sorted(Counter(outcome.fate for outcome in score.outcomes).items())),
        "mutants": [_outcome(outcome) for outcome in score.outcomes],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    mutant, witness = outcome.mutant, outcome.witness
    return {
        "operator": mutant.operator,
        "owner": mutant.owner,
        "file": PurePath(mutant.place.file).name,
        "line": mutant.place.line,
        "before": mutant.before,
        "after": mutant.after,
        "fate": outcome.fate,
        "by": outcome.by or None,
        "witness": None
        if witness is None
        else {
            "like": witness.like,
            "changes": list(witness.changes),
            "patient": list(witness.patient),
            "effect": list(witness.effect),
        },
    }
