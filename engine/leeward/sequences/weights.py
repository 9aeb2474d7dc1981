"""The weights at which a dose can come out differently, and the one at which a path is walked."""

from collections.abc import Iterator
from fractions import Fraction

from leeward.language.quantity import MILLION
from leeward.model.protocol import ClinicalProtocol
from leeward.model.regimen import Dose

_STEP = 100  # a tenth of a gram, in millionths of a kilogram: the finest that a patient file may state


def weights_of(protocol: ClinicalProtocol) -> tuple[int, ...]:
    """The lightest and the heaviest patient believed, and either side of each band and each cap."""
    input = protocol.vocabulary.inputs.get("weight")
    if input is None:
        return ()
    lowest, highest = input.plausible or (MILLION, 350 * MILLION)
    found = {lowest, highest}
    for rule in protocol.rules:
        for phase in (rule.regimen, *rule.taper):
            if phase.dose is not None:
                found |= {at + aside for at in _edges(phase.dose) for aside in (-_STEP, 0, _STEP)}
    return tuple(sorted(weight for weight in found if lowest <= weight <= highest))


def _edges(dose: Dose) -> Iterator[int]:
    for band in dose.bands:
        yield from (at for at in (band.from_weight, band.below_weight) if at)
        if dose.at_most is not None and band.amount.unit.dimension.endswith("per weight"):
            each = Fraction(band.amount.highest or band.amount.number)
            cap = Fraction(dose.at_most.number) * dose.at_most.unit.factor
            base = (
                each
                * Fraction(band.amount.unit.factor)
                / (10**6 if dose.at_most.unit.dimension == "mass" else 1)
            )
            yield int(cap / base * MILLION) // _STEP * _STEP
