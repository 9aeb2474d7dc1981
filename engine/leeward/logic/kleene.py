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


def neg(a: Truth) -> Truth:
    """Not."""
    return _NOT[a]


_NOT = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


def conj(parts: Iterable[Truth]) -> Truth:
    """And: as true as the least true part; true without parts."""
    return min(parts, default=Truth.TRUE)


def disj(parts: Iterable[Truth]) -> Truth:
    """Or: as true as the truest part; false without parts."""
    return max(parts, default=Truth.FALSE)


def known(value: bool) -> Truth:
    """A two-valued answer as a truth."""
    return Truth.TRUE if value else Truth.FALSE
