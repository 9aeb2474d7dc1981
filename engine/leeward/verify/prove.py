"""One group of questions put to the solver, until each has an answer.

All open questions are asked at once: does some patient show any of them? A patient found answers every
question it shows, and the rest are asked again, until nobody is left or the time is up.
"""

from functools import partial
from time import monotonic

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import FALSE, disj
from leeward.record import record
from leeward.verify.counterexample import Example, facts_from, smallest, to_read
from leeward.verify.encoding import Encoding
from leeward.verify.law import Group, Question
from leeward.verify.outcome import NotProven
from leeward.verify.replay import Replay, files_of, replay
from leeward.verify.seen import Seen
from leeward.verify.solver import Answer

TOO_LONG = "no answer in the time given"
NOT_REPLAYED = "the solver's patient does not show it on the running engines"


@record
class Shown:
    """A question whose patient was found and replayed. patients, seen: one entry for each patient."""

    question: Question
    patients: tuple[str, ...]
    seen: tuple[Seen, ...]


@record
class Answers:
    """What became of the questions of one group: nobody shows them, these patients do, or it is not known."""

    nobody: tuple[Question, ...]
    shown: tuple[Shown, ...]
    unknown: tuple[NotProven, ...]


def ask(encoding: Encoding, group: Group, through: Replay, until: float) -> Answers:
    """The answers to one group; `until`: when to stop, by the clock of `time.monotonic`."""
    encoding = group.base or encoding
    names = encoding.copy(group.mark, group.changed) if group.changed else encoding.names
    space = encoding.possible_states() + (encoding.possible_states(names) if group.changed else ())
    with _Asking(encoding, group, through, until) as asking, encoding.solver.facts((*space, *group.premises)):
        asking.run(names)
    return Answers(tuple(asking.nobody), tuple(asking.shown), tuple(asking.unknown))


class _Asking:
    """One group while it is asked; a context, since it may open engines of its own."""

    def __init__(self, encoding: Encoding, group: Group, through: Replay, until: float) -> None:
        self.encoding, self.group, self.until = encoding, group, until
        self.through = [through if encoding.protocol is through.protocol else Replay(encoding.protocol)]
        if group.other is not None:
            self.through.append(Replay(group.other))
        self._own = [one for one in self.through if one is not through]
        self.nobody: list[Question] = []
        self.shown: list[Shown] = []
        self.unknown: list[NotProven] = []
        self._replayed: dict[tuple[str, ...], tuple[Seen, ...] | None] = {}

    def __enter__(self) -> "_Asking":
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._own:
            one.close()

    def run(self, names: SmtNames) -> None:
        encoding, changed = self.encoding, self.group.changed
        read = to_read(encoding, encoding.names, encoding.layout.inputs)
        if changed:
            read += to_read(encoding, names, changed)
        left = [question for question in self.group.questions if question.sought != FALSE]
        self.nobody += [question for question in self.group.questions if question.sought == FALSE]
        together = True
        while left:
            asked = left if together else left[:1]
            seconds = self.until - monotonic()
            if seconds <= 0:
                self.unknown += [NotProven(question.subject, TOO_LONG) for question in left]
                return
            share = seconds / 2 if len(asked) > 1 else seconds / len(left)
            found = encoding.solver.search(disj(*(question.sought for question in asked)), read, share)
            if found.answer is Answer.NONE:
                self.nobody += asked
                left = left[len(asked) :]
                continue
            shown: list[Question] = []
            if found.answer is Answer.SOME:
                values = iter(found.values)
                facts = facts_from(encoding, encoding.layout.inputs, values)
                example = Example(facts, facts_from(encoding, changed, values))
                shown = [question for question in asked if self._shows(question, example)]
                for question in shown:
                    self._confirm(question, example)
                    left.remove(question)
            if not shown and len(asked) > 1:
                together = False
            elif not shown:
                reason = TOO_LONG if found.answer is Answer.OPEN else NOT_REPLAYED
                self.unknown.append(NotProven(asked[0].subject, reason))
                left = left[1:]

    def _shows(self, question: Question, example: Example) -> bool:
        """Whether the kernel sees in these patients what is sought.

        That some patient tells two protocols apart is the solver's word: to compile each would take longest.
        """
        if self.group.wanted and self.group.other is not None:
            return True
        if self.group.changed and not example.change:
            return False
        facts = {**example.facts, **dict(question.also)}
        patients = Example(facts, example.change).seen([one.kernel for one in self.through])
        return self.group.meant(patients) and question.seen(patients)

    def _confirm(self, question: Question, example: Example) -> None:
        """Make the example small, and let the front door and both engines have the last word.

        Where a patient is wanted, none is shown, and what the kernel saw is enough.
        """
        if self.group.wanted:
            self.shown.append(Shown(question, (), ()))
            return
        example = smallest(example, partial(self._shows, question), self.encoding.protocol)
        example = Example({**example.facts, **dict(question.also)}, example.change)
        files = files_of(example, [one.protocol for one in self.through])
        if files not in self._replayed:
            self._replayed[files] = replay(files, self.through)
        seen = self._replayed[files]
        if seen is None or not (self.group.meant(seen) and question.seen(seen)):
            self.unknown.append(NotProven(question.subject, NOT_REPLAYED))
        else:
            self.shown.append(Shown(question, files, seen))
