"""What the things of a protocol are called in SMT-LIB: quoted symbols, in the words of the document.

`|crs-tocilizumab certain|` is the rule of that id in its certain plane, `|crs lowest >= 2|` one end of
a grade, `|spo2 known|` and `|spo2|` an input. Proofs compare two patients, or two protocols: the names
of the second one carry a mark, but only where the two can differ; everything else is shared.
"""

from dataclasses import field

from leeward.record import record


@record
class SmtNames:
    """The names of one protocol for one patient.

    mark: written behind a name. inputs, steps: the names that carry it.
    """

    mark: str = ""
    inputs: frozenset[str] = field(default_factory=frozenset)
    steps: frozenset[str] = field(default_factory=frozenset)

    def known(self, input: str) -> str:
        """Bool: whether the value is known."""
        return self._input(input, " known")

    def value(self, input: str) -> str:
        """The value: Bool for a yes/no; Int for the rest: millionths of its unit, or the number of a word."""
        return self._input(input, "")

    def never(self, input: str) -> str:
        """Bool, where an input may be *never*: whether it is."""
        return self._input(input, " never")

    def member(self, input: str, word: str) -> str:
        """Bool: whether a set contains this member."""
        return self._input(input, f" has {word}")

    def certain(self, proposition: str) -> str:
        """Bool."""
        return self._step(proposition, " certain")

    def possible(self, proposition: str) -> str:
        """Bool."""
        return self._step(proposition, " possible")

    def lowest(self, grade: str) -> str:
        """Int."""
        return self._step(grade, " lowest")

    def highest(self, grade: str) -> str:
        """Int."""
        return self._step(grade, " highest")

    def lowest_at_least(self, grade: str, number: int) -> str:
        """Bool, for each number that a row of the grade has."""
        return self._step(grade, f" lowest >= {number}")

    def highest_at_least(self, grade: str, number: int) -> str:
        """Bool, for each number that a row of the grade has."""
        return self._step(grade, f" highest >= {number}")

    def decision_lowest_at_least(self, number: int) -> str:
        """Bool, for 1 (hold) and 2 (discontinue)."""
        return self._step("bsab", f" lowest >= {number}")

    def decision_highest_at_least(self, number: int) -> str:
        """Bool, for 1 (hold) and 2 (discontinue)."""
        return self._step("bsab", f" highest >= {number}")

    def _input(self, name: str, ending: str) -> str:
        return _quoted(name, ending, self.mark if name in self.inputs else "")

    def _step(self, name: str, ending: str) -> str:
        return _quoted(name, ending, self.mark if name in self.steps else "")


def _quoted(name: str, ending: str, mark: str) -> str:
    # INVARIANT: two different names stay different: `%` is written as itself only in front of a code.
    safe = "".join(c if c.isprintable() and c not in "|\\%" else f"%{ord(c):x}." for c in name)
    return f"|{safe}{ending}{' ' + mark if mark else ''}|"
