"""Changes to the text of one scalar, for the operators."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache

from leeward.language.expression.parser import parse
from leeward.language.expression.syntax import Span, Syntax
from leeward.language.quantity import to_text
from leeward.mutation.site import Edit
from leeward.text.node import Scalar

NUMBER = re.compile(r"(?<![\w.*])[0-9]+(?:\.[0-9]+)?(?![\w.]*\w)")


def rewritten(scalar: Scalar, span: Span, text: str) -> Edit:
    """The scalar with one stretch of its text written otherwise."""
    start, end = span
    changed = scalar.text[:start] + text + scalar.text[end:]
    place = scalar.place.within(start, max(1, end - start))
    before, after = around(scalar.text, start, end), around(changed, start, start + len(text))
    return Edit(replace(scalar, text=changed), place, before, after)


_SHOWN = 24  # characters on either side of a change, enough to recognise the place


def around(text: str, start: int, end: int) -> str:
    """A stretch of a text and what stands beside it, on one line; a short text is shown whole."""
    if len(text) <= 2 * _SHOWN + 12:
        return " ".join(text.split())
    first, last = max(0, start - _SHOWN), min(len(text), end + _SHOWN)
    first = first and text.rfind(" ", 0, first) + 1
    last = len(text) if last == len(text) else (text.find(" ", last) + 1 or len(text) + 1) - 1
    shown = " ".join(text[first:last].split())
    return ("… " if first else "") + shown + (" …" if last < len(text) else "")


def stepped(number: str) -> Iterator[str]:
    """The number one step of its last written digit lower, and higher; never below zero."""
    step = Decimal(1).scaleb(-len(number.partition(".")[2]))
    for other in (Decimal(number) - step, Decimal(number) + step):
        if other >= 0:
            yield f"{other:f}"


def scaled(number: str) -> Iterator[str]:
    """Half of it, and twice."""
    for factor in (Decimal("0.5"), Decimal(2)):
        yield to_text(Decimal(number) * factor)


def each_number(scalar: Scalar) -> Iterator[tuple[Span, str]]:
    """The numbers of a phrase such as `3 in 24 h`."""
    for match in NUMBER.finditer(scalar.text):
        yield match.span(), match.group()


def parts_of(scalar: Scalar) -> tuple[Syntax, ...]:
    """Every part of a condition, the whole first; nothing for `always`, or for what cannot be read."""
    from lark.exceptions import UnexpectedInput

    if scalar.text.strip() in ("always", "never"):
        return ()
    try:
        return tuple(_walk(_parsed(scalar.text)))
    except UnexpectedInput:
        return ()


@cache
def _parsed(text: str) -> Syntax:
    return parse(text)


def _walk(node: Syntax) -> Iterator[Syntax]:
    yield node
    for field in fields(node):
        value = getattr(node, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            inner = item[1] if isinstance(item, tuple) and len(item) == 2 else item
            if hasattr(inner, "span"):
                yield from _walk(inner)
