"""Where the text of a scalar stands, so that a fault inside it can be underlined."""

from typing import Any

from leeward.text.place import Place


def place_of_scalar(event: Any, file: str, lines: list[str]) -> Place:
    """From the first character of the text, inside its quotes, to the end of its first line."""
    first, last, column = event.start_mark.line, event.end_mark.line, event.start_mark.column
    if event.style in ("|", ">"):
        if not event.value.strip():
            return Place(file, first + 1, column + 1)
        last = max(first + 1, last if event.end_mark.column else last - 1)
        first = next(n for n in range(first + 1, last + 1) if lines[n].strip())
        column = len(lines[first]) - len(lines[first].lstrip())
        end = len(lines[last])
    else:
        quote = 1 if event.style else 0
        column += quote
        end = event.end_mark.column - quote
    if first == last:
        return Place(file, first + 1, column + 1, max(1, end - column))
    pieces = [lines[first][column:], *lines[first + 1 : last], lines[last][:end]]
    length = max(1, len(pieces[0].rstrip()))
    return Place(file, first + 1, column + 1, length, _turns(event.value, pieces, first))


def _turns(text: str, pieces: list[str], first: int) -> tuple[tuple[int, int, int], ...]:
    """See `Place.turns`; `first` is the line of the first piece, counted from 0."""
    turns = []
    offset = 0
    for number, piece in enumerate(pieces):
        found = text.find(piece.strip(), offset)
        if found < 0:  # an escape: the text differs from what is written, and the place stays near
            continue
        if number > 0 and piece.strip():
            turns.append((found, first + number + 1, len(piece) - len(piece.lstrip()) + 1))
        offset = found + len(piece.strip())
    return tuple(turns)
