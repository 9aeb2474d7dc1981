"""The ways in which a source, or the end of a hold, is left out: each refused under the name of its page."""

from pathlib import Path

import pytest

from leeward.validate import validate

HEAD = """\
leeward: 1
kind: {kind}
id: ours
title: A
version: "1"
status: draft
uses: [bsab-vocabulary, astct-2019]
sources: {{ward: {{title: A ward's own note, checked: read}}}}
"""
PROTOCOL = HEAD.format(kind="protocol") + "products: [teclistamab-us-2025]\n"
PRODUCT = HEAD.format(kind="product") + 'product: madeup\nregion: US\nrevised: "2026-01"\n'


def errors(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(text)
    found = [problem for problem in validate([path]) if problem.severity == "error"]
    assert all(problem.help and problem.excerpt for problem in found)
    return [(problem.code, problem.place.line, problem.message) for problem in found]


ORDER = "rules:\n  - id: a\n    when: crs >= 1\n    order: ferritin\n    because: x\n"
DECISION = "bsab:\n  - id: a\n    when: crs >= 1\n    hold: until crs resolved\n    because: x\n"
MISSING = "`source` is missing in `a`"


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (ORDER, 11, MISSING),
        (DECISION, 11, MISSING),
        (ORDER + "    source:\n", 15, "nothing is written after `source`"),
        (ORDER + '    source: ""\n', 15, '`source` wants the id of a source and the place in it, not `""`'),
        (ORDER + "    source: {where: page 3}\n", 15, "`id` is missing in `source`"),
        ("settings: {a: {value: 37.5 Cel, because: x}}\n" + ORDER + "    source: ward\n", 10, MISSING),
    ],
)
def test_of_a_protocol(tmp_path: Path, body: str, line: int, message: str) -> None:
    assert errors(tmp_path, PROTOCOL + body) == [("no-source", line, message)]


def test_of_a_grade(tmp_path: Path) -> None:
    text = (
        HEAD.format(kind="scale") + "grades:\n  flush:\n    title: Flushing\n    1: temperature >= 38 Cel\n"
    )
    assert errors(tmp_path, text) == [("no-source", 10, "the grade `flush` names no source")]
    assert errors(tmp_path, text + "    source: ward page 5\n") == []


def test_of_the_table_and_the_schedule_of_a_product(tmp_path: Path) -> None:
    table = "bsab:\n  crs:\n    1: {hold: until resolved, because: x}\n"
    schedule = "schedule:\n  full: {day: 1, dose: 1.5 mg/kg, route: SC}\n"
    found = errors(tmp_path, PRODUCT + table + schedule)
    assert [(code, line) for code, line, _ in found] == [("no-source", 14), ("no-source", 16)]
    cited = table.replace("  crs:\n", "  crs:\n    source: ward\n") + schedule.replace(
        "schedule:\n", "schedule:\n  source: ward\n"
    )
    assert errors(tmp_path, PRODUCT + cited) == []


@pytest.mark.parametrize(
    "body",
    [
        ORDER + "    source: wards page 3\n",
        ORDER.replace("crs >= 1", "crss >= 1") + "    source: ward page 1\n",
        ORDER.replace("    because: x\n", "") + "    source: ward\n",
    ],
)
def test_a_source_that_is_there_is_never_called_missing(tmp_path: Path, body: str) -> None:
    ((code, _, _),) = errors(tmp_path, PROTOCOL + body)
    assert code != "no-source"


def decision(hold: str) -> str:
    rule = f"  - id: a\n    when: crs >= 1\n    hold:{hold}\n    because: x\n    source: ward page 1\n"
    return f"{PROTOCOL}bsab:\n{rule}"


@pytest.mark.parametrize(
    ("hold", "found"),
    [
        ("", ""),
        (" true", ": `true`"),
        (" yes", ": `yes`"),
        (' ""', ': `""`'),
        (" until", ": `until`"),
        (" 72 h", ": `72 h`"),
        (" crs resolved", ": `crs resolved`"),
        (" 3", ": the number `3`"),
    ],
)
def test_a_hold_without_an_end(tmp_path: Path, hold: str, found: str) -> None:
    said = [("hold-without-until", 13, f"`hold` does not say until when{found}")]
    assert errors(tmp_path, decision(hold)) == said


@pytest.mark.parametrize(
    ("hold", "code"),
    [
        (" until better", "wrong-form"),
        (" until resolved", "bad-until"),
        (" {until: crs resolved}", "wrong-type"),
        (" until crss resolved", "unknown-name"),
    ],
)
def test_an_end_that_is_there_and_wrong_is_another_fault(tmp_path: Path, hold: str, code: str) -> None:
    ((found, line, _),) = errors(tmp_path, decision(hold))
    assert (found, line) == (code, 13)


def test_in_the_table_of_a_product(tmp_path: Path) -> None:
    table = "bsab:\n  crs:\n    source: ward\n    1: {hold: yes, because: x}\n"
    found = [("hold-without-until", 15, "`hold` does not say until when: `yes`")]
    assert errors(tmp_path, PRODUCT + table) == found


@pytest.mark.parametrize(
    ("hold", "help"),
    [
        (" crs resolved", "write `until crs resolved`"),
        (" true", "write it as in `until crs resolved` or `until crs grade 1 or less for 72 h`"),
        (" until grade 1", "name the toxicity, as in `until crs grade 1`"),
    ],
)
def test_what_to_write_instead(tmp_path: Path, hold: str, help: str) -> None:
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(decision(hold))
    assert [problem.help for problem in validate([path])] == [help]


def test_an_end_that_stands_beside_the_hold(tmp_path: Path) -> None:
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(decision(" true\n    until: crs resolved"))
    helps = {problem.code: problem.help for problem in validate([path])}
    assert helps.keys() == {"hold-without-until", "unknown-key"}
    assert helps["unknown-key"] == "the end stands behind `hold`, as in `hold: until crs resolved`"


@pytest.mark.parametrize(
    ("check", "message", "help"),
    [
        (
            "no-source",
            "`no-source` is an error, and no document can accept it",
            "take the acceptance out; docs/lint/no-source.md says what to write instead",
        ),
        ("shadowed-rules", "there is no check `shadowed-rules`", "did you mean `shadowed-rule`?"),
        (
            "shadowed-rule",
            "the check `shadowed-rule` finds nothing on `a`",
            "take the acceptance out",
        ),
    ],
)
def test_an_acceptance_of_nothing_says_why(tmp_path: Path, check: str, message: str, help: str) -> None:
    path = tmp_path / "ours.protocol.yaml"
    accepts = f"accepts: [{{check: {check}, finding: a, because: x}}]\n"
    path.write_text(PROTOCOL + accepts + ORDER + "    source: ward page 1\n")
    (found,) = validate([path])
    assert (found.code, found.severity, found.place.line) == ("idle-acceptance", "warning", 10)
    assert (found.message, found.help) == (message, help)
