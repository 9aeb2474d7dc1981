"""How a law asks Hypothesis for what else it needs."""

from typing import Protocol, TypeVar

from hypothesis.strategies import SearchStrategy

_Drawn = TypeVar("_Drawn")


class Draw(Protocol):
    """`draw(strategy)`: one value, the simplest that still breaks the law once it is broken."""

    def __call__(self, strategy: SearchStrategy[_Drawn], /) -> _Drawn: ...
