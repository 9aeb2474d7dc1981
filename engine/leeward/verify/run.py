"""All laws over one protocol, one after the other; what was answered stays answered when it is stopped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import monotonic

from leeward.model.protocol import ClinicalProtocol
from leeward.record import record
from leeward.verify.accepted import Accepted
from leeward.verify.counterexample import Example
from leeward.verify.encoding import Encoding
from leeward.verify.law import Fault, Group, Law, Note, Open, laws
from leeward.verify.lost_interrupts import kept, look
from leeward.verify.outcome import Culprit, Finding, NotProven, Outcome, Verification
from leeward.verify.prove import TOO_LONG, Shown, ask
from leeward.verify.replay import Replay, files_of, replay, said
from leeward.verify.z3_solver import Z3Solver

Progress = Callable[[Law, int, int], None]
"""Called before each law: the law, how many are done, how many there are"""

STOPPED = "stopped before it was asked"
STOPPED_WITHIN = "stopped before all of it was asked"
_REPLAYED = ("what stands in the file, look by look",)


@record
class Limits:
    """only: names of the laws to ask, all when empty. seconds: how long each law may take."""

    only: tuple[str, ...] = ()
    seconds: float = 60.0


def verify(
    protocol: ClinicalProtocol, limits: Limits | None = None, progress: Progress | None = None
) -> Verification:
    """The answer to every law.

    Raises:
        SolverMissing: Z3 is not installed.
        UnknownLaw: `only` names a law that there is not.
        EngineUnavailable, EnginesDisagree, EngineFault: as for any plan.
    """
    limits = limits or Limits()
    chosen = choose(limits.only)
    through = Replay(protocol)
    outcomes: list[Outcome] = []
    accepted = Accepted(protocol)
    interrupted = False
    try:
        encoding = Encoding(protocol, Z3Solver)
        for number, law in enumerate(chosen):
            if progress is not None:
                progress(law, number, len(chosen))
            asking = _Law(law, encoding, through, accepted, limits.seconds)
            try:
                with kept():
                    asking.run()
                    look()
            except KeyboardInterrupt:
                interrupted = True
            outcomes.append(asking.outcome(interrupted))
            if interrupted:
                left = (NotProven("", STOPPED),)
                outcomes += [Outcome(law, 0, (), left, 0.0) for law in chosen[number + 1 :]]
                break
    finally:
        through.close()
    idle = () if interrupted or limits.only else accepted.idle()
    return Verification(protocol.id, tuple(outcomes), interrupted, idle)


class UnknownLaw(Exception):
    """There is no law of this name; `known` are those that there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no law `{name}`")
        self.name, self.known = name, known


def choose(only: tuple[str, ...]) -> tuple[Law, ...]:
    """The laws of these names, all when there are none; a hyphen is as good as a space.

    Raises:
        UnknownLaw: there is no law of a name.
    """
    every = laws()
    names = {law.name.replace(" ", "-"): law for law in every}
    wanted = [name.replace(" ", "-") for name in only]
    for name in wanted:
        if name not in names:
            raise UnknownLaw(name, tuple(names))
    return tuple(law for name, law in names.items() if not wanted or name in wanted)


class _Law:
    """One law while it is asked."""

    def __init__(
        self, law: Law, encoding: Encoding, through: Replay, accepted: Accepted, seconds: float
    ) -> None:
        self.law, self.encoding, self.through, self.accepted = law, encoding, through, accepted
        self.began = monotonic()
        self.until = self.began + seconds
        self.asked = 0
        self.findings: dict[str, Finding] = {}
        self.not_proven: dict[str, NotProven] = {}
        self.notes: list[str] = []
        self.places = _places(encoding.protocol)

    def run(self) -> None:
        for fault in self.law.faults(self.encoding) if self.law.faults else ():
            self.asked += 1
            if fault is not None and fault.subject not in self.findings:
                self._fault(fault)
        seconds = self.until - self.began
        for found in self.law.searched(self.encoding, seconds) if self.law.searched else ():
            look()
            if isinstance(found, Note):
                self.notes.append(found.text)
                continue
            self.asked += 1
            if isinstance(found, Open):
                self._leave_open([NotProven(found.subject, found.reason)])
            elif found is not None and found.subject not in self.findings:
                self._fault(found)
        for group in self.law.groups(self.encoding) if self.law.groups else ():
            self.asked += len(group.questions)
            self._group(group)

    def outcome(self, interrupted: bool) -> Outcome:
        left = (NotProven("", STOPPED_WITHIN),) if interrupted else ()
        open_ones = tuple(one for one in self.not_proven.values() if one.subject not in self.findings)
        seconds = monotonic() - self.began
        findings = tuple(self.findings.values())
        return Outcome(self.law, self.asked, findings, (*open_ones, *left), seconds, tuple(self.notes))

    def _group(self, group: Group) -> None:
        # one patient is enough to refute a law for a subject
        known = self.findings.keys() if not group.wanted else ()
        questions = tuple(question for question in group.questions if question.subject not in known)
        if not questions:
            return
        if monotonic() > self.until:
            self._leave_open(NotProven(question.subject, TOO_LONG) for question in questions)
            return
        answers = ask(self.encoding, replace(group, questions=questions), self.through, self.until)
        self._leave_open(answers.unknown)
        if group.wanted:
            for question in answers.nobody:
                self._add(question.subject, question.message, question.rules)
        else:
            for shown in answers.shown:
                self._shown(shown)

    def _leave_open(self, found: Iterable[NotProven]) -> None:
        for one in found:
            self.not_proven.setdefault(one.subject, one)

    def _shown(self, shown: Shown) -> None:
        question = shown.question
        more = tuple(question.culprits(shown.seen)) if question.culprits else ()
        answers = tuple(said(one) for one in shown.seen)
        self._add(question.subject, question.message, (*question.rules, *more), shown.patients, answers)

    def _fault(self, fault: Fault) -> None:
        files = fault.files
        answers: tuple[tuple[str, ...], ...] = tuple(_REPLAYED for _ in files)
        if fault.facts is not None:
            files = files_of(Example(fault.facts, {}), [self.encoding.protocol])
            seen = replay(files, [self.through])
            if seen is None or not fault.seen(seen):
                self._leave_open([NotProven(fault.subject, "its patient does not show it on the engines")])
                return
            answers = tuple(said(one) for one in seen)
        self._add(fault.subject, fault.message, fault.rules, files, answers)

    def _add(
        self,
        subject: str,
        message: str,
        rules: tuple[str, ...],
        files: tuple[str, ...] = (),
        answers: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        culprits = tuple(self.places[name] for name in dict.fromkeys(rules) if name in self.places)
        because = self.accepted.because(self.law.name, subject)
        found = Finding(self.law.name, subject, message, culprits, files, answers, because)
        self.findings.setdefault(subject, found)


def _places(protocol: ClinicalProtocol) -> dict[str, Culprit]:
    """Everything that can be named as taking part in a fault."""
    return {one.name: one for one in _culprits(protocol)}


def _culprits(protocol: ClinicalProtocol) -> Iterator[Culprit]:
    for setting in protocol.settings:
        yield Culprit(setting.name, setting.place, setting.text)
    for step in protocol.propositions:
        yield Culprit(step.name, step.place, step.text)
    for one in protocol.always:
        yield Culprit(one.id, one.place, f"if {one.text} then {one.promise.text}")
    for deviation in protocol.deviations:
        yield Culprit(f"deviation {deviation.target}", deviation.place, deviation.text)
