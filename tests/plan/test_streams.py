"""What the command does when the machine around it misbehaves: one sentence and a code, and no half plan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.plan.make import patient, protocol_with

ILL = patient(temperature="39 Cel", systolic_bp="86 mm[Hg]")
RULES = "- {id: fluid, when: hypotension, give: saline, source: guide table 1}"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def ward(tmp_path):
    protocol_with(tmp_path, RULES)
    (tmp_path / "patient.yaml").write_text(ILL, encoding="utf-8")
    return tmp_path


def run(ward: Path, shell: str, **environment: str):
    """A shell line in which `$PROTOCOL` is the command; answers code, output and errors."""
    paths = os.pathsep.join((str(ROOT / "engine"), str(ROOT / "cli")))
    done = subprocess.run(
        ["sh", "-c", shell],
        cwd=ward,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": paths,
            "LEEWARD_CACHE": "",
            "PROTOCOL": f"{sys.executable} -m leeward_cli",
            **environment,
        },
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode()


EVALUATE = "$PROTOCOL evaluate patient.yaml --protocol small.protocol.yaml"


@pytest.mark.parametrize("command", [EVALUATE, "$PROTOCOL list", "$PROTOCOL show small.protocol.yaml"])
def test_an_answer_that_cannot_be_written_is_never_a_success(ward, command):
    code, _, err = run(ward, f"{command} > /dev/full")
    assert (code, err) == (2, "protocol: the answer cannot be written: no space left on device\n")


def test_a_closed_standard_output_is_said(ward):
    code, _, err = run(ward, f"{EVALUATE} >&-")
    assert code == 2
    assert "standard output is closed" in err


def test_a_closed_standard_error_changes_no_plan(ward):
    code, out, _ = run(ward, f"{EVALUATE} 2>&-")
    assert (code, b"HOLD teclistamab" in out) == (0, True)


def test_a_closed_standard_input_is_said(ward):
    code, out, err = run(ward, "$PROTOCOL evaluate - --protocol small.protocol.yaml <&-")
    assert (code, out) == (2, b"")
    assert "standard input is closed" in err


@pytest.mark.parametrize("source", ["/dev/zero", "- </dev/zero"])
def test_an_endless_patient_file_is_refused(ward, source):
    code, out, err = run(ward, f"$PROTOCOL evaluate --protocol small.protocol.yaml {source}")
    assert (code, out) == (2, b"")
    assert "larger than 1 MB" in err


@pytest.mark.parametrize("cursor", ["nobody\x1b[31m.yaml", "nobody\n protocol: all is well"])
def test_the_name_of_a_file_moves_no_cursor(ward, cursor):
    code, out, err = run(ward, '$PROTOCOL evaluate "$NAME" --protocol small.protocol.yaml', NAME=cursor)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert "\x1b" not in err


def test_the_same_bytes_wherever_and_however_it_runs(ward):
    (ward / "elsewhere").mkdir()
    here = run(ward, f"{EVALUATE} --format json", PYTHONHASHSEED="0")
    assert here[0] == 0
    assert str(ward).encode() not in here[1]
    for environment in (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "COLUMNS": "1"},
        {"LEEWARD_CACHE": str(ward / "cache"), "LC_ALL": "tr_TR.UTF-8"},
        {"LEEWARD_CACHE": str(ward / "cache")},
    ):
        assert run(ward, f"{EVALUATE} --format json", **environment) == here
    absolute = f'cd elsewhere; $PROTOCOL evaluate ../patient.yaml --protocol "{ward}/small.protocol.yaml"'
    assert run(ward, f"{absolute} --format json") == here
