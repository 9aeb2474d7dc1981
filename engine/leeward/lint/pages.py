"""The pages in `docs/lint/`: what a finding means, what to avoid, what to prefer, and why.

A page is found by its place: `<code>.md` explains every problem of that code, be it a warning of a check or a
refusal. Nothing else lists them.
"""

import re
from functools import cache
from pathlib import Path

from leeward.record import record

FOLDER = "docs/lint"
"""Where the pages stand in the source tree, and how people are told of them."""

REFUSAL = "This is an error: the document is refused until it is mended, and `accepts:` cannot accept it."
"""What the page of a refusal says, and no other page does."""

_FORM = re.compile(
    r"# (?P<code>[a-z-]+)\n\n(?P<words>[^\n]+)\.\n\n"
    rf"(?P<refusal>{re.escape(REFUSAL)}\n\n)?"
    r"## Avoid\n\n```yaml\n(?P<avoid>.+?)```\n\n## Prefer\n\n```yaml\n(?P<prefer>.+?)```\n\n"
    r"## Why\n\n(?P<why>.+)\n",
    re.DOTALL,
)


class NotAPage(ValueError):
    """A file in the folder of pages that has not their form."""


@record
class Page:
    """What people are shown of one code. words: what it finds. avoid, prefer: documents without their head.

    refusal: the code is of an error, which nobody can accept.
    """

    code: str
    words: str
    refusal: bool
    avoid: str
    prefer: str
    why: str

    @property
    def address(self) -> str:
        """The page as people are told of it: `docs/lint/no-source.md`."""
        return f"{FOLDER}/{self.code}.md"


@cache
def every_page() -> dict[str, Page]:
    """The pages by code, in the order of the codes.

    Raises:
        NotAPage: a page has not the form Avoid, Prefer, Why, or not the name of its code.
    """
    return {path.stem: read_page(path) for path in sorted(_folder().glob("*.md"))}


def read_page(path: Path) -> Page:
    """The page in one file.

    Raises:
        NotAPage: as above.
    """
    match = _FORM.fullmatch(path.read_text(encoding="utf-8"))
    if match is None or match["code"] != path.stem:
        raise NotAPage(f"{FOLDER}/{path.name} has not the form of a page: its code, Avoid, Prefer, Why")
    return Page(
        match["code"],
        match["words"],
        match["refusal"] is not None,
        match["avoid"],
        match["prefer"],
        " ".join(match["why"].split()),
    )


def _folder() -> Path:
    """In the installed package, else in the source tree."""
    packaged = Path(__file__).resolve().parent / "explained"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / FOLDER
