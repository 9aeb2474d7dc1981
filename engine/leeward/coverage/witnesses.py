"""A patient for each thing that no case exercises, checked on both engines."""

from collections.abc import Iterator

from leeward.cases.answers import Plan, answers_of
from leeward.cases.prepare import Suite, state_of
from leeward.coverage.measure import Coverage
from leeward.coverage.target import Target
from leeward.engines.judge import Engines
from leeward.evaluate import Evaluator
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.record import record
from leeward.text.problem import Refused
from leeward.witness.distance import Distances
from leeward.witness.patient import case_of, patient_of
from leeward.witness.search import Found, search
from leeward.witness.skeleton import Skeleton
from leeward.witness.to_yaml import lines_of
from leeward.witness.values import Values


@record
class Witnessed:
    """A target and its witness; None when the search found no patient, which proves nothing."""

    target: Target
    skeleton: Skeleton | None


def witnesses(suite: Suite, coverage: Coverage) -> Iterator[Witnessed]:
    """A witness for each missed target: a patient who reads back and, on both engines, exercises it.

    Raises:
        EngineFault: the engines cannot be trusted with an answer.
    """
    protocol = suite.protocol
    evaluator, engines = Evaluator(protocol), Engines(protocol)
    values, distances = Values([protocol]), Distances(protocol)
    seen: list[tuple[State, Signals]] = []
    try:
        for target in coverage.missed:
            if any(truth_of(target.condition, *one) is Truth.TRUE for one in seen):
                continue  # an earlier witness exercises it too
            # INVARIANT: what is written has been read back and run on both engines
            found = search(
                [(distances, target.condition)],
                suite.cases,
                values,
                lambda one, target=target: _exercises(one, target, suite, engines),  # type: ignore[misc]
            )
            if found is None:
                yield Witnessed(target, None)
                continue
            state = state_of(case_of(found, "witness", protocol), protocol)
            seen.append((state, engines.signals(state)))
            yield Witnessed(target, _skeleton(found, target, suite, answers_of(evaluator.plan(state))))
    finally:
        evaluator.close()
        engines.close()


def _exercises(found: Found, target: Target, suite: Suite, engines: Engines) -> bool:
    try:
        state = state_of(case_of(found, "witness", suite.protocol), suite.protocol)
    except Refused:
        return False
    return truth_of(target.condition, state, engines.signals(state)) is Truth.TRUE


def _skeleton(found: Found, target: Target, suite: Suite, plan: Plan) -> Skeleton:
    changed = {name for name, _ in found.changes}
    shows = f"{target.kind} {target.name} {target.side}; as in {found.seed.case.name}"
    lines = (
        line + ("  # changed" if line.partition(":")[0] in changed else "")
        for line in lines_of(patient_of(found, suite.protocol))
    )
    return Skeleton(shows, tuple(lines), plan)
