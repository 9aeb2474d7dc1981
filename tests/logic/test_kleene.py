"""The truth tables, which every backend reads from the same file."""

import csv
from importlib.resources import files
from itertools import product

import pytest

from leeward.logic.kleene import Truth, conj, disj, known, neg

TABLE = list(csv.DictReader((files("leeward.logic") / "kleene.csv").read_text("utf-8").splitlines()))
LETTERS = {truth.letter: truth for truth in Truth}


def test_the_table_is_complete() -> None:
    asked = sorted((row["operation"], row["a"], row["b"]) for row in TABLE)
    both = [(operation, a, b) for operation in ("and", "or") for a, b in product("TFU", repeat=2)]
    assert asked == sorted(both + [("not", a, "") for a in "TFU"])
    assert len(TABLE) == 21


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['operation']}-{row['a']}{row['b']}")
def test_row(row: dict[str, str]) -> None:
    a = LETTERS[row["a"]]
    match row["operation"]:
        case "not":
            answer = neg(a)
        case "and":
            answer = conj([a, LETTERS[row["b"]]])
        case _:
            answer = disj([a, LETTERS[row["b"]]])
    assert answer.letter == row["result"]


def test_no_parts() -> None:
    assert conj([]) is Truth.TRUE
    assert disj([]) is Truth.FALSE
    assert (known(True), known(False)) == (Truth.TRUE, Truth.FALSE)
