"""The installed command, from outside: nothing here needs the repository."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest

import leeward_cli.commands
from leeward.engines.faults import EnginesDisagree, EngineUnavailable
from leeward_cli import exit_codes, guard

VERBS = sorted(module.name for module in iter_modules(leeward_cli.commands.__path__))

HEAVY = {"jsonschema", "hypothesis", "z3", "numpy"}


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
    )


def protocol(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return python("-m", "leeward_cli", *arguments, **environment)


def loaded_by(statements: str) -> set[str]:
    run = python("-c", f"{statements}\nimport sys; print(*sys.modules)")
    assert run.returncode == 0, run.stderr
    return {name.partition(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize(
    "statements",
    [
        "import leeward",
        "from leeward import *",
        "import leeward_cli; leeward_cli.main(['--help'])",
        "import leeward.evaluate, leeward.link.load, leeward.patient.from_yaml, leeward.plan.to_text",
    ],
)
def test_what_the_clinician_waits_for_is_light(statements: str) -> None:
    assert loaded_by(statements) & HEAVY == set()


def test_importing_the_library_does_not_load_the_rule_engine() -> None:
    assert "durable" not in loaded_by("import leeward")


def test_every_public_name_exists() -> None:
    import leeward

    for name in leeward.__all__:
        assert getattr(leeward, name) is not None
    with pytest.raises(AttributeError, match="no attribute `evalutor`"):
        getattr(leeward, "evalutor")  # noqa: B009  a name that a reader mistyped


def test_the_verbs_of_the_contract_are_there() -> None:
    assert {"compile", "evaluate", "list", "schema", "show", "test", "validate"} <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_of_its_own(verb: str) -> None:
    command = import_module(f"leeward_cli.commands.{verb}").command
    assert isinstance(command, click.Command)
    assert command.name == verb
    short = command.get_short_help_str(limit=60)
    assert short
    assert not short.endswith("...")
    run = protocol(verb, "--help")
    assert run.returncode == exit_codes.COMPLETE
    assert run.stdout.startswith(f"Usage: protocol {verb} ")


def test_help_names_every_verb() -> None:
    run = protocol("--help")
    assert run.returncode == exit_codes.COMPLETE
    listed = [line.split()[0] for line in run.stdout.partition("Commands:")[2].splitlines() if line.strip()]
    assert set(VERBS) <= set(listed)


def test_the_version_is_that_of_the_package() -> None:
    import leeward

    run = protocol("--version")
    assert run.stdout.split()[0].startswith("leeward")
    assert leeward.__version__ in run.stdout or "not installed" in run.stdout


BAD_USAGE = [
    ([], "Usage: protocol"),
    (["evalute"], "did you mean `evaluate`?"),
    (["--formt"], "--formt"),
    (["evaluate"], "Missing argument"),
    (["evaluate", "{patient}"], "--protocol"),
    (["evaluate", "nobody.yaml", "--protocol", "asco-2021"], "nobody.yaml"),
    (["evaluate", "{folder}", "--protocol", "asco-2021"], "{folder}"),
    (["evaluate", "{patient}", "--protocol", "asco-2012"], "did you mean `asco-2021`?"),
    (["evaluate", "{patient}", "--protocol", "{folder}"], "{folder}"),
    (["evaluate", "{patient}", "--protocol", "asco-2021", "--format", "docx"], "docx"),
    (["evaluate", "{patient}", "--protocol", "asco-2021", "--at", "tomorrow"], "--at"),
    (["evaluate", "{empty}", "--protocol", "asco-2021"], "{empty}"),
    (["evaluate", "{binary}", "--protocol", "asco-2021"], "{binary}"),
    (["validate"], "Missing argument"),
    (["validate", "nothing.protocol.yaml"], "nothing.protocol.yaml"),
    (["validate", "{folder}"], "protocol.yaml"),
    (["test", "nowhere"], "no protocol `nowhere`"),
    (["show"], "Missing argument"),
    (["show", "asco-2012"], "did you mean `asco-2021`?"),
    (["show", "asco-2021", "--format", "docx"], "docx"),
    (["compile", "asco-2021"], "--to"),
    (["compile", "asco-2021", "--to", "cobol"], "cobol"),
    (["list", "everything"], "everything"),
    (["schema", "everything"], "everything"),
]


@pytest.mark.parametrize(("arguments", "says"), BAD_USAGE, ids=[" ".join(row[0]) for row in BAD_USAGE])
def test_bad_usage_is_named_and_ends_with_2(arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.yaml").write_bytes(b"")
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)))
    (tmp_path / "patient.yaml").write_text("at: 2026-01-01T00:00:00Z\ntemperature: 38.0 Cel\n")
    places = {"folder": str(tmp_path / "folder")}
    places |= {name: str(tmp_path / f"{name}.yaml") for name in ("empty", "binary", "patient")}
    run = protocol(*(argument.format(**places) for argument in arguments))
    assert run.returncode == exit_codes.USAGE, run
    assert run.stdout == ""
    assert says.format(**places) in run.stderr
    assert "Traceback" not in run.stderr
    assert "no plan was made" not in run.stderr


@pytest.mark.parametrize(
    "verb",
    [
        "validate {broken}",
        "show {broken}",
        "compile {broken} --to python",
        "evaluate {patient} --protocol {broken}",
    ],
)
@pytest.mark.parametrize("broken", [b"", bytes(range(256)), b"leeward: 1\nkind: scale\nid: x\n", b"[1, 2"])
def test_an_invalid_protocol_is_a_finding(verb: str, broken: bytes, tmp_path: Path) -> None:
    document = tmp_path / "x.protocol.yaml"
    document.write_bytes(broken)
    patient = tmp_path / "patient.yaml"
    patient.write_text("at: 2026-01-01T00:00:00Z\ntemperature: 38.0 Cel\n")
    run = protocol(*verb.format(broken=document, patient=patient).split())
    assert run.returncode == exit_codes.FINDINGS, run
    assert f"{document}:" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


class Stand_in:
    """Takes the place of the command line and leaves in one particular way."""

    def __init__(self, leaving: BaseException) -> None:
        self.leaving = leaving

    def main(self, *_: object, **__: object) -> int:
        raise self.leaving


@pytest.mark.parametrize(
    ("leaving", "code"),
    [
        (ValueError("temperature was 38.9"), exit_codes.FAULT),
        (RecursionError(), exit_codes.FAULT),
        (MemoryError(), exit_codes.FAULT),
        (OSError(5, "Input/output error"), exit_codes.FAULT),
        (OSError(28, "No space left on device"), exit_codes.USAGE),
        (FileNotFoundError(2, "No such file or directory", "x.yaml"), exit_codes.USAGE),
        (PermissionError(13, "Permission denied", "x.yaml"), exit_codes.USAGE),
        (click.UsageError("no"), exit_codes.USAGE),
        (EnginesDisagree("a", "crs.2", "certain", "possible", 3), exit_codes.FAULT),
        (EngineUnavailable("durable-rules cannot be loaded", "build it anew"), exit_codes.FAULT),
        (click.Abort(), exit_codes.INTERRUPTED),
        (KeyboardInterrupt(), exit_codes.INTERRUPTED),
        (SystemExit(3), exit_codes.UNSETTLED),
        (SystemExit(None), exit_codes.COMPLETE),
    ],
)
def test_every_way_of_leaving_has_its_code(
    leaving: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(guard, "protocol", Stand_in(leaving))
    monkeypatch.delenv(guard.TRACEBACK, raising=False)
    assert guard.guarded([]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert "38.9" not in shown.err
    assert ("no plan was made" in shown.err) == (code == exit_codes.FAULT)


def test_a_fault_shows_its_traceback_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(guard, "protocol", Stand_in(ValueError("temperature was 38.9")))
    monkeypatch.setenv(guard.TRACEBACK, "1")
    assert guard.guarded([]) == exit_codes.FAULT
    assert "ValueError: temperature was 38.9" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", ["--help", "list", "show asco-2021"])
def test_a_reader_that_goes_away_is_no_fault(arguments: str) -> None:
    command = f"'{sys.executable}' -m leeward_cli {arguments}"
    run = subprocess.run(
        ["bash", "-c", f"{command} | true; echo ${{PIPESTATUS[0]}}"], capture_output=True, text=True
    )
    assert run.stderr == ""
    assert int(run.stdout) in (exit_codes.COMPLETE, exit_codes.PIPE_CLOSED)


def test_a_reader_that_goes_away_in_the_middle_is_told_apart() -> None:
    command = f"yes | head -c 1 >/dev/null; '{sys.executable}' -m leeward_cli show asco-2021"
    run = subprocess.run(
        ["bash", "-c", f"({command}; echo $? >&2) | head -c 10 >/dev/null"], capture_output=True, text=True
    )
    assert run.stderr.split() in ([str(exit_codes.PIPE_CLOSED)], [str(exit_codes.COMPLETE)])


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}])
@pytest.mark.parametrize("encoding", ["", "ascii", "latin-1"])
def test_no_locale_cuts_an_answer_off(locale: dict[str, str], encoding: str) -> None:
    plain = protocol("show", "bsab-vocabulary")
    odd = protocol("show", "bsab-vocabulary", PYTHONIOENCODING=encoding, **locale)
    assert odd.returncode == exit_codes.COMPLETE, odd.stderr
    assert len(odd.stdout.splitlines()) == len(plain.stdout.splitlines())


def test_the_library_is_listed_with_its_sources() -> None:
    run = protocol("list")
    assert run.returncode == exit_codes.COMPLETE
    lines = run.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("asco-2021 ") and "protocol" in line and "draft" in line for line in lines)
    cards = json.loads(protocol("list", "--format", "json").stdout)
    assert [f"    {card['title']}" for card in cards] == lines[1::2]
    for card, line in zip(cards, lines[::2], strict=True):
        assert set(card["checked"]) == {"read", "secondary", "memory"}
        assert all(f"{count} {how}" in line for how, count in card["checked"].items() if count)


def test_compiled_forms_are_what_they_say() -> None:
    durable = protocol("compile", "astct-2019", "--to", "durable")
    assert json.loads(durable.stdout)["protocol"] == "astct-2019"
    source = protocol("compile", "astct-2019", "--to", "python")
    compile(source.stdout, "kernel", "exec")


def test_the_pages_of_problems_come_with_the_package(tmp_path: Path) -> None:
    from leeward.lint.pages import every_page
    from leeward.lint.run import every_check

    assert {*every_check(), "no-source", "hold-without-until"} <= set(every_page())
    path = tmp_path / "ours.protocol.yaml"
    head = 'leeward: 1\nkind: protocol\nid: ours\ntitle: A\nversion: "1"\nstatus: draft\n'
    path.write_text(head + "rules: [{id: a, when: always, order: ferritin, because: x}]\n")
    run = protocol("validate", str(path))
    assert run.returncode == exit_codes.FINDINGS
    assert "page: docs/lint/no-source.md\n" in run.stdout.replace("\r", "")
