"""Answers about the parts of one protocol, each worked out once."""

from collections.abc import Callable
from typing import Any, TypeVar

_Answer = TypeVar("_Answer")
_MOST = 20_000  # no protocol has so many parts; what is made anew for one patient may add up


class Kept:
    """Answers found by the part itself and what is asked of it: to hash a condition or a rule costs
    more than most answers. Each part is kept with its answer, so that no other takes its identity.
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[object, Any]] = {}

    def answer(self, asked: str, part: object, find: Callable[[], _Answer]) -> _Answer:
        """What `find` answered when `asked` was first put to this part."""
        key = asked, id(part)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[key] = part, find()
        answer: _Answer = found[1]
        return answer
