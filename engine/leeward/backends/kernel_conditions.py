"""A condition as a Python expression, once for each plane."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal as OneOfThese

from leeward.backends.kernel_names import KernelNames, words_of
from leeward.backends.kernel_text import Text, both_planes, joined
from leeward.model.expression import (
    And,
    Atom,
    Compare,
    Condition,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Or,
    Stated,
    Yes,
    atoms,
    inputs_of,
)
from leeward.record import record

Plane = OneOfThese["_yes", "_may"]

_SYMBOL = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=="}
_OTHER: dict[Plane, Plane] = {"_yes": "_may", "_may": "_yes"}
_WORTH_A_LOCAL = 3


@record
class Writer:
    """Writes conditions with the names of one kernel; `used` counts how often each atom is read."""

    inputs: dict[str, str]
    words: dict[str, dict[str, int]]
    planes: dict[str, str]
    grades: dict[str, str]
    names: KernelNames
    used: Counter[Atom]

    def plane(self, condition: Condition, plane: Plane) -> Text:
        """The condition in one plane."""
        match condition:
            case Literal(atom, positive):
                return self._literal(atom, positive, plane)
            case And(parts):
                return joined([self.plane(part, plane) for part in parts], " and ", "True")
            case Or(parts):
                return joined([self.plane(part, plane) for part in parts], " or ", "False")

    def shared_locals(self, condition: Condition) -> Iterator[str]:
        """Assignments for the atoms that are worth computing once, where they are first read."""
        for atom in atoms(condition):
            if self._shared(atom) and self.used[atom] > 0:
                name = self._local(atom)
                yield from both_planes(name, self._asked(atom, True, "_may"), self._asked(atom, True, "_yes"))
                self.used[atom] = -1

    def _shared(self, atom: Atom) -> bool:
        return isinstance(atom, Compare | OneOf | Has | Count) and not 0 <= self.used[atom] < _WORTH_A_LOCAL

    def _local(self, atom: Atom) -> str:
        assert not isinstance(atom, GradeIs | Holds)
        return self.names.of(atom, words_of(atom), ("_yes", "_may"))

    def _literal(self, atom: Atom, positive: bool, plane: Plane) -> Text:
        match atom:
            case Holds(proposition):
                return _plane_of(self.planes[proposition], positive, plane)
            case GradeIs(grade, op, number):
                return _grade_is(self.grades[grade], op, number, positive, plane)
            case _ if self._shared(atom):
                return _plane_of(self._local(atom), positive, plane)
            case _:
                return self._asked(atom, positive, plane)

    def _asked(self, atom: Atom, positive: bool, plane: Plane) -> Text:
        """The atom asked of the inputs; a missing one makes it possible and not certain."""
        match atom:
            case Yes(name):
                sought = "True" if positive == (plane == "_yes") else "False"
                return Text((f"{self.inputs[name]} is {'' if plane == '_yes' else 'not '}{sought}",))
            case Stated(name):
                return Text((f"{self.inputs[name]} is {'not ' if positive else ''}None",))
        # `not a >= b` and never `a < b`: with nan both comparisons are false
        test = self._test(atom) if positive else f"not {self._test(atom)}"
        read = [self.inputs[name] for name in dict.fromkeys(inputs_of(atom))]
        if plane == "_yes":
            return Text((*(f"{name} is not None" for name in read), test), " and ")
        return Text((*(f"{name} is None" for name in read), test), " or ")

    def _test(self, atom: Atom) -> str:
        match atom:
            case Compare(terms, op, bound):
                return f"{self._sum(terms)} {_SYMBOL[op]} {bound}"
            case OneOf(name, options):
                numbers = sorted({self.words[name][option] for option in options})
                if len(numbers) == 1:
                    return f"{self.inputs[name]} == {numbers[0]}"
                return f"{self.inputs[name]} in ({', '.join(map(str, numbers))})"
            case Has(name, member):
                return f"{self.inputs[name]} & {1 << self.words[name][member]} != 0"
            case Count(name, besides, op, number):
                counted = sum(1 << bit for word, bit in self.words[name].items() if word not in besides)
                if (op, number) in ((">=", 1), (">", 0)):
                    return f"{self.inputs[name]} & {counted} != 0"
                return f"({self.inputs[name]} & {counted}).bit_count() {_SYMBOL[op]} {number}"
            case _:
                raise AssertionError("an atom that asks no input")

    def _sum(self, terms: tuple[tuple[int, str], ...]) -> str:
        text = ""
        for factor, name in terms:
            size = self.inputs[name] if abs(factor) == 1 else f"{abs(factor)} * {self.inputs[name]}"
            text += (" - " if factor < 0 else " + ") + size
        return (text[3:] if text.startswith(" + ") else f"-{text[3:]}") or "0"


def _plane_of(name: str, positive: bool, plane: Plane) -> Text:
    """`not` swaps the planes: what is not possible is certainly not so."""
    return Text((f"{name}{plane}" if positive else f"not {name}{_OTHER[plane]}",))


def _grade_is(name: str, op: str, number: int, positive: bool, plane: Plane) -> Text:
    lo, hi = f"{name}_lo", f"{name}_hi"
    if not positive:
        if op == "=":
            certain = Text((f"{number} < {lo}", f"{hi} < {number}"), " or ")
            possible = Text((f"{lo} != {number}", f"{hi} != {number}"), " or ")
            return certain if plane == "_yes" else possible
        op = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[op]
    if op == "=":
        return Text((f"{lo} == {hi} == {number}" if plane == "_yes" else f"{lo} <= {number} <= {hi}",))
    # the end of the interval that is hardest, or easiest, to satisfy
    upwards = op in (">", ">=")
    return Text((f"{lo if upwards == (plane == '_yes') else hi} {op} {number}",))
