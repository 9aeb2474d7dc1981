"""The numbers on which a protocol turns, input by input."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME
from leeward.model.expression import Atom, Compare, OneOf, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.regimen import Dose
from leeward.model.rule import Rule
from leeward.model.vocabulary import Input
from leeward.plan.orders.dose import SURFACE, WEIGHT

TENTH, HUNDREDTH = MILLION // 10, MILLION // 100


class Thresholds:
    """What one protocol reads, and where each number of it turns; worked out once."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self.protocol = protocol
        self._atoms = tuple(dict.fromkeys(_atoms(protocol)))
        read = {name for atom in self._atoms for name in inputs_of(atom)} | set(_sizes(protocol))
        if any(product.restart for product in protocol.products):
            read |= {name for name, one in protocol.vocabulary.inputs.items() if _of_last_dose(one)}
        inputs = protocol.vocabulary.inputs
        read |= {hides for name in read if (hides := inputs[name].unknown_when) is not None}
        self.inputs = tuple(one for name, one in protocol.vocabulary.inputs.items() if name in read)
        self.sums = tuple(atom for atom in self._atoms if isinstance(atom, Compare) and len(atom.terms) > 1)

    def numbers(self, input: Input) -> tuple[int, ...]:
        """Each threshold with the step below and above, what lies between, and the ends of what is believed.

        In millionths of the input's unit, ascending.
        """
        low, high = input.plausible or (0, 10_000 * MILLION)
        turns = sorted(number for number in set(self._turns(input)) if low <= number <= high)
        step = step_of(input, turns)
        between = {(a + b) // 2 // step * step for a, b in pairwise(turns)}
        around = {number + side for number in turns for side in (-step, 0, step)}
        found = {low, high, *between, *around}
        # a patient file takes at most four decimals
        return tuple(sorted(number for number in found if low <= number <= high and number % 100 == 0))

    def turns(self, input: Input) -> tuple[int, ...]:
        """The thresholds alone, ascending."""
        return tuple(sorted(set(self._turns(input))))

    def words(self, input: Input) -> tuple[str, ...]:
        """The words that some condition asks of a name."""
        asked = [atom.options for atom in self._atoms if isinstance(atom, OneOf) and atom.input == input.name]
        return tuple(dict.fromkeys(word for options in asked for word in options))

    def _turns(self, input: Input) -> Iterator[int]:
        for atom in self._atoms:
            if isinstance(atom, Compare) and len(atom.terms) == 1 and atom.terms[0][1] == input.name:
                yield atom.bound // atom.terms[0][0]
        if input.name == WEIGHT:
            yield from _edges_of_weight(self.protocol)
        if input.from_history is not None and input.from_history.measure == "days_since":
            for row in (row for product in self.protocol.products for row in product.restart):
                yield row.first_day * MILLION
                if row.last_day is not None:
                    yield row.last_day * MILLION


def step_of(input: Input, turns: list[int]) -> int:
    """The smallest step a chart would show: 1, or a tenth, or a hundredth where the numbers are that fine."""
    if input.whole:
        return MILLION
    fine = any(number % TENTH for number in (*turns, *(input.plausible or ())))
    return HUNDREDTH if fine else TENTH


def _atoms(protocol: ClinicalProtocol) -> Iterator[Atom]:
    for proposition in protocol.propositions:
        yield from atoms(proposition.condition)


def _doses(protocol: ClinicalProtocol) -> Iterator[Dose]:
    for rule in protocol.rules:
        yield from doses_of(rule)


def doses_of(rule: Rule) -> Iterator[Dose]:
    """Every dose that a rule writes, those of its taper too."""
    for regimen in (rule.regimen, *rule.taper):
        if regimen.dose is not None:
            yield regimen.dose


def _sizes(protocol: ClinicalProtocol) -> Iterator[str]:
    """The inputs that some dose is computed from."""
    for dose in _doses(protocol):
        for band in dose.bands:
            dimension = band.amount.unit.dimension
            if dimension.endswith("per weight") or len(dose.bands) > 1:
                yield WEIGHT
            elif dimension.endswith("per area"):
                yield SURFACE


def _edges_of_weight(protocol: ClinicalProtocol) -> Iterator[int]:
    """Where a weight band ends, and where a dose per kg reaches its cap."""
    for dose in _doses(protocol):
        for band in dose.bands:
            yield from (edge for edge in (band.from_weight, band.below_weight) if edge)
            cap, unit = dose.at_most, band.amount.unit
            if cap is not None and unit.dimension.endswith("per weight"):
                each = Fraction(band.amount.number) * BY_NAME[unit.code.partition("/")[0]].factor
                yield int(Fraction(cap.number) * cap.unit.factor / each * 10) * TENTH


def _of_last_dose(input: Input) -> bool:
    return input.from_history is not None and input.from_history.of == "last_dose"
