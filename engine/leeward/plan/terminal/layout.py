"""Lines of the terminal form: headings, hanging indents, two columns. Nothing is ever cut off."""

import textwrap
from collections.abc import Iterable

MARGIN = " "


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text broken at spaces; `first` begins the first line, `rest` (default: spaces) the others."""
    following = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=following, break_on_hyphens=False
    ) or [first.rstrip()]


def two_columns(left: str, right: str, width: int) -> list[str]:
    """Left and right on one line where they fit, else on two."""
    left, right = on_one_line(left), on_one_line(right)
    if not right:
        return wrapped(left, width, MARGIN)
    gap = width - len(MARGIN) - len(left) - len(right)
    if gap >= 2:
        return [f"{MARGIN}{left}{' ' * gap}{right}"]
    return [*wrapped(left, width, MARGIN), *wrapped(right, width, MARGIN + "  ")]


def one_or_two(first: str, left: str, right: str, width: int) -> list[str]:
    """Left, and right at the far end of its last line; on lines of its own where it does not fit there."""
    right = on_one_line(right)
    lines = wrapped(left, width, first)
    gap = width - len(lines[-1]) - len(right)
    if right and gap >= 2:
        return [*lines[:-1], f"{lines[-1]}{' ' * gap}{right}"]
    return [*lines, *wrapped(right, width, " " * len(first))] if right else lines


def on_one_line(text: str) -> str:
    """The text without line breaks: what a document says must not look like a line of the plan."""
    return " ".join(text.splitlines())


def section(heading: str, body: Iterable[str]) -> list[str]:
    """A heading and what stands under it; nothing at all where there is nothing to say."""
    lines = list(body)
    return ["", MARGIN + heading, *lines] if lines else []


def rule(width: int, mark: str = "=") -> str:
    """A line across the page."""
    return mark * width


def bold(text: str, wanted: bool) -> str:
    """The text in bold, where bold is wanted."""
    return f"\x1b[1m{text}\x1b[0m" if wanted and text else text
