"""What a pharmacist is told to write: the remedies of `protocol validate`, word for word."""

from pathlib import Path

import pytest

from leeward.validate import validate

HEAD = """\
leeward: 1
kind: protocol
id: ours
title: A
version: "1"
status: draft
uses: [bsab-vocabulary, astct-2019]
sources: {ward: {title: A ward's own note, checked: read}}
"""


def helps(tmp_path: Path, body: str) -> set[str]:
    path = tmp_path / "ours.protocol.yaml"
    path.write_text(HEAD + body)
    return {problem.help for problem in validate([path]) if problem.severity == "error"}


def rule(**changed: str) -> str:
    keys = {"id": "a", "when": "crs >= 2", "give": "tocilizumab", "because": "x", "source": "ward"} | changed
    lines = [f"{key}: {value}" for key, value in keys.items() if value]
    return "rules:\n  - " + "\n    ".join(lines) + "\n"


LIST_IT = "list it under `interventions:` of a vocabulary, as `protocol show bsab-vocabulary` shows"


@pytest.mark.parametrize(
    ("body", "help"),
    [
        (rule(because=""), "add `because: <why, in a few words>`"),
        (rule(source=""), "add `source: <id of a source> <place in it>`"),
        (rule(when=""), "add `when: <a condition>`"),
        (rule(source="Table 1!"), "write it as in `<id of a source> <place in it>`"),
        (rule(give="Actemra"), "write `tocilizumab`"),
        (rule(give="Tocilizumab"), "write `tocilizumab`"),
        (rule(give="tocilizumb"), "did you mean `tocilizumab`?"),
        (rule(give="Actemrra"), "did you mean `tocilizumab`?"),
        (
            rule(give="tocilizumab 8 mg/kg"),
            "write `tocilizumab` alone; the dose, the route and the time have keys of their own",
        ),
        (rule(give="quokka_extract"), LIST_IT),
        (rule(replaces="[quokka_extract]"), LIST_IT),
        (rule(when="icans grade 1"), "write `icans = 1`"),
        (rule(when="oxygen_device = nasal cannula"), "did you mean `nasal_cannula`?"),
        (rule(when="low_bp"), "define it: write `low_bp: <a condition>` under `findings:`"),
        (rule(every="24,5 h"), "write `24.5 h`"),
        (rule(every="1,5 h .. 3 h"), "write `1.5 h`"),
        (
            rule(dose="1,000 mg"),
            "write `1000 mg`, or `1.000 mg` if a decimal point was meant",
        ),
        (
            rule(taper="{dose: 10 mg, for: 2 d}"),
            "write a list: begin each item with `- `, or put the items in `[ ]`",
        ),
        (
            "settings: {hot_from: {value: 39, because: x, source: ward}}\n"
            + rule(when="temperature > hot_from"),
            "give `hot_from` the unit `Cel`",
        ),
    ],
)
def test_the_remedy_of_a_protocol(tmp_path: Path, body: str, help: str) -> None:
    assert helps(tmp_path, body) == {help}


@pytest.mark.parametrize(
    ("grade", "help"),
    [
        ("grade 2", "write `2`"),
        ("1-2", "write `1 .. 2`"),
        ("1 to 3", "write `1 .. 3`"),
        ("severe", "write the grade as a number from 0 to 5"),
    ],
)
def test_the_remedy_of_a_grade_in_a_case(tmp_path: Path, grade: str, help: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(
        f"leeward: 1\nkind: cases\nof: asco-2021\ncases:\n"
        f"  - {{name: x, patient: {{}}, expect: {{crs: {grade}}}}}\n"
    )
    assert [problem.help for problem in validate([path])] == [help]


def test_no_remedy_for_a_missing_key_can_be_pasted_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "empty.protocol.yaml"
    for kind in ("protocol", "vocabulary", "scale", "product"):
        path.write_text(f"leeward: 1\nkind: {kind}\ninputs: {{a: {{}}}}\nrules: [{{id: a}}]\n")
        added = [p.help for p in validate([path]) if p.code == "missing-key" and p.help.startswith("add ")]
        assert len(added) >= 4
        words = ("<", "`version: ", "`revised: ", "`leeward: ")
        assert [help for help in added if not any(word in help for word in words)] == []
