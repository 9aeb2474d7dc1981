"""Blocks as Markdown, for a wiki or a repository."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from leeward.backends.document.blocks import Block, Bullets, Entry, Heading, Paragraph, Table

_WIDTH = 100
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>|#"})


def to_markdown(blocks: Iterable[Block]) -> str:
    """The document as Markdown; what a protocol says is escaped, so that it is shown and never obeyed."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_escaped(text)}"
        case Paragraph(text):
            yield from wrap(_escaped(text), _WIDTH, break_long_words=False, break_on_hyphens=False)
        case Bullets(items):
            for item in items:
                yield f"- {_escaped(item)}"
        case Entry(title, lines):
            yield f"**{_escaped(title)}**"
            yield ""
            for label, text in lines:
                if text:
                    yield f"- {label}: {_escaped(text)}"
        case Table(header, rows):
            yield _row(header)
            yield _row(("---",) * len(header), escape=False)
            for row in rows:
                yield _row(row)


def _row(cells: tuple[str, ...], escape: bool = True) -> str:
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in cells)} |"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)
