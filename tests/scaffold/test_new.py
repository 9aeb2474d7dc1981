"""`protocol new`: what it writes is valid, tested and usable at once, and nothing is written over."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

import leeward
from leeward.language.schema import document_schema
from leeward.language.schema.for_editors import for_editors
from leeward.library import bundled
from leeward.scaffold.new import CannotMake, new_repository
from leeward_cli import exit_codes, main

ID = "st-elsewhere-bsab"
ELSEWHERE = Path(__file__).parents[2] / "examples" / "st-elsewhere"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(.+)")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    new_repository(ID, "CRS and ICANS at St Elsewhere", "asco-2021", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_everything_an_institution_needs_is_there(made: Path) -> None:
    found = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()}
    assert found == {
        "README.md",
        f"{ID}/{ID}.protocol.yaml",
        f"{ID}/cases.yaml",
        "patients/example.yaml",
        "protocol.schema.json",
        "patient.schema.json",
        ".pre-commit-config.yaml",
        ".github/workflows/protocol.yml",
    }
    assert not [path for path in made.rglob("*") if path.is_file() and "$base" in path.read_text()]


def test_it_is_valid_and_its_cases_pass(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "."]) == exit_codes.COMPLETE
    assert main(["test", "."]) == exit_codes.COMPLETE
    assert main(["evaluate", "patients/example.yaml", "--protocol", ID]) == exit_codes.COMPLETE
    assert f"{ID} 1.0.0, DRAFT" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("id", "base", "message"),
    [
        ("St Elsewhere", "asco-2021", "`St Elsewhere` is no id"),
        ("ours", "astct-2019", "`astct-2019` cannot be a base"),
        ("ours", "founding-note", "`founding-note` cannot be a base"),
        ("uf-2026", "asco-2021", "`uf-2026` is a document of the library"),
        ("ours", str(ELSEWHERE), "`st-elsewhere-bsab` would not be found from `"),
    ],
)
def test_what_cannot_be_made_is_said(tmp_path: Path, id: str, base: str, message: str) -> None:
    with pytest.raises(CannotMake, match=message):
        new_repository(id, "Ours", base, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(made: Path) -> None:
    (made / "README.md").write_text("ours\n")
    with pytest.raises(CannotMake, match=r"README\.md` is already there"):
        new_repository(ID, "Ours", "asco-2021", made)
    assert (made / "README.md").read_text() == "ours\n"


@pytest.mark.parametrize("base", [path.parent.name for path in bundled() if leeward.load(path).products])
def test_every_protocol_of_the_library_can_be_a_base(tmp_path: Path, base: str) -> None:
    if leeward.load(base).kind != "protocol":
        return
    new_repository("ours", 'CRS: "ours" # 1', base, tmp_path)
    assert main(["validate", str(tmp_path)]) == exit_codes.COMPLETE
    assert main(["test", str(tmp_path)]) == exit_codes.COMPLETE
    document = yaml.safe_load((tmp_path / "ours" / "ours.protocol.yaml").read_text())
    assert (document["extends"], document["title"]) == (base, 'CRS: "ours" # 1')


def test_every_modeline_names_a_schema_that_the_file_meets(made: Path) -> None:
    files = [path for path in made.rglob("*.yaml") if not path.name.startswith(".")]
    assert len(files) == 3
    for file in files:
        named = MODELINE.match(file.read_text())
        assert named is not None, file
        schema = json.loads((file.parent / named[1]).read_text())
        # PyYAML would turn times into dates, which JSON does not have
        jsonschema.Draft202012Validator(schema).validate(yaml.load(file.read_text(), Loader=Words))
    assert json.loads((made / "protocol.schema.json").read_text()) == for_editors(document_schema())


class Words(yaml.SafeLoader):
    """YAML in which a time is a word."""


Words.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_schema_of_patients_says_what_is_wrong(made: Path) -> None:
    validator = jsonschema.Draft202012Validator(json.loads((made / "patient.schema.json").read_text()))
    patient = yaml.load((made / "patients" / "example.yaml").read_text(), Loader=Words)
    assert not validator.is_valid({**patient, "temprature": "38 Cel"})
    assert validator.schema["title"] == f"A patient for {ID}"


def protocol(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command as it stands in a file, run in the folder."""
    program, *arguments = shlex.split(line.partition(" > ")[0])
    assert program == "protocol"
    return subprocess.run(
        [sys.executable, "-m", "leeward_cli", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_command_of_the_readme_runs(made: Path) -> None:
    text = (made / "README.md").read_text()
    commands = dict.fromkeys(
        [*re.findall(r"`(protocol [^`]+)`", text), *re.findall(r"^protocol .+$", text, re.M)]
    )
    assert len(commands) >= 7
    for command in commands:
        done = protocol(command, made)
        assert done.returncode == exit_codes.COMPLETE, (command, done.stderr)
        if " > " in command:
            assert done.stdout == (made / command.partition(" > ")[2]).read_text(), command


def test_every_file_is_named_in_the_readme_and_every_file_named_is_there(made: Path) -> None:
    text = (made / "README.md").read_text()
    named = set(re.findall(r"^\| `([^`]+)` \|", text, re.M))
    there = {str(path.relative_to(made)) for path in made.rglob("*") if path.is_file()}
    assert named == there - {"README.md"}


def test_the_workflow_runs_and_pins_this_version(made: Path) -> None:
    workflow = yaml.safe_load((made / ".github" / "workflows" / "protocol.yml").read_text())
    steps = [step["run"] for step in workflow["jobs"]["protocol"]["steps"] if "run" in step]
    assert steps[0] == f"pip install 'leeward[testing]=={leeward.__version__}'"
    assert len(steps) == 3
    assert protocol(steps[1], made).returncode == exit_codes.COMPLETE
    # that pytest finds cases and laws in such a folder is tested in tests/testing/test_plugin.py
    assert steps[2] == "pytest --junitxml report.xml"
    path = made / ID / f"{ID}.protocol.yaml"
    path.write_text(path.read_text() + "colour: blue\n")
    refused = protocol(steps[1], made)
    assert refused.returncode == exit_codes.FINDINGS
    assert refused.stdout.startswith(f"::error file={ID}/{ID}.protocol.yaml,line=")


def test_the_commented_forms_of_a_deviation_are_those_of_the_language(made: Path) -> None:
    """What the file shows as examples is valid once the blanks are filled in."""
    path = made / ID / f"{ID}.protocol.yaml"
    lines = path.read_text().splitlines()
    start = lines.index("# settings:")
    filled = "\n".join(line.removeprefix("# ") for line in lines[start:])
    for blank, value in (
        ("<a setting of the base>", "low_flow_at_most"),
        ("<id of a rule>: {", "crs-tocilizumab: {"),
        ("<id of a rule>", "echocardiogram"),
        ("id: ..., when: ..., order: ...", "id: x, when: crs >= 1, order: ferritin"),
        ("was: ...", 'was: "00000000"'),
    ):
        assert blank in filled
        filled = filled.replace(blank, value)
    path.write_text("\n".join(lines[:start]) + f"\n{filled}\n")
    assert main(["validate", str(path)]) == exit_codes.COMPLETE
