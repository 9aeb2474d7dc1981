"""The bounded search, put together: every limited drug and every toxicity, for every product."""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Literal

from leeward.engines.kernel import Kernel
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Strength
from leeward.sequences.budget import Budget
from leeward.sequences.charts import Charts
from leeward.sequences.dose_keys import in_a_course
from leeward.sequences.drug_paths import DrugPaths
from leeward.sequences.illness import types_of
from leeward.sequences.lasting_paths import LastingPaths
from leeward.sequences.oracle import declared
from leeward.sequences.pictures import Grower, Picture, Pictures
from leeward.sequences.reads import read_by
from leeward.sequences.replay import confirm
from leeward.sequences.result import Explored, Searched
from leeward.sequences.targets import decision_targets, drug_targets, grade_targets
from leeward.sequences.timeline import Timeline
from leeward.sequences.ward import Ward

AT_AN_INTERVAL = 3
"""Doses deep, where an interval is all there is: a full dose, a smaller one, and the full one again."""
IN_A_COURSE = 2
"""Doses deep, where all doses since the first tell in which phase of a course the patient is."""
AMONG_OTHERS = 2
"""Doses deep, when every other drug is given too: there the charts are many and the limits the same."""
ONE_TOXICITY = 4
"""Looks deep: two episodes, or one that comes and goes in three grades."""
TIMED, TOGETHER = 3, 3
"""Looks deep, where the ward writes how long the worst grade lasted; and for all toxicities together."""
ANY_PRODUCT = "antibody"
"""What the patients get where a protocol names no product."""

About = Literal["drugs", "antibody"]
"""Whether a drug goes past its limits; whether the antibody, stopped for good, is resumed."""

_Ask = Callable[[Budget], tuple[Explored, list[Timeline]]]


def search(
    protocol: ClinicalProtocol,
    *,
    depth: int = 8,
    about: Sequence[About] = ("drugs", "antibody"),
    states: int | None = None,
    seconds: float | None = None,
    clock: Callable[[], float] = monotonic,
) -> Searched:
    """Looks for a path that gives a drug past its limits, or resumes what was stopped for good.

    depth: doses of a drug, or looks at a toxicity, in one path. about: what to ask.
    states: at most so many charts, which gives the same answer every time. seconds: at most so long, by
    this clock; the answer then hangs on the machine.

    Raises:
        NotReplayed: what was found is not what both engines say.
        EngineFault: an engine did something it never may.
    """
    found: dict[tuple[str, str], Timeline] = {}
    explored: list[Explored] = []
    asked = _Questions(protocol, depth)
    budget = Budget(states, seconds, clock)
    questions = list(asked.ask(about))
    for number, ask in enumerate(questions):
        left = len(questions) - number
        share = budget.share(left)
        answer, timelines = ask(share)
        budget.back(share, left)
        explored.append(answer)
        for timeline in timelines:
            # the same fault is found again with worst grades timed, and among other drugs
            subject = answer.subject.partition(";")[0]
            fault = f"{answer.product} {timeline.found[0].kind} {timeline.steps[-1].action}"
            found.setdefault((subject, fault), timeline)
    if found:
        confirm(protocol, tuple(found.values()))
    return Searched(
        protocol.id, tuple(explored), tuple(found.values()), tuple(asked.unreached), uncounted(protocol)
    )


def uncounted(protocol: ClinicalProtocol) -> tuple[str, ...]:
    """Drugs whose rules say how many times, and whose limits nobody wrote: no plan counts their doses."""
    return tuple(
        drug
        for drug in _drugs(protocol)
        if not declared(drug, protocol).limited
        and any(rule.regimen.times for rule in declared(drug, protocol).rules)
    )


def timed(protocol: ClinicalProtocol) -> tuple[str, ...]:
    """Drugs without limits that are given at an interval, each under the first of its names."""
    return tuple(drug for drug in _drugs(protocol) if declared(drug, protocol).every)


def _drugs(protocol: ClinicalProtocol) -> tuple[str, ...]:
    """Every drug that is ordered, under the first of its names."""
    drugs = protocol.vocabulary.interventions
    found: dict[frozenset[str], str] = {}
    for rule in protocol.rules:
        if rule.strength in (Strength.GIVE, Strength.CONSIDER) and drugs[rule.intervention].kind == "drug":
            found.setdefault(declared(rule.intervention, protocol).names, rule.intervention)
    return tuple(found.values())


