"""A patient file in, a `State` out, or every reason why not."""

from dataclasses import replace
from datetime import datetime

from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.model.expression import atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.patient.chart import Chart
from leeward.patient.resolve import resolve
from leeward.patient.to_chart import to_chart
from leeward.text.from_yaml import read_yaml
from leeward.text.node import Mapping
from leeward.text.place import Place
from leeward.text.problem import Problem, Problems, Refused

_TIMELINE = "timeline"  # the first key of what a search over sequences writes
_REPLAY = "`protocol verify PROTOCOL --replay FILE` runs it again; each `patient:` in it is a patient file"
_FIRST_LINE = "write one input on each line, as in `weight: … kg`"


def read_patient(data: bytes, file: str, protocol: ClinicalProtocol, at: datetime | None = None) -> State:
    """The patient in a YAML or JSON file, as known at `at`: by default the file's `at`, else its newest time.

    Raises:
        Refused: with every problem of the file; no value of the file is in any of them.
        ValueError: `at` has no offset from UTC.
    """
    try:
        root = read_yaml(data, file)
    except Refused as refused:
        raise Refused(_of_a_patient(problem) for problem in refused.problems) from None
    if not isinstance(root, Mapping) or not root.entries:
        raise Refused(
            [Problem("not-a-patient", "the file states nothing of a patient", root.place, _FIRST_LINE)]
        )
    path = root.scalar(_TIMELINE)
    if path is not None:
        message = "the file is a path of several looks at a patient, not one patient"
        raise Refused([Problem("not-a-patient", message, path.place, _REPLAY)])
    return read_patient_node(root, protocol, at)


def read_patient_node(node: Mapping, protocol: ClinicalProtocol, at: datetime | None = None) -> State:
    """The patient written under a node; see `read_patient`.

    Raises:
        Refused: with every problem of the node.
        ValueError: `at` has no offset from UTC.
    """
    if at is not None and at.utcoffset() is None:
        raise ValueError("the time of evaluation has no offset from UTC")
    problems = Problems()
    chart = to_chart(node, protocol, problems)
    moment = at or chart.at or max((timed.at for timed in chart.times), default=None)
    if moment is None:
        if problems.passed:
            help = "write `at:` with the time at which this is known"
            problems.add("no-time", "the file says no time", node.place, help)
        raise Refused(problems)
    _refuse_future(chart, moment, problems)
    state = resolve(chart, protocol, moment)
    _refuse_impossible(state, chart, node.place, protocol, problems)
    if not problems.passed:
        raise Refused(problems)
    return state


def _of_a_patient(problem: Problem) -> Problem:
    """A problem of the text, without the line it stands in, which would repeat a patient's value."""
    help = _FIRST_LINE if problem.code == "empty" else problem.help
    return replace(problem, excerpt="", help=help)


def _refuse_future(chart: Chart, at: datetime, problems: Problems) -> None:
    help = "check the time, its offset from UTC, and the time of evaluation"
    for timed in chart.times:
        if timed.at > at:
            problems.add("future", f"{timed.what} after the time of evaluation", timed.place, help)


def _refuse_impossible(
    state: State, chart: Chart, place: Place, protocol: ClinicalProtocol, problems: Problems
) -> None:
    for impossible in protocol.vocabulary.impossible:
        if truth_of(impossible.condition, state, None) is Truth.TRUE:
            names = [name for atom in atoms(impossible.condition) for name in inputs_of(atom)]
            places = [chart.stated[name].place for name in names if name in chart.stated]
            problems.add("impossible", impossible.message, min(places, default=place), impossible.help)
