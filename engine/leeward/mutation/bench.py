"""One document and its cases, ready for many mutants: what was worked out once is used for all of them."""

from dataclasses import replace
from typing import Any

from leeward.cases.answers import answers_of
from leeward.cases.check import compare
from leeward.cases.prepare import Prepared, Suite, state_of
from leeward.engines.kernel import Kernel
from leeward.link.again import relink
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.mutation.affected import Affected
from leeward.mutation.danger import dangers
from leeward.mutation.goals import goals
from leeward.mutation.laws import Laws
from leeward.mutation.meaning import plain
from leeward.mutation.mutants import Mutant
from leeward.mutation.outcome import Outcome, Witness
from leeward.mutation.proof import proven_same
from leeward.plan.build import make_plan
from leeward.plan.model.plan import EnginesUsed
from leeward.text.problem import Refused
from leeward.witness.distance import Distances
from leeward.witness.patient import case_of, patient_of
from leeward.witness.search import Found, search
from leeward.witness.to_yaml import lines_of
from leeward.witness.values import Values

_NOT_HELD_AGAINST = EnginesUsed("not run", "alone")
"""Mutants are run on the kernel alone; `protocol test` holds both engines against each other."""

_MOST_GOALS = 8  # how many ways in which a mistake may show are tried before the search gives up
_SECONDS_FOR_A_PROOF = 10.0
_ENOUGH = 3  # harmless differences after which no dangerous one is looked for any more

Answers = dict[str, Any]
Difference = tuple[Found, Answers, Answers]
"""A patient, what the plan says without the mistake, and what it says with it."""


class Bench:
    """Runs mutants of one document against its cases.

    laws: whether to ask the laws of `protocol verify` of each mutant that no case notices.
    """

    def __init__(self, suite: Suite, laws: bool = False) -> None:
        self._laws = Laws(suite.protocol) if laws else None
        self._suite = suite
        self._kernel = Kernel(suite.protocol)
        self._says = plain(suite.protocol)
        self._answers = {id(one): self._plan(one.state) for one in suite.cases}
        self._distances = Distances(suite.protocol)
        self._signals = {id(one): self._kernel.signals(one.state) for one in suite.cases}
        self._cases = [one for one in suite.cases if not compare(one.case, self._answers[id(one)])]
        self._warned = _warnings(relink(suite.documents).warnings)

    def run(self, mutant: Mutant) -> Outcome:
        """What notices one mutant, or a patient for whom nothing does."""
        documents = self._suite.documents
        changed = replace(documents[-1], root=mutant.root(documents[-1].root))
        try:
            linked = relink((*documents[:-1], changed))
        except Refused as refused:
            return Outcome(mutant, "refused", refused.problems[0].code)
        if plain(linked.protocol) == self._says:
            return Outcome(mutant, "same")
        new = _warnings(linked.warnings) - self._warned
        if new:
            return Outcome(mutant, "noticed", f"warning {min(new)[0]}")
        kernel = Kernel(linked.protocol)
        differing: list[Difference] = []
        for one in self._in_order(linked.protocol, kernel):
            after = self._answers_with(linked.protocol, kernel, one.state)
            if compare(one.case, after):
                return Outcome(mutant, "noticed", one.case.name)
            if after != self._answers[id(one)]:
                differing.append((Found(one, ()), self._answers[id(one)], after))
        if not any(dangers(before, after) for _, before, after in differing):
            differing += self._searched(linked.protocol, kernel)
        law = self._laws.noticing(linked.protocol) if self._laws is not None else ""
        if law:
            return Outcome(mutant, "noticed", law)
        if not differing and proven_same(self._suite.protocol, linked.protocol, _SECONDS_FOR_A_PROOF):
            return Outcome(mutant, "same", "proof")
        return self._not_noticed(mutant, differing)

    def _in_order(self, protocol: ClinicalProtocol, kernel: Kernel) -> list[Prepared]:
        """The cases whose plan the mistake can change; first those for which an engine answers otherwise."""
        affected = Affected(self._suite.protocol, protocol)
        first, then = [], []
        for one in self._cases:
            before, after = self._signals[id(one)], kernel.signals(one.state)
            if before != after:
                first.append(one)
            elif affected.case(before, after):
                then.append(one)
        return [*first, *then]

    def _not_noticed(self, mutant: Mutant, differing: list[Difference]) -> Outcome:
        """The worst of the differences that are known, and whether it is dangerous."""
        if not differing:
            return Outcome(mutant, "no difference found")
        found, before, after = max(differing, key=lambda one: bool(dangers(one[1], one[2])))
        effect = dangers(before, after)
        patient = patient_of(found, self._suite.protocol)
        witness = Witness(
            like=found.seed.case.name,
            changes=tuple(lines_of(patient, {name for name, _ in found.changes})),
            patient=tuple(lines_of(patient)),
            effect=tuple(effect) or ("the plan differs, and nothing is lost or later",),
        )
        return Outcome(mutant, "dangerous" if effect else "other", "", witness)

    def _searched(self, protocol: ClinicalProtocol, kernel: Kernel) -> list[Difference]:
        """Patients made for the purpose whose plans differ; the search ends with a dangerous one."""
        values = Values((self._suite.protocol, protocol))
        differing: list[Difference] = []

        def accept(found: Found) -> bool:
            case = case_of(found, "witness", self._suite.protocol)
            try:
                state = state_of(case, self._suite.protocol)
            except Refused:
                return False
            before, after = self._plan(state), self._answers_with(protocol, kernel, state)
            if before != after:
                differing.append((found, before, after))
            return before != after

        for number, goal in enumerate(goals(self._suite.protocol, protocol, self._distances)):
            if number == _MOST_GOALS or len(differing) == _ENOUGH:
                break
            search(goal, self._suite.cases, values, accept)
            if differing and dangers(*differing[-1][1:]):
                break
        return differing

    def _answers_with(self, protocol: ClinicalProtocol, kernel: Kernel, state: State) -> Answers:
        return answers_of(make_plan(protocol, state, kernel.signals(state), _NOT_HELD_AGAINST, kernel))

    def _plan(self, state: State) -> Answers:
        return self._answers_with(self._suite.protocol, self._kernel, state)


def _warnings(problems: Any) -> frozenset[tuple[str, int, str]]:
    return frozenset((problem.code, problem.place.line, problem.message) for problem in problems)
