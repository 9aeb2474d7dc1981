"""The search for a path on which an antibody that was stopped for good is held or given again.

A step is a look: a picture is seen, the ward brings its list of episodes up to date, and the plan is made on
the full chart. Where a plan says continue, the next dose may be given or not. What hangs on missing data is
no decision, and breaks nothing here.
"""

from collections.abc import Hashable, Iterator, Sequence
from datetime import timedelta

from leeward.engines.kernel import Kernel
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.patient.chart import LastDose
from leeward.record import record
from leeward.sequences.breadth_first import breadth_first
from leeward.sequences.budget import Budget
from leeward.sequences.charts import Charts, Lists
from leeward.sequences.episode_clocks import EpisodeClocks
from leeward.sequences.illness import Illness, counted, types_of
from leeward.sequences.moments import BEGIN
from leeward.sequences.oracle import resumes
from leeward.sequences.path import Node, Walked, steps_of
from leeward.sequences.pictures import Picture
from leeward.sequences.result import Explored
from leeward.sequences.timeline import Timeline, Violation
from leeward.sequences.ward import Ward

_Graded = tuple[Picture, dict[str, int]]
"""A picture and how bad each toxicity is in it."""


@record
class _Course:
    """One patient's path: what the lists are made of, and whether the antibody was stopped for good."""

    node: Node
    illness: Illness
    last_dose: LastDose
    stopped: bool = False


