"""The strict table of scalars: what is a number, what is nothing, and what stays the text it is."""

from decimal import Decimal

import pytest

from leeward.text.from_yaml import read_yaml
from leeward.text.node import Scalar
from leeward.text.place import NOWHERE
from leeward.text.scalars import is_not_finite, meaning, to_plain

TABLE = [
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("0", 0),
    ("-7", -7),
    ("+7", 7),
    ("38", 38),
    ("38.0", Decimal("38.0")),
    ("1.10", Decimal("1.10")),
    ("-0.5", Decimal("-0.5")),
]
TEXTS = (  # noqa: SIM905  a table of words reads better without quotes and commas
    "yes no on off y n NO On True TRUE False Null NULL none 010 0x1F 0o17 0b1 1_000 12:30 190:20:30 "
    "2026-11-22 1.0.0 1e3 1.0e3 .5 5. 1,5 = + - -- 1.2.3 ٣ 9999999999999999999 <<"
).split()


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_meaning(text: str, expected: object) -> None:
    got = meaning(Scalar(text, NOWHERE))
    assert got == expected
    assert type(got) is type(expected)
    assert str(got) == str(expected)


@pytest.mark.parametrize("text", TEXTS)
def test_stays_text(text: str) -> None:
    assert meaning(Scalar(text, NOWHERE)) == text


@pytest.mark.parametrize("text", [text for text, _ in TABLE] + TEXTS)
def test_in_quotes_everything_is_text(text: str) -> None:
    assert meaning(Scalar(text, NOWHERE, quoted=True)) == text


@pytest.mark.parametrize("text", [".nan", ".NaN", "nan", "NaN", ".inf", "-.inf", "+.Inf", "inf", "-Infinity"])
def test_not_finite(text: str) -> None:
    assert is_not_finite(text)


@pytest.mark.parametrize("text", ["", "information", "nano", "infinite", "1", "banana", "inf.", "..inf"])
def test_not_not_finite(text: str) -> None:
    assert not is_not_finite(text)


def test_to_plain() -> None:
    root = read_yaml(b'a: {b: [1, 2.50, "3", yes, null], 4: 5}\nc: |\n  6\n', "f")
    assert to_plain(root) == {"a": {"b": [1, Decimal("2.50"), "3", "yes", None], "4": 5}, "c": "6\n"}
