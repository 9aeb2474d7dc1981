"""All mutants of a document, run side by side, and the score."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count
from pathlib import Path

from leeward.cases.prepare import Suite, prepare
from leeward.mutation.bench import Bench
from leeward.mutation.mutants import Mutant, mutants
from leeward.mutation.outcome import Fate, Outcome
from leeward.record import record


@record
class Score:
    """What became of every mutant of one document, in the order of its lines."""

    of: str
    file: str
    cases: int
    outcomes: tuple[Outcome, ...]

    def fate(self, *fates: Fate) -> tuple[Outcome, ...]:
        """The outcomes with one of these fates."""
        return tuple(outcome for outcome in self.outcomes if outcome.fate in fates)

    @property
    def counted(self) -> int:
        """Mutants that somebody should notice: they link, and for some patient they matter."""
        return len(self.fate("noticed", "dangerous", "other"))

    @property
    def percent(self) -> int:
        """How many of those are noticed, rounded down."""
        return 100 * len(self.fate("noticed")) // self.counted if self.counted else 100


def score(path: Path, workers: int | None = None, laws: bool = False) -> Score:
    """The mutation score of the document that a cases file is about.

    workers: how many processes share the work; by default as many as there are processors.

    laws: whether to ask the laws of `protocol verify` of each mutant that no case notices.

    Raises:
        SolverMissing: laws are asked and Z3 is not installed.
        OSError: the cases cannot be opened.
        Refused: they cannot be read, or the document cannot be linked.
    """
    if laws:
        from leeward.verify.z3_solver import Z3Solver

        Z3Solver()  # asked for here: a worker that has none only dies
    suite = prepare(path)
    made = mutants(suite.document.root)
    many = min(workers or cpu_count() or 1, max(1, len(made) // 20))
    outcomes = tuple(_apart(path, made, many, laws) if many > 1 else _here(suite, made, laws))
    return Score(suite.document.id, str(path), len(suite.cases), outcomes)


def _here(suite: Suite, made: Sequence[Mutant], laws: bool) -> Iterator[Outcome]:
    bench = Bench(suite, laws)
    return map(bench.run, made)


_bench: Bench | None = None  # one per worker


def _apart(path: Path, made: Sequence[Mutant], workers: int, laws: bool) -> Iterator[Outcome]:
    """Each worker reads the documents once; `map` keeps the order, so the report is always the same."""
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(path, laws)) as pool:
        yield from pool.map(_run, made, chunksize=8)


def _begin(path: Path, laws: bool) -> None:
    global _bench
    _bench = Bench(prepare(path), laws)


def _run(mutant: Mutant) -> Outcome:
    assert _bench is not None, "the worker has begun"
    return _bench.run(mutant)
