"""The search for one drug: every path of doses that the plans order, and what the oracle says of each dose.

A step is a look at which a dose is given. A look at which nothing is given leaves every list of the chart as
it was, so a path through it is the path that waits longer; waits of every length that matters are tried at
each step. Patients who differ only in weight differ only in amounts: a path is walked at one weight, and each
rule that speaks for the drug is asked at every weight once. Where a condition reads the weight, it is part of
the pictures instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Administration
from leeward.record import record
from leeward.sequences.breadth_first import breadth_first
from leeward.sequences.budget import Budget
from leeward.sequences.charts import Charts, Lists
from leeward.sequences.moments import BEGIN, edges, next_looks, rounds, unequalled
from leeward.sequences.oracle import Dose, amount_in, declared, too_large, too_much
from leeward.sequences.path import Node, Walked, steps_of
from leeward.sequences.pictures import Picture
from leeward.sequences.result import Explored, Question
from leeward.sequences.timeline import Kind, Ordered, Timeline, Violation
from leeward.sequences.values import thresholds
from leeward.sequences.ward import Ward
from leeward.sequences.weights import weights_of

Key = tuple[tuple[str, tuple[tuple[int, str], ...], int], ...]

_FOR_EVER = timedelta(days=36_500)


class DrugPaths:
    """The paths of one drug under all its names. among_others: every other drug ordered is given too."""

    def __init__(
        self,
        drug: str,
        protocol: ClinicalProtocol,
        ward: Ward,
        charts: Charts,
        pictures: Sequence[Picture],
        product: str,
        *,
        among_others: bool,
    ) -> None:
        self.protocol, self.ward, self.charts = protocol, ward, charts
        self.product, self.among_others = product, among_others
        self.limits = declared(drug, protocol)
        self.subject = drug
        self.ages = edges(protocol, self.limits)
        self.rounds = rounds(protocol)
        self.weights = weights_of(protocol)
        self.pictures = [self._weighed(one, self._usual()) for one in self._apart(pictures)]
        self.asked_weights: set[tuple[str, str]] = set()
        self.found: dict[Kind, Timeline] = {}
        self._kept = {name: self._horizon(name) for name in protocol.vocabulary.interventions}

    def search(self, depth: int, budget: Budget) -> tuple[Explored, list[Timeline]]:
        """The shortest path to each kind of fault is kept."""
        looks = self.ward.looks
        starts = ((node, self._key(node)) for node in self._starts())
        walk = breadth_first(starts, self._after, depth, budget)
        question: Question = "drug among others" if self.among_others else "drug"
        explored = Explored(
            question,
            self.subject,
            self.product,
            depth,
            walk.depth,
            walk.end,
            walk.states,
            self.ward.looks - looks,
        )
        return explored, list(self.found.values())

    def _starts(self) -> Iterator[Node]:
        """Nothing given yet; and one dose just given by somebody else, as prophylaxis, under each name."""
        yield Node(BEGIN, Lists(()))
        for name in sorted(self.limits.names):
            yield Node(BEGIN, Lists((Administration(name, BEGIN),)))

    def _after(self, node: Node, last: bool) -> Iterator[tuple[Node, Key]]:
        """The charts one step on; those after the last one tell whether anything new would come."""
        doses = node.lists.given or ()
        mine = [Dose(dose.at, amount_in(dose.dose)) for dose in doses if dose.drug in self.limits.names]
        times = [dose.at for dose in mine]
        full = [dose.at for dose in unequalled(mine)]
        moments = next_looks(times, node.at, self.ages, self.rounds, full) if doses else (BEGIN,)
        for at in moments:
            for picture in self.pictures:
                for following in self._look(node, picture, at, mine):
                    yield following, self._key(following)

    def _look(self, node: Node, picture: Picture, at: datetime, earlier: list[Dose]) -> Iterator[Node]:
        read = self.ward.read(self.charts.state(picture, node.lists, at))
        mine = [order for order in read.ordered if order.drug in self.limits.names]
        if not mine:
            return
        given = read.ordered if self.among_others else tuple(mine)
        walked = Walked(at, picture, node.lists, read, tuple(order.drug for order in given))
        for order in mine:
            for kind, text in too_large(self.limits, order, _weight(picture)):
                self._note(node, walked, kind, text)
            self._at_every_weight(node, walked, order)
        faults = list(too_much(self.limits, earlier, mine, at))
        for kind, text in faults:
            self._note(node, walked, kind, text)
        if not faults:
            entered = tuple(Administration(order.drug, at, _amount(order)) for order in given)
            yield Node(at, replace(node.lists, given=(*(node.lists.given or ()), *entered)), walked, node)

    def _at_every_weight(self, node: Node, walked: Walked, order: Ordered) -> None:
        """The amount that a rule orders hangs on the weight and on nothing that a path changes."""
        if (order.drug, order.rule) in self.asked_weights:
            return
        self.asked_weights.add((order.drug, order.rule))
        for weight in (None, *self.weights):
            picture = self._weighed(walked.picture, weight)
            read = self.ward.read(self.charts.state(picture, walked.lists, walked.at))
            for one in read.ordered:
                if one.drug == order.drug:
                    for kind, text in too_large(self.limits, one, _weight(picture)):
                        self._note(
                            node, Walked(walked.at, picture, walked.lists, read, (one.drug,)), kind, text
                        )

    def _note(self, node: Node, walked: Walked, kind: Kind, text: str) -> None:
        """Keeps the first path to each kind of fault; breadth first, that is a shortest one."""
        if kind not in self.found:
            steps = steps_of([*node.walked(), walked], self.charts)
            violation = Violation(len(steps) - 1, kind, self.subject, text)
            self.found[kind] = Timeline(self.protocol.id, self.protocol.sha256, (violation,), steps)

    def _apart(self, pictures: Sequence[Picture]) -> list[Picture]:
        """The pictures that differ for this drug; with other drugs given too, all of them.

        One picture for each way in which its orders answer to no dose ever, a dose an hour ago and long ago.
        """
        if self.among_others:
            return list(pictures)
        found: dict[tuple[tuple[Ordered, ...], ...], Picture] = {}
        for picture in pictures:
            answers = []
            for hours in (None, 1, 30):
                given = () if hours is None else self._doses_at(BEGIN - timedelta(hours=hours))
                read = self.ward.read(self.charts.state(picture, Lists(given), BEGIN))
                answers.append(tuple(order for order in read.ordered if order.drug in self.limits.names))
            if any(answers):
                found.setdefault(tuple(answers), picture)
        return list(found.values())

    def _doses_at(self, at: datetime) -> tuple[Administration, ...]:
        return tuple(Administration(name, at) for name in sorted(self.limits.names))

    # --- weight

    def _usual(self) -> int | None:
        """The heaviest patient, whose doses are the largest."""
        return self.weights[-1] if self.weights else None

    def _weighed(self, picture: Picture, weight: int | None) -> Picture:
        stated = [pair for pair in picture.stated if pair[0] != "weight"]
        if weight is not None:
            stated.append(("weight", weight))
        return Picture(picture.shows, tuple(stated))

    # --- what of a chart still matters

    def _key(self, node: Node) -> Key:
        """A chart up to a shift in time: ages of doses as long as anything asks for them, then their number.

        Two charts of one key get the same plans now and after every wait, so one of them is enough.
        """
        found = []
        doses = node.lists.given or ()
        for name in sorted({dose.drug for dose in doses}):
            kept = self._kept[name]
            amounts = (Dose(dose.at, amount_in(dose.dose)) for dose in doses if dose.drug == name)
            ages = sorted(
                (node.at - dose.at, dose.dose if kept.amounts else "") for dose in doses if dose.drug == name
            )
            full = {dose.at for dose in unequalled(amounts)}
            told = [
                one
                for one in ages
                if one[0] <= kept.each or (one[0] <= kept.full and node.at - one[0] in full)
            ]
            if not told and ages[0][0] <= kept.newest:
                told = ages[:1]
            count = min(len(ages), kept.most)
            if told or count:
                microseconds = ((age // timedelta(microseconds=1), amount) for age, amount in told)
                found.append((name, tuple(microseconds), count))
        return tuple(found)

    def _horizon(self, drug: str) -> "_Kept":
        limits = declared(drug, self.protocol)
        ages = edges(self.protocol, limits)
        most = [number + 1 for number, within in limits.counts if within is None]
        for input in self.protocol.vocabulary.inputs.values():
            history = input.from_history
            read = thresholds(self.protocol, input.name)
            if history is not None and history.of == "given" and drug in history.names and read:
                # `never` is not the same as long ago
                most += [bound // MILLION + 1 for bound in read] if history.measure == "count" else [1]
        nothing = timedelta(-1)
        each, newest = max(ages.each, default=nothing), max(ages.newest, default=nothing)
        if in_a_course(drug, self.protocol):
            each = _FOR_EVER  # which phase it is hangs on every dose since the first
        timed = any(rule.regimen.every is not None and not rule.limits for rule in limits.rules)
        full = max(ages.full, default=nothing)
        return _Kept(each, newest, full, max(most, default=0), timed or in_a_course(drug, self.protocol))


@record
class _Kept:
    """How old a dose may be and still matter, and how many are told apart.

    each: any dose; newest: the newest one; full: one that no newer one equals.

    amounts: whether its amount matters too.
    """

    each: timedelta
    newest: timedelta
    full: timedelta
    most: int
    amounts: bool


def in_a_course(drug: str, protocol: ClinicalProtocol) -> bool:
    """Whether a rule gives the drug in phases, or by a course whose days are counted."""
    return any(
        rule.course is not None or bool(rule.taper)
        for rule in protocol.rules
        if rule.intervention in declared(drug, protocol).names
    )


def _weight(picture: Picture) -> Fraction | None:
    value = dict(picture.stated).get("weight")
    return Fraction(value, MILLION) * BY_NAME["kg"].factor if isinstance(value, int) else None


def _amount(order: Ordered) -> str:
    return "" if order.amount is None else f"{order.amount} {order.unit}"
