"""A picture and the lists of a chart as a patient file, and as the state that its reader makes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from leeward.language.quantity import millionths_to_text
from leeward.language.units import BY_NAME
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Administration, Episode, State
from leeward.patient.chart import Chart, LastDose
from leeward.patient.resolve import as_written, resolve
from leeward.patient.to_chart import to_chart
from leeward.record import record
from leeward.sequences.moments import BEGIN
from leeward.sequences.pictures import Picture
from leeward.sequences.reads import read_by_plans
from leeward.text.from_yaml import read_yaml
from leeward.text.node import Mapping
from leeward.text.problem import Problems, Refused


@record
class Lists:
    """The lists of a chart, complete; None: the file does not say."""

    given: tuple[Administration, ...] | None = ()
    episodes: tuple[Episode, ...] | None = None
    last_dose: LastDose | None = None


class Charts:
    """Charts of one protocol. The words of a picture are read once; time and lists are put in afterwards."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self._protocol = protocol
        self._read: dict[Picture, Chart] = {}
        read, vocabulary = read_by_plans(protocol), protocol.vocabulary
        inputs = {name: input for name, input in vocabulary.inputs.items() if name in read}
        self._asked = replace(protocol, vocabulary=replace(vocabulary, inputs=inputs))

    def state(self, picture: Picture, lists: Lists, at: datetime) -> State:
        """What the reader of patient files makes of this chart, of the inputs from which plans follow.

        Raises:
            Refused: a picture that no patient file may state.
        """
        if picture not in self._read:
            self._read[picture] = self._chart(picture)
        chart = replace(
            self._read[picture],
            at=at,
            given=lists.given,
            episodes=lists.episodes,
            last_dose=lists.last_dose,
        )
        return resolve(chart, self._asked, at)

    def text(self, picture: Picture, lists: Lists, at: datetime) -> str:
        """The patient file, as YAML."""
        inputs = self._protocol.vocabulary.inputs
        lines = [f"at: {stamp(at)}"]
        lines += [f"{name}: {as_written(value, inputs[name])}" for name, value in picture.stated]
        if lists.given is not None:
            lines += _list("given", [_dose(dose) for dose in lists.given])
        if lists.episodes is not None:
            lines += _list("episodes", [_episode(one) for one in lists.episodes])
        if lists.last_dose is not None:
            level = f"level: {lists.last_dose.level}, " if lists.last_dose.level else ""
            lines.append(f"last_dose: {{{level}at: {stamp(lists.last_dose.at)}}}")
        return "\n".join(lines) + "\n"

    def _chart(self, picture: Picture) -> Chart:
        node = read_yaml(self.text(picture, Lists(None), BEGIN).encode(), f"picture of {picture.shows}")
        assert isinstance(node, Mapping), "a picture states at least its time"
        problems = Problems()
        chart = to_chart(node, self._protocol, problems)
        if not problems.passed:
            raise Refused(problems)
        return chart


def stamp(at: datetime) -> str:
    """The moment as a patient file writes it, in UTC; fractions of a second only where there are any."""
    return at.isoformat().replace("+00:00", "Z")


def _list(key: str, entries: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  - {{{entry}}}" for entry in entries)] if entries else [f"{key}: []"]


def _dose(dose: Administration) -> str:
    amount = f"dose: {dose.dose}, " if dose.dose else ""
    return f"drug: {dose.drug}, {amount}at: {stamp(dose.at)}"


def _episode(one: Episode) -> str:
    end = f", to: {stamp(one.end)}" if one.end is not None else ""
    worst = (
        f", worst_for: {millionths_to_text(one.worst_for, BY_NAME['h'])}" if one.worst_for is not None else ""
    )
    low = f", grade_1_since: {stamp(one.grade_1_since)}" if one.grade_1_since is not None else ""
    return (
        f"type: {one.type}, grade: {one.grade}, product: {one.product},"
        f" from: {stamp(one.start)}{end}{worst}{low}"
    )
