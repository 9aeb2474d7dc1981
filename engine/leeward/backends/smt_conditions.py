"""A condition as an SMT-LIB term, once for each plane: the mirror of `kernel_conditions`."""

from collections.abc import Mapping

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import FALSE, TRUE, chosen, conj, disj, neg, number, times, total
from leeward.model.expression import (
    And,
    Atom,
    Compare,
    Comparison,
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
    inputs_of,
)
from leeward.model.vocabulary import Input, Kind
from leeward.record import record


@record
class SmtWriter:
    """Writes conditions with the names of one protocol.

    words: for inputs whose value is a word, the number of each. rows: the numbers of the rows of each grade.
    """

    names: SmtNames
    inputs: Mapping[str, Input]
    words: Mapping[str, Mapping[str, int]]
    rows: Mapping[str, tuple[int, ...]]

    def certain(self, condition: Condition) -> str:
        """That the condition holds whatever the unknowns turn out to be."""
        return self.plane(condition, True)

    def possible(self, condition: Condition) -> str:
        """That the condition may hold."""
        return self.plane(condition, False)

    def plane(self, condition: Condition, certain: bool) -> str:
        """The condition in one plane."""
        match condition:
            case Literal(atom, positive):
                return self._literal(atom, positive, certain)
            case And(parts):
                return conj(*(self.plane(part, certain) for part in parts))
            case Or(parts):
                return disj(*(self.plane(part, certain) for part in parts))

    def _literal(self, atom: Atom, positive: bool, certain: bool) -> str:
        match atom:
            case Holds(proposition):
                # `not` swaps the planes: what is not possible is certainly not so
                if positive == certain:
                    term = self.names.certain(proposition)
                else:
                    term = self.names.possible(proposition)
                return term if positive else neg(term)
            case GradeIs(grade, op, level):
                return self._grade_is(grade, op, level, positive, certain)
            case _:
                return self._asked(atom, positive, certain)

    def _asked(self, atom: Atom, positive: bool, certain: bool) -> str:
        """The atom asked of the inputs; a missing one makes it possible and not certain."""
        if isinstance(atom, Stated):
            known = self.names.known(atom.input)
            return known if positive else neg(known)
        test = self._test(atom) if positive else neg(self._test(atom))
        read = [self.names.known(name) for name in dict.fromkeys(inputs_of(atom))]
        return conj(*read, test) if certain else disj(*(neg(known) for known in read), test)

    def _test(self, atom: Atom) -> str:
        match atom:
            case Compare(terms, op, bound):
                found = [name for _, name in terms if self.inputs[name].may_be_never]
                never = [neg(self.names.never(name)) for name in found]
                whole = total(times(factor, self.names.value(name)) for factor, name in terms)
                return conj(*never, f"({op} {whole} {number(bound)})")
            case OneOf(name, options):
                numbers = sorted({self.words[name][option] for option in options})
                return disj(*(f"(= {self.names.value(name)} {one})" for one in numbers))
            case Has(name, member):
                return self.names.member(name, member)
            case Count(name, besides, op, level):
                counted = [self.names.member(name, word) for word in self.words[name] if word not in besides]
                if (op, level) in ((">=", 1), (">", 0)):
                    return disj(*counted)
                return f"({op} {total(chosen([(one, 1)]) for one in counted)} {number(level)})"
            case Yes(name):
                return self.names.value(name)
            case _:
                raise AssertionError("an atom that asks no input")

    def _grade_is(self, name: str, op: Comparison, level: int, positive: bool, certain: bool) -> str:
        if not positive:
            if op == "=":
                off = disj(self._lowest(name, level + 1), neg(self._highest(name, level)))
                return off if certain else neg(self._is_exactly(name, level))
            other: dict[Comparison, Comparison] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
            op = other[op]
        if op == "=":
            may = conj(neg(self._lowest(name, level + 1)), self._highest(name, level))
            return self._is_exactly(name, level) if certain else may
        # the end of the interval that is hardest, or easiest, to satisfy
        least = level + 1 if op in (">", "<=") else level
        upwards = op in (">", ">=")
        end = self._lowest(name, least) if upwards == certain else self._highest(name, least)
        return end if upwards else neg(end)

    def _is_exactly(self, name: str, level: int) -> str:
        ends = (
            self._lowest(name, level),
            neg(self._lowest(name, level + 1)),
            self._highest(name, level),
            neg(self._highest(name, level + 1)),
        )
        return conj(*ends)

    def _lowest(self, name: str, level: int) -> str:
        """That the lowest grade is this level or worse."""
        row = self.at_least(name, level)
        return TRUE if level <= 0 else FALSE if row is None else self.names.lowest_at_least(name, row)

    def _highest(self, name: str, level: int) -> str:
        row = self.at_least(name, level)
        return TRUE if level <= 0 else FALSE if row is None else self.names.highest_at_least(name, row)

    def at_least(self, grade: str, level: int) -> int | None:
        """The mildest row that is this level or worse; None: no row is."""
        return min((row for row in self.rows[grade] if row >= level), default=None)


def sort_of(input: Input) -> str:
    """Bool or Int; a set has no value of its own, only members."""
    return "Bool" if input.kind is Kind.YES_NO else "Int"
