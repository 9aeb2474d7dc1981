"""A timeline run again, look by look, through the reader of patient files and both engines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leeward.evaluate import Evaluator
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.patient.from_yaml import read_patient_node
from leeward.record import record
from leeward.sequences.check_timeline import check_timeline
from leeward.sequences.from_yaml import read_timeline
from leeward.sequences.timeline import Step, Timeline, Violation
from leeward.sequences.to_yaml import to_yaml
from leeward.sequences.ward import Read, read_plan
from leeward.text.node import Mapping


class NotReplayed(Exception):
    """What a search found is not what both engines say; nothing that it answered can be trusted."""

    def __init__(self, protocol: str, differences: Sequence[str]) -> None:
        self.differences = tuple(differences)
        self.help = "report the fault to the maintainers of leeward; the search proves nothing"
        super().__init__(f"a path found in `{protocol}` is not what both engines say: {differences[0]}")


@record
class Replayed:
    """differences: where the plans of now are not those of the file.

    violations: what is broken by what the plans of now decide and, of what was given, still order.
    """

    differences: tuple[str, ...]
    violations: tuple[Violation, ...]

    @property
    def same(self) -> bool:
        return not self.differences


def replay(timeline: Timeline, protocol: ClinicalProtocol, evaluator: Evaluator | None = None) -> Replayed:
    """Makes every plan of a timeline again. A path without patient files goes through its own file first.

    Raises:
        Refused: a patient file of the timeline is refused.
        EnginesDisagree, EngineUnavailable, EngineFault: as for every evaluation.
    """
    if len(timeline.patients) != len(timeline.steps):
        timeline = read_timeline(to_yaml(timeline).encode(), "timeline.yaml")
    own = evaluator or Evaluator(protocol)
    try:
        looks = [_look(patient, protocol, own) for patient in timeline.patients]
    finally:
        if evaluator is None:
            own.close()
    now = tuple(_as_now(step, read) for step, (_, read) in zip(timeline.steps, looks, strict=True))
    differences = tuple(_differences(timeline, protocol, looks))
    return Replayed(differences, check_timeline(replace(timeline, steps=now), protocol))


def confirm(protocol: ClinicalProtocol, found: Sequence[Timeline]) -> None:
    """Replays what a search found.

    Raises:
        NotReplayed: a plan differs, or the path does not break what it is said to break.
    """
    evaluator = Evaluator(protocol)
    try:
        for timeline in found:
            replayed = replay(timeline, protocol, evaluator)
            said = {(one.step, one.kind, one.text) for one in timeline.found}
            if not said <= {(one.step, one.kind, one.text) for one in replayed.violations}:
                replayed = Replayed((*replayed.differences, "the path breaks nothing"), replayed.violations)
            if not replayed.same:
                raise NotReplayed(protocol.id, replayed.differences)
    finally:
        evaluator.close()


def _look(patient: Mapping, protocol: ClinicalProtocol, evaluator: Evaluator) -> tuple[State, Read]:
    state = read_patient_node(patient, protocol)
    return state, read_plan(evaluator.plan(state))


def _as_now(step: Step, read: Read) -> Step:
    """The same look with the plan of now; what it does not order is not given."""
    drugs = {order.drug for order in read.ordered}
    given = tuple(drug for drug in step.given if drug in drugs)
    return Step(step.at, step.patient, read.action, read.settled, read.ordered, given)


def _differences(
    timeline: Timeline, protocol: ClinicalProtocol, looks: Sequence[tuple[State, Read]]
) -> Iterator[str]:
    if timeline.protocol != protocol.id:
        yield f"the timeline is of `{timeline.protocol}`, not of `{protocol.id}`"
    charted: set[tuple[str, object]] = set()
    for number, (step, (state, read)) in enumerate(zip(timeline.steps, looks, strict=True), 1):
        if state.at != step.at:
            yield f"step {number}: the patient file is of another moment"
        if not charted <= {(dose.drug, dose.at) for dose in state.given or ()}:
            yield f"step {number}: the patient file does not list every dose that was given before"
        if (read.action, read.settled) != (step.action, step.settled):
            yield f"step {number}: the decision is {read.action}, {'' if read.settled else 'not '}settled"
        yield from (f"step {number}: {text}" for text in _order_differences(step, read.ordered))
        charted |= {(drug, step.at) for drug in step.given}


def _order_differences(step: Step, ordered: Sequence[object]) -> Iterator[str]:
    if tuple(ordered) != step.ordered:
        yield "the drugs ordered are others, or in another dose"
    for drug in step.given:
        if drug not in [order.drug for order in step.ordered]:
            yield f"{drug} is given and was not ordered"
