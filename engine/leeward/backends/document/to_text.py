"""Blocks as plain text, at most 80 columns wide."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from leeward.backends.document.blocks import Block, Bullets, Entry, Heading, Paragraph, Table

WIDTH = 80
_GAP = 2


def to_text(blocks: Iterable[Block]) -> str:
    """The document for a terminal or a printer."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            lines = wrap(text, WIDTH)
            yield from lines
            if level < 3:
                yield ("=" if level == 1 else "-") * max(len(line) for line in lines)
        case Paragraph(text):
            yield from wrap(text, WIDTH)
        case Bullets(items):
            for item in items:
                yield from _hung("- ", item)
        case Entry(title, lines):
            yield from wrap(title, WIDTH)
            for label, text in lines:
                if text:
                    yield from _hung(f"  {label:<10} ", text)
        case Table(header, rows):
            yield from _table(header, rows)


def _hung(label: str, text: str) -> list[str]:
    """Text beside its label. An address stays in one piece, however long, so that it can be followed."""
    indent = " " * len(label)
    return wrap(
        text,
        WIDTH,
        initial_indent=label,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Cells in columns; rows stand apart where any of them needs more than one line."""
    widths = _widths((header, *rows))
    folded = [list(_row(row, widths)) for row in rows]
    apart = any(len(lines) > 1 for lines in folded)
    yield from _row(header, widths)
    yield (" " * _GAP).join("-" * width for width in widths)
    for number, lines in enumerate(folded):
        if apart and number:
            yield ""
        yield from lines


def _row(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    cells = [wrap(cell, width, break_on_hyphens=False) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line = [cell[number] if number < len(cell) else "" for cell in cells]
        padded = (text.ljust(width + _GAP) for text, width in zip(line, widths, strict=True))
        yield "".join(padded).rstrip()


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[int]:
    """Widths that fit the page; the widest column gives way, and a column gets narrower than
    its longest word only when nothing else is left."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    words = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    while sum(widths) + _GAP * (len(widths) - 1) > WIDTH:
        spare = [width - word for width, word in zip(widths, words, strict=True)]
        wide = [number for number, left in enumerate(spare) if left > 0] or range(len(widths))
        widths[max(wide, key=lambda number: widths[number])] -= 1
    return widths
