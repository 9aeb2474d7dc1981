"""How finely an input is read at the bedside."""

from leeward.language.quantity import MILLION
from leeward.model.vocabulary import Input

_SHORT_SCALE = 100 * MILLION


def step_of(input: Input) -> int:
    """One step of the scale on which it is read, in millionths: 1, or a tenth where the scale is short."""
    low, high = input.plausible or (0, 1000 * MILLION)
    if input.whole or high - low > _SHORT_SCALE:
        return MILLION
    return MILLION // 10 if high - low > 2 * MILLION else MILLION // 100
