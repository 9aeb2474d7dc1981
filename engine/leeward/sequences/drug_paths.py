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
from leeward.sequences.breadth_first import breadth_first
from leeward.sequences.budget import Budget
from leeward.sequences.charts import Charts, Lists
from leeward.sequences.dose_keys import DoseKeys, Key
from leeward.sequences.moments import BEGIN, edges, next_looks, rounds, unequalled
from leeward.sequences.oracle import Dose, amount_in, declared, too_large, too_much
from leeward.sequences.path import Node, Walked, steps_of
from leeward.sequences.pictures import Picture
from leeward.sequences.result import Explored, Question
from leeward.sequences.timeline import Kind, Ordered, Timeline, Violation
from leeward.sequences.ward import Ward
from leeward.sequences.weights import weights_of

_SMALL = "1 ug"  # less than any rule orders of a drug by mass


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
        self.keys = DoseKeys(protocol)

    def search(self, depth: int, budget: Budget) -> tuple[Explored, list[Timeline]]:
        """The shortest path to each kind of fault is kept."""
        looks = self.ward.looks
        starts = ((node, self.keys.of(node)) for node in self._starts())
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
                    yield following, self.keys.of(following)

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

        One picture for each way in which its orders answer to no dose ever, to one an hour ago, whole or
        small, and to one long ago.
        """
        if self.among_others:
            return list(pictures)
        found: dict[tuple[tuple[Ordered, ...], ...], Picture] = {}
        for picture in pictures:
            answers = []
            for hours, amount in ((None, ""), (1, ""), (1, _SMALL), (30, "")):
                given = () if hours is None else self._doses_at(BEGIN - timedelta(hours=hours), amount)
                read = self.ward.read(self.charts.state(picture, Lists(given), BEGIN))
                answers.append(tuple(order for order in read.ordered if order.drug in self.limits.names))
            if any(answers):
                found.setdefault(tuple(answers), picture)
        return list(found.values())

    def _doses_at(self, at: datetime, amount: str) -> tuple[Administration, ...]:
        return tuple(Administration(name, at, amount) for name in sorted(self.limits.names))

    # --- weight

    def _usual(self) -> int | None:
        """The heaviest patient, whose doses are the largest."""
        return self.weights[-1] if self.weights else None

    def _weighed(self, picture: Picture, weight: int | None) -> Picture:
        stated = [pair for pair in picture.stated if pair[0] != "weight"]
        if weight is not None:
            stated.append(("weight", weight))
        return Picture(picture.shows, tuple(stated))


def _weight(picture: Picture) -> Fraction | None:
    value = dict(picture.stated).get("weight")
    return Fraction(value, MILLION) * BY_NAME["kg"].factor if isinstance(value, int) else None


def _amount(order: Ordered) -> str:
    return "" if order.amount is None else f"{order.amount} {order.unit}"
