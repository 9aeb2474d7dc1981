"""Excerpts: the line that a problem points at, as it is in the file."""

import pytest

from leeward.text.place import Place
from leeward.text.problem import Problem
from leeward.text.source import lines_of, with_excerpts


def excerpt(data: bytes, line: int, code: str = "any") -> str:
    (problem,) = with_excerpts([Problem(code, "message", Place("f", line))], data)
    return problem.excerpt


@pytest.mark.parametrize("data", [b"a\nb\nc", b"a\r\nb\r\nc", b"a\rb\rc", b"\xef\xbb\xbfa\nb\nc\n"])
def test_the_line_without_its_end(data: bytes) -> None:
    assert [excerpt(data, line) for line in (1, 2, 3)] == ["a", "b", "c"]


def test_only_what_editors_take_for_a_line_end_is_one() -> None:
    assert lines_of("a\x0bb\x0cc\x1cd\u2028e\x85f") == ["a\x0bb\x0cc\x1cd\u2028e\x85f"]


@pytest.mark.parametrize("line", [0, 4])
def test_no_line_no_excerpt(line: int) -> None:
    assert excerpt(b"a\nb\nc", line) == ""


def test_what_is_wrong_with_a_whole_file_has_no_line() -> None:
    assert excerpt(b"a", 1, "too-large") == ""


def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert excerpt(b"fi\xe8vre", 1) == "fi\ufffdvre"
