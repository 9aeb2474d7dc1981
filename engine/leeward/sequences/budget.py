"""How much a search may cost: a number of states, which gives the same answer every time, or seconds."""

from collections.abc import Callable


class Budget:
    """Counts down. clock: only asked when there is a limit in seconds."""

    def __init__(self, states: int | None, seconds: float | None, clock: Callable[[], float]) -> None:
        self._left = states
        self._clock = clock
        self._end = None if seconds is None else clock() + seconds

    def spend(self) -> bool:
        """Takes one state; False when nothing is left."""
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                return False
        return self._end is None or self._clock() < self._end

    def share(self, parts: int) -> "Budget":
        """A part of what is left, so that one long question does not leave the others unasked.

        Of seconds at least a half: most questions take less than their part, and give it back.
        """
        states = None if self._left is None else max(self._left, 0) // parts
        seconds = None if self._end is None else max(self._end - self._clock(), 0.0) / min(parts, 2)
        return Budget(states, seconds, self._clock)

    def back(self, share: "Budget", parts: int) -> None:
        """Gives back what a share left over; a share in seconds gives back of itself."""
        if self._left is not None and share._left is not None:
            self._left -= self._left // parts - max(share._left, 0)