def limited(protocol: ClinicalProtocol) -> tuple[str, ...]:
    """Drugs with limits, each under the first of its names."""
    found: dict[frozenset[str], str] = {}
    for rule in protocol.rules:
        if rule.limits:
            found.setdefault(declared(rule.intervention, protocol).names, rule.intervention)
    return tuple(found.values())


class _Questions:
    """What is asked of the patients of each product. unreached: the pictures that were not found so far."""

    def __init__(self, protocol: ClinicalProtocol, depth: int) -> None:
        self.protocol, self.depth = protocol, depth
        self.kernel, self.charts = Kernel(protocol), Charts(protocol)
        self.ward = Ward(protocol, self.kernel)
        self.unreached: dict[str, None] = {}

    def ask(self, about: Sequence[About]) -> Iterator[_Ask]:
        for product in tuple(dict.fromkeys(one.drug for one in self.protocol.products)) or (ANY_PRODUCT,):
            if "drugs" in about:
                yield from self._drugs(product)
            if "antibody" in about:
                yield from self._antibody(product)

    def _drugs(self, product: str) -> Iterator[_Ask]:
        protocol = self.protocol
        capped = [
            rule.intervention for rule in protocol.rules if rule.regimen.dose and rule.regimen.dose.at_most
        ]
        without = [one for one in capped if not declared(one, protocol).limited]
        pictures = self._pictures(product, of_drugs=True)
        known = (*pictures.found, *_less_known(protocol, pictures))
        for drug in dict.fromkeys((*limited(protocol), *without, *timed(protocol))):
            for others in (False, True) if drug in (*limited(protocol), *without) else (False,):
                paths = DrugPaths(drug, protocol, self.ward, self.charts, known, product, among_others=others)
                yield _asking(paths, min(self.depth, AMONG_OTHERS) if others else self._deep(drug))

    def _deep(self, drug: str) -> int:
        if in_a_course(drug, self.protocol):
            return min(self.depth, IN_A_COURSE)
        return min(self.depth, AT_AN_INTERVAL) if declared(drug, self.protocol).every else self.depth

    def _antibody(self, product: str) -> Iterator[_Ask]:
        pictures = self._pictures(product, of_drugs=False).found
        types = list(types_of(self.protocol))
        groups = [
            *(([type], False, ONE_TOXICITY) for type in types),
            *(([type], True, TIMED) for type in types),
        ]
        for group, timed, deep in [*groups, (types, False, TOGETHER)]:
            lasting = LastingPaths(
                group, self.protocol, self.kernel, self.ward, self.charts, pictures, product, timed=timed
            )
            yield _asking(lasting, min(self.depth, deep))

    def _pictures(self, product: str, *, of_drugs: bool) -> Pictures:
        """What of the episodes a drug's rule reads is stated beside it; a decision reads it from the list."""
        protocol, inputs = self.protocol, self.protocol.vocabulary.inputs
        told = (None, "episodes") if of_drugs else (None,)
        names = tuple(
            name
            for name in inputs
            if name in (*self.kernel.layout.inputs, "product")
            and ((history := inputs[name].from_history) is None or history.of in told)
        )
        targets = drug_targets(protocol) if of_drugs else decision_targets(protocol)
        pictures = Grower(protocol, self.kernel, product, names).grow([*grade_targets(protocol), *targets])
        self.unreached |= dict.fromkeys(pictures.unreached)
        return pictures


def _less_known(protocol: ClinicalProtocol, pictures: Pictures) -> list[Picture]:
    """Patients of whom nothing is measured, and those of whom it is not known whether they are covered."""
    scope = read_by(protocol, protocol.scope) if protocol.scope is not None else frozenset()
    blank = pictures.found[0].only(("product", *scope))
    return [blank, *(one.without(scope) for one in (*pictures.found[-3:], blank) if scope)]


def _asking(paths: DrugPaths | LastingPaths, depth: int) -> _Ask:
    return lambda budget: paths.search(depth, budget)
