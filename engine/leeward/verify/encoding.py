"""One protocol told to a solver: its names, who reads what, and which states a patient can be in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from leeward.backends.kernel_layout import Layout, kernel_layout
from leeward.backends.smt_conditions import SmtWriter
from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import conj, disj
from leeward.backends.to_smt import smt_writer, to_smt
from leeward.model.expression import Atom, GradeIs, Holds, OneOf, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Grade, Step
from leeward.model.vocabulary import Kind
from leeward.verify.solver import Solver
from leeward.verify.state_space import StateSpace

DECISION = "bsab"
"""What the decision on the antibody is called among the steps"""


class Encoding:
    """A protocol in SMT-LIB, told to a solver once; second patients are added as copies.

    others: protocols that will be compared with it, of the same vocabulary.
    """

    def __init__(
        self,
        protocol: ClinicalProtocol,
        new_solver: Callable[[], Solver],
        others: Sequence[ClinicalProtocol] = (),
    ) -> None:
        self.protocol = protocol
        self.new_solver = new_solver
        self.solver = new_solver()
        self.layout = _layout((protocol, *others))
        self.names = SmtNames()
        self.rules = {rule.id: rule for rule in protocol.rules}
        self.solver.tell(to_smt(protocol, layout=self.layout))
        self.space = StateSpace(protocol, self.layout)

    @cached_property
    def readers(self) -> dict[str, frozenset[str]]:
        """The steps that an input can change, directly or through others; `bsab` for the decision."""
        behind = self.inputs_behind
        found: dict[str, set[str]] = {name: set() for name in self.layout.inputs}
        for step, read in behind.items():
            for name in read:
                found[name].add(step)
        return {name: frozenset(steps) for name, steps in found.items()}

    @cached_property
    def inputs_behind(self) -> dict[str, frozenset[str]]:
        """For every step, and the decision, the inputs that it follows from."""
        behind: dict[str, frozenset[str]] = {}
        for step in self.protocol.steps:
            if isinstance(step, Grade):
                names = [row for _, row in step.rows] + ([step.doubt] if step.doubt else [])
                behind[step.name] = frozenset[str]().union(*(behind[name] for name in names))
                continue
            read: set[str] = set()
            for atom in atoms(step.condition):
                read.update(inputs_of(atom))
                if isinstance(atom, Holds):
                    read |= behind[atom.proposition]
                elif isinstance(atom, GradeIs):
                    read |= behind[atom.grade]
            behind[step.name] = frozenset(read)
        behind[DECISION] = frozenset[str]().union(*(behind[rule.id] for rule in self.protocol.bsab))
        return behind

    def copy(self, mark: str, changed: Iterable[str]) -> SmtNames:
        """The same patient but for these inputs; only what they can change is written again."""
        inputs = frozenset(changed)
        steps = frozenset[str]().union(*(self.readers[name] for name in inputs))
        names = SmtNames(mark, inputs, steps)
        self.solver.tell(to_smt(self.protocol, names, self.layout))
        return names

    def compared(self, other: ClinicalProtocol, mark: str) -> SmtNames:
        """The same patient under another protocol; only what differs is written again."""
        mine = {step.name: step for step in self.protocol.steps}
        steps: set[str] = set()
        for step in other.steps:
            if mine.get(step.name) != step or not steps.isdisjoint(_read(step)):
                steps.add(step.name)
        if _decisions(other) != _decisions(self.protocol) or not steps.isdisjoint(
            rule.id for rule in other.bsab
        ):
            steps.add(DECISION)
        names = SmtNames(mark, steps=frozenset(steps))
        self.solver.tell(to_smt(other, names, self.layout))
        return names

    def possible_states(self, names: SmtNames | None = None) -> tuple[str, ...]:
        """What is so of every patient that a file can describe; of a copy, as far as it differs."""
        return self.space.terms(self.writer(names))

    def writer(self, names: SmtNames | None = None) -> SmtWriter:
        """Writes any condition of the protocol's language as a term, for the patient or a copy."""
        return smt_writer(self.protocol, self.layout, names or self.names)

    def in_scope(self, names: SmtNames | None = None) -> str:
        """That the protocol certainly covers the patient."""
        scope = self.protocol.scope
        return "true" if scope is None else (names or self.names).certain(scope)

    def rules_for(self, intervention: str) -> list[str]:
        """The ids of the rules on one intervention."""
        return [rule.id for rule in self.protocol.rules if rule.intervention == intervention]

    def certain_rule(self, id: str, names: SmtNames) -> str:
        """That a rule is certain and none of its limits is possibly reached."""
        limit = self.rules[id].limit_reached
        closed = f"(not {names.possible(limit)})" if limit else "true"
        return conj(names.certain(id), closed)

    def any_certain(self, ids: Iterable[str], names: SmtNames) -> str:
        """That at least one of the rules is certain."""
        return disj(*(names.certain(id) for id in ids))


def _read(step: Step) -> Iterator[str]:
    """The steps that a step refers to itself."""
    if isinstance(step, Grade):
        yield from (row for _, row in step.rows)
        if step.doubt:
            yield step.doubt
        return
    for atom in atoms(step.condition):
        if isinstance(atom, Holds):
            yield atom.proposition
        elif isinstance(atom, GradeIs):
            yield atom.grade


def _decisions(protocol: ClinicalProtocol) -> list[tuple[str, int]]:
    return [(rule.id, rule.decision) for rule in protocol.bsab]


def _layout(protocols: Sequence[ClinicalProtocol]) -> Layout:
    """The layout of the first kernel, and behind it what only its invariants or the other protocols read."""
    first = kernel_layout(protocols[0])
    inputs = protocols[0].vocabulary.inputs
    asked = [atom for protocol in protocols for atom in _asked(protocol)]
    more = dict.fromkeys(name for atom in asked for name in inputs_of(atom) if name not in first.inputs)
    words = {name: dict(numbers) for name, numbers in first.words.items()}
    for name in more:
        if inputs[name].kind in (Kind.OPTION, Kind.SET, Kind.NAME):
            words[name] = {word: number for number, word in enumerate(inputs[name].options)}
    for atom in asked:
        if isinstance(atom, OneOf):
            for word in atom.options:
                words[atom.input].setdefault(word, len(words[atom.input]))
    return Layout((*first.inputs, *more), words, first.propositions, first.grades)


def _asked(protocol: ClinicalProtocol) -> Iterator[Atom]:
    for step in protocol.propositions:
        yield from atoms(step.condition)
    for one in protocol.always:
        yield from atoms(one.condition)
        if one.promise.condition is not None:
            yield from atoms(one.promise.condition)
