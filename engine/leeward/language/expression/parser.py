"""The text of a condition in, its syntax tree out, or the parser's own complaint for `syntax_faults`."""

import pkgutil
import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from leeward.language.expression.syntax import (
    AllOf,
    AnyOf,
    Braces,
    Comparison,
    CountOf,
    Denied,
    Membership,
    Number,
    Product,
    Range,
    Span,
    Sum,
    Syntax,
    Word,
)

if TYPE_CHECKING:
    from lark import Lark, Token

_NUMBER_AND_UNIT = re.compile(r"([0-9.]+)\s*(.*)", re.DOTALL)


@lru_cache(maxsize=4096)
def parse(text: str) -> Syntax:
    """The syntax tree of one condition; one text is parsed once, as proofs link the same documents again.

    Raises:
        lark.exceptions.UnexpectedInput: the text does not follow the grammar.
    """
    tree: Syntax = _parser().parse(text)  # type: ignore[assignment]  # the callbacks below build it
    return tree


@cache
def _parser() -> "Lark":
    from lark import Lark

    grammar = pkgutil.get_data("leeward.language.expression", "grammar.lark")
    assert grammar is not None
    return Lark(
        grammar.decode(), parser="lalr", lexer="basic", transformer=_Build(), maybe_placeholders=False
    )


def _around(parts: list[Any]) -> Span:
    return parts[0].span[0], parts[-1].span[1]


def _span(token: "Token") -> Span:
    start = token.start_pos or 0
    return start, start + len(token)


class _Build:
    """One callback for each named alternative of the grammar."""

    def start(self, parts: list[Syntax]) -> Syntax:
        return parts[0]

    def word(self, tokens: "list[Token]") -> Word:
        return Word(_span(tokens[0]), str(tokens[0]))

    def number(self, tokens: "list[Token]") -> Number:
        start, end = _span(tokens[0])
        match = _NUMBER_AND_UNIT.fullmatch(tokens[0])
        assert match is not None
        return Number((start, end), match[1], match[2], (start + match.start(2), end))

    def any_of(self, parts: list[Syntax]) -> AnyOf:
        return AnyOf(_around(parts), tuple(parts))

    def all_of(self, parts: list[Syntax]) -> AllOf:
        return AllOf(_around(parts), tuple(parts))

    def denied(self, parts: list[Any]) -> Denied:
        return Denied((_span(parts[0])[0], parts[1].span[1]), parts[1])

    def comparison(self, parts: list[Any]) -> Comparison:
        operators = tuple(self.word([token]) for token in parts[1::2])
        return Comparison(_around(parts), tuple(parts[::2]), operators)

    def membership(self, parts: list[Syntax]) -> Membership:
        return Membership(_around(parts), parts[0], parts[1])

    def range(self, parts: list[Syntax]) -> Range:
        return Range(_around(parts), *parts)

    def sum(self, parts: list[Any]) -> Sum:
        signed: list[tuple[int, Syntax]] = []
        sign, first = 1, None
        for part in parts:
            if isinstance(part, str):
                sign = -1 if part == "-" else 1
                first = _span(part)[0] if first is None else first  # type: ignore[arg-type]  # a Token
            else:
                signed.append((sign, part))
                first = part.span[0] if first is None else first
        return Sum((first or 0, parts[-1].span[1]), tuple(signed))

    def product(self, parts: list[Syntax]) -> Product:
        return Product(_around(parts), tuple(parts))

    def group(self, parts: list[Any]) -> Syntax:
        inner: Syntax = replace(parts[1], span=(_span(parts[0])[0], _span(parts[2])[1]))
        return inner

    def count_of(self, parts: list[Any]) -> CountOf:
        besides = parts[3] if len(parts) == 5 else None
        return CountOf((_span(parts[0])[0], _span(parts[-1])[1]), self.word([parts[2]]), besides)

    def braces(self, parts: list[Any]) -> Braces:
        return Braces((_span(parts[0])[0], _span(parts[-1])[1]), tuple(parts[1:-1]))