class LastingPaths:
    """The paths of patients with these toxicities. timed: the ward writes how long grades lasted."""

    def __init__(
        self,
        types: Sequence[str],
        protocol: ClinicalProtocol,
        kernel: Kernel,
        ward: Ward,
        charts: Charts,
        pictures: Sequence[Picture],
        product: str,
        *,
        timed: bool,
    ) -> None:
        self.protocol, self.kernel, self.ward, self.charts = protocol, kernel, ward, charts
        self.product, self.timed = product, timed
        self.subject = ", ".join(types) + ("; worst grades timed" if timed else "")
        self.clocks = EpisodeClocks(protocol, kernel.layout.inputs)
        self.pictures = list(self._graded(pictures, types))
        self.open = [pair for pair in self.pictures if not self._stops_by_itself(pair[0])]
        self.counted = counted(protocol)
        self.found: dict[str, Timeline] = {}

    def search(self, depth: int, budget: Budget) -> tuple[Explored, list[Timeline]]:
        """The shortest path to each wrong decision is kept.

        The last look is taken only where the antibody is stopped: what it stops, no later one can resume.
        """
        looks = self.ward.looks
        starts = ((start, start.last_dose.level) for start in self._starts())
        walk = breadth_first(starts, self._after, depth, budget, lambda course: course.stopped)
        explored = Explored(
            "stopped stays stopped",
            self.subject,
            self.product,
            depth,
            walk.depth,
            walk.end,
            walk.states,
            self.ward.looks - looks,
        )
        return explored, list(self.found.values())

    def _graded(self, pictures: Sequence[Picture], types: Sequence[str]) -> Iterator[_Graded]:
        """The pictures that show these toxicities only, each settled, with how bad each is."""
        every = types_of(self.protocol)
        for picture in pictures:
            signals = self.kernel.signals(self.charts.state(picture, Lists((), ()), BEGIN))
            stated = dict(picture.stated)
            grades: dict[str, int] = {}
            for type, name in every.items():
                number = stated.get(name, 0)
                spans = [(lowest, highest) for grade, lowest, highest in signals.grades if grade == name]
                lowest, highest = spans[0] if spans else (number // 10**6, number // 10**6)  # type: ignore[operator]
                if lowest == highest:
                    grades[type] = lowest
            if len(grades) == len(every) and all(type in types or not grades[type] for type in grades):
                yield picture, grades

    def _starts(self) -> Iterator[_Course]:
        """A day after a dose, at each level that a condition asks for."""
        for level in self.clocks.levels(self.product):
            last = LastDose(BEGIN - timedelta(days=1), level)
            yield _Course(Node(BEGIN, Lists()), Illness(self.product, self.timed), last)

    def _stops_by_itself(self, picture: Picture) -> bool:
        """Whether the antibody is stopped whatever the lists say: what is certain without them stays so."""
        read = self.ward.read(self.charts.state(picture, Lists(None, None), BEGIN))
        return read.settled and read.action == "discontinue"

    def _looks(self, course: _Course, pictures: Sequence[_Graded]) -> Iterator[tuple[_Course, State]]:
        """The charts one look on; a look that resumes what was stopped is noted and goes no further."""
        node = course.node
        moments = self.clocks.next_looks(course.illness, course.last_dose, node.at) if node.last else (BEGIN,)
        for at in moments:
            for picture, grades in pictures:
                if self._falls(node, picture):
                    continue
                illness = course.illness.seen(grades, at)
                lists = Lists((), illness.episodes(at), course.last_dose)
                state = self.charts.state(picture, lists, at)
                read = self.ward.read(state)
                walked = Walked(at, picture, lists, read)
                following = Node(at, lists, walked, node)
                if course.stopped and read.settled and read.action != "discontinue":
                    self._note(following)
                    continue
                stopped = course.stopped or (read.settled and read.action == "discontinue")
                yield _Course(following, illness, course.last_dose, stopped), state

    def _after(self, course: _Course, last: bool) -> Iterator[tuple[_Course, Hashable]]:
        """The charts one look on, and with the next dose; of the last look, only what it finds."""
        for following, state in self._looks(course, self.open if last else self.pictures):
            if not last:
                yield from self._and_dosed(following, state)

    def _and_dosed(self, course: _Course, state: State) -> Iterator[tuple[_Course, Hashable]]:
        """The chart as it is; and where the plan says continue, also with the next dose of the antibody."""
        yield course, self._key(course, state)
        read = course.node.last.read if course.node.last else None
        if read is not None and read.settled and read.action == "continue":
            at = course.node.at
            for level in self.clocks.levels(self.product):
                dosed = _Course(course.node, course.illness, LastDose(at, level))
                picture = course.node.last.picture if course.node.last else None
                assert picture is not None, "a read plan has a picture"
                lists = Lists((), dosed.illness.episodes(at), dosed.last_dose)
                yield dosed, self._key(dosed, self.charts.state(picture, lists, at))

    def _key(self, course: _Course, state: State) -> Hashable:
        """A chart up to a shift in time: what the protocol reads of its lists, and the episodes that go on.

        Counts and the longest never fall, the other clocks run alike, and an ended episode enters no other
        number, so that two charts of one key stay alike whatever is seen next.
        """
        clocks, at = self.clocks, course.node.at
        going_on = tuple((one.type, one.worst, *clocks.told(one, at)) for one in course.illness.open)
        picture = course.node.last.picture if course.node.last else None
        counts = tuple(sorted(self._counts(picture).items()))
        return course.stopped, clocks.read(state), going_on, course.last_dose.level, counts

    def _counts(self, picture: Picture | None) -> dict[str, int]:
        stated = picture.stated if picture is not None else ()
        return {name: value for name, value in stated if name in self.counted and isinstance(value, int)}

    def _falls(self, node: Node, picture: Picture) -> bool:
        """Whether a count would be less than it was: no patient has had fewer seizures than before."""
        before = self._counts(node.last.picture if node.last else None)
        return any(number < before.get(name, 0) for name, number in self._counts(picture).items())

    def _note(self, node: Node) -> None:
        """Keeps the first path to each wrong decision."""
        steps = steps_of(node.walked(), self.charts)
        number = resumes((step.action, step.settled) for step in steps)
        if number is not None and steps[number].action not in self.found:
            text = f"{self.product} was to be discontinued for good, and is now to {steps[number].action}"
            violation = Violation(number, "resumed", self.product, text)
            self.found[steps[number].action] = Timeline(
                self.protocol.id, self.protocol.sha256, (violation,), steps
            )
