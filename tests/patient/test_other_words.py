"""Other words of a chart: options, members of sets, and brand names of products."""

from collections.abc import Callable
from pathlib import Path

import pytest

from leeward.library import find
from leeward.link.load import load_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.text.problem import Refused
from leeward.validate import validate

Read = Callable[..., State]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("vasopressors: [noradrenaline]", "vasopressors", frozenset({"norepinephrine"})),
        (
            "vasopressors: [adrenaline, vasopressin]",
            "vasopressors",
            frozenset({"epinephrine", "vasopressin"}),
        ),
        ("oxygen_device: RA", "oxygen_device", "room_air"),
        ("oxygen_device: room_air", "oxygen_device", "room_air"),
        ("oxygen_device: HFNC", "oxygen_device", "high_flow_nasal_cannula"),
        ("product: Tecvayli", "product", "teclistamab"),
        ("product: TECVAYLI", "product", "teclistamab"),
    ],
)
def test_other_words_are_read(
    read: Read, bundled: ClinicalProtocol, line: str, name: str, value: object
) -> None:
    assert read(bundled, line).facts[name].value == value


def test_brand_names_are_read_in_the_histories(read: Read, bundled: ClinicalProtocol) -> None:
    state = read(
        bundled,
        "product: Tecvayli",
        "given: [{drug: tecvayli, at: 2026-11-19T14:00:00Z}]",
        "episodes: [{type: crs, grade: 3, product: Tecvayli, from: 2026-11-01T02:00:00Z, "
        "to: 2026-11-02T08:00:00Z}]",
    )
    assert state.facts["prior_crs_grade3"].value == 1_000_000


@pytest.mark.parametrize(
    ("line", "code", "help"),
    [
        ("vasopressors: [noradrenalin]", "unknown-option", "did you mean `norepinephrine`?"),
        ("vasopressors: [noradrenaline, norepinephrine]", "listed-twice", "list it once"),
        ("oxygen_device: HFN", "unknown-option", "did you mean `high_flow_nasal_cannula`?"),
    ],
)
def test_the_option_itself_is_named(
    read: Read, bundled: ClinicalProtocol, line: str, code: str, help: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(bundled, line)
    assert [(problem.code, problem.help) for problem in refused.value.problems] == [(code, help)]


def test_every_label_knows_its_brand() -> None:
    for id in ("teclistamab-us-2025", "epcoritamab-eu", "epcoritamab-us", "blinatumomab-us"):
        (product,) = load_protocol(find(id)).products
        assert product.also
        assert all(name in product.title for name in product.also)


WORDS = """\
leeward: 1
kind: vocabulary
id: words
title: A
version: "1"
status: draft
inputs:
  pressors: {title: P, set_of: [a, b], also: {a: [x], b: [x], c: [y]}}
  hurt: {title: H, type: yes/no, also: {yes: [si]}}
"""


def test_a_word_stands_for_one_option_that_exists(tmp_path: Path) -> None:
    path = tmp_path / "words.protocol.yaml"
    path.write_text(WORDS)
    assert [(problem.code, problem.message) for problem in validate([path])] == [
        ("colliding-id", "`x` already stands for the option `a`"),
        ("unknown-name", "`pressors` has no option `c`"),
        ("key-out-of-place", "`also` has no meaning for a yes/no"),
    ]


def test_a_brand_stands_for_one_product(tmp_path: Path) -> None:
    label = find("teclistamab-us-2025").read_text(encoding="utf-8")
    path = tmp_path / "teclistamab-us-2025.protocol.yaml"
    path.write_text(label.replace("also: [Tecvayli]", "also: [Tecvayli, Actemra]"), encoding="utf-8")
    found = [problem.message for problem in validate([path]) if problem.severity == "error"]
    assert found == ["`Actemra` already stands for `tocilizumab`"]
