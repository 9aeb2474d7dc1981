"""What a printed protocol is made of, before anybody has chosen a format."""

from leeward.record import record


@record
class Heading:
    """A heading; level 1 is the title of the document."""

    text: str
    level: int = 2


@record
class Paragraph:
    """A few sentences."""

    text: str


@record
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]


@record
class Table:
    """Rows under a header; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@record
class Entry:
    """Something with a name and a few labelled lines; lines without text are left out."""

    title: str
    lines: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Bullets | Table | Entry
