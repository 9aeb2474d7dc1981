"""Kleene's strong three-valued logic: false < unknown < true.

The complete truth tables stand in `kleene.csv`, which every backend is tested against.
"""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """Whether something is so; `letter` is how `kleene.csv` writes it."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @property
    def letter(self) -> str:
        return self.name[0]


# a member found through its class costs eight times as much, and a plan asks ten thousand times
FALSE, UNKNOWN, TRUE = Truth

_NOT = (TRUE, UNKNOWN, FALSE)


def neg(a: Truth) -> Truth:
    """Not."""
    return _NOT[a]


def conj(parts: Iterable[Truth]) -> Truth:
    """And: as true as the least true part; true without parts. Parts after a false one are not asked for."""
    least = TRUE
    for part in parts:
        if part is FALSE:
            return FALSE
        if part is UNKNOWN:
            least = UNKNOWN
    return least


def disj(parts: Iterable[Truth]) -> Truth:
    """Or: as true as the truest part; false without parts. Parts after a true one are not asked for."""
    truest = FALSE
    for part in parts:
        if part is TRUE:
            return TRUE
        if part is UNKNOWN:
            truest = UNKNOWN
    return truest


def known(value: bool) -> Truth:
    """A two-valued answer as a truth."""
    return TRUE if value else FALSE
