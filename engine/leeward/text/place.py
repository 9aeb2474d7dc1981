"""Where something was written: file, line, column."""

from dataclasses import field

from leeward.record import record


@record
class Place:
    """A stretch of one line of one file; lines and columns count from 1.

    turns: for a text that runs over several lines, where each further line begins, as
    (offset in the text, line, column).
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    turns: tuple[tuple[int, int, int], ...] = field(default=(), compare=False, repr=False)

    def __lt__(self, other: "Place") -> bool:
        mine = self.file, self.line, self.column, self.length
        return mine < (other.file, other.line, other.column, other.length)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def within(self, offset: int, length: int) -> "Place":
        """The part of this stretch that starts `offset` characters in, for a fault inside a scalar."""
        for start, line, column in reversed(self.turns):
            if offset >= start:
                return Place(self.file, line, column + offset - start, max(1, length))
        return Place(self.file, self.line, self.column + offset, max(1, length))


NOWHERE = Place("<nowhere>")
