"""The verb, from outside: exit codes, formats, saved patients, and what it says without the solver."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.sequences.small import small

from leeward.sequences.search import search
from leeward.sequences.to_yaml import to_yaml
from leeward.verify.law import laws

WARD = Path(__file__).parents[1] / "faults" / "ward"


def protocol(*arguments, **options):
    run = [sys.executable, "-m", "leeward_cli", *map(str, arguments)]
    return subprocess.run(run, capture_output=True, encoding="utf-8", **options)


@pytest.fixture
def faulty(tmp_path):
    """A ward whose label holds, instead of stopping, at ICANS grade 4."""
    for source in WARD.rglob("*.protocol.yaml"):
        target = tmp_path / source.parent.name / source.name
        target.parent.mkdir()
        text = source.read_text(encoding="utf-8")
        stops = "4: {discontinue: true, because: grade 4 ICANS stops it}"
        target.write_text(text.replace(stops, "4: {hold: until resolved, because: a test}"), encoding="utf-8")
    return tmp_path / "ward"


def test_proven_is_exit_0_and_one_line_for_each_law():
    run = protocol("verify", WARD / "ward")
    assert run.returncode == 0, run.stderr
    assert run.stdout.count(" proven ") == len(laws())
    assert run.stdout.endswith("proven, with 2 accepted\n")
    assert "whoever has CRS or ICANS does not stay at home" in run.stdout
    assert run.stderr == "", "no progress where nobody watches"


def test_refuted_is_exit_1_with_law_lines_patient_and_both_engines(faulty):
    run = protocol("verify", faulty, "--only", "worse-is-never-less")
    assert run.returncode == 1
    assert "the decision on the antibody is less strict for the worse patient" in run.stdout
    assert "the law: worsening one value" in run.stdout
    assert "wardimab-icans-3, ward-label.protocol.yaml:" in run.stdout
    assert "ice: " in run.stdout
    assert "both engines say" in run.stdout
    assert "accepts: [{law: worse is never less, finding: antibody decision, because:" in run.stdout


def test_the_saved_patients_are_read_by_evaluate(faulty, tmp_path):
    protocol("verify", faulty, "--only", "worse-is-never-less", "--save", tmp_path / "saved")
    files = sorted((tmp_path / "saved").iterdir())
    assert [file.name for file in files if "antibody" in file.name] == [
        "worse-is-never-less-antibody-decision-then.yaml",
        "worse-is-never-less-antibody-decision.yaml",
    ]
    for file in files:
        run = protocol("evaluate", file, "--protocol", faulty)
        assert run.returncode in (0, 3), run.stderr


def test_json_is_the_same_bytes_each_time(faulty):
    first, second = (protocol("verify", faulty, "--format", "json").stdout for _ in range(2))
    assert first == second
    report = json.loads(first)
    assert report["format"] == "leeward.verify/1"
    assert report["proven"] is False
    laws = {law["law"]: law for law in report["laws"]}
    assert laws["worse is never less"]["verdict"] == "refuted"
    assert laws["alive"]["verdict"] == "proven"
    findings = {finding["finding"]: finding for finding in laws["worse is never less"]["findings"]}
    assert findings["antibody decision"]["accepted"] is None
    assert findings["antibody decision"]["patients"][0]["file"].startswith("at: ")
    assert findings["stay_home"]["accepted"]


def test_sarif_names_the_rule_and_its_line(faulty):
    log = json.loads(protocol("verify", faulty, "--format", "sarif").stdout)
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    assert set(results) == {"always", "worse-is-never-less"}
    result = results["worse-is-never-less"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("ward-label.protocol.yaml")
    assert place["region"]["startLine"] > 1


def test_too_little_time_is_not_proven_and_exit_1():
    run = protocol("verify", "asco-2021", "--only", "learning-never-contradicts", "--seconds", "0.1")
    assert run.returncode == 1
    assert "not proven" in run.stdout
    assert "which is no pass" in run.stdout


@pytest.mark.parametrize("seconds", ["nan", "inf", "0"])
def test_seconds_that_are_no_number_of_them_are_bad_usage(seconds: str):
    run = protocol("verify", "asco-2021", "--only", "sourced", "--seconds", seconds)
    assert run.returncode == 2
    assert "--seconds" in run.stderr


def test_ctrl_c_shows_what_was_proven_so_far_and_ends_with_130():
    """Stopped when the second law has been begun, wherever that is: in the solver or outside it."""
    code = (
        "import os, signal, sys; from leeward.verify import run; asked = run._Law.run\n"
        "def stopped(law):\n"
        "    if law.law.name == 'learning never contradicts':\n"
        "        signal.setitimer(signal.ITIMER_REAL, 0.3)\n"
        "    asked(law)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))\n"
        "run._Law.run = stopped\n"
        "from leeward_cli.guard import guarded; sys.exit(guarded(['verify', 'asco-2021']))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert run.returncode == 130
    lines = run.stdout.splitlines()
    assert "  proven " in lines[2] + lines[3]
    assert "not proven" in lines[4]
    assert "stopped before it was asked" in run.stdout
    assert run.stdout.count("stopped before all of it was asked") == 1
    assert lines[-1].endswith("stopped")


def test_an_unknown_law_is_bad_usage():
    run = protocol("verify", WARD / "ward", "--only", "alife")
    assert run.returncode == 2
    assert "did you mean `alive`?" in run.stderr


def test_without_the_solver_one_sentence_says_what_to_install():
    code = (
        "import sys; sys.modules['z3'] = None; from leeward_cli.guard import guarded;"
        f" sys.exit(guarded(['verify', {str(WARD / 'ward')!r}]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert run.returncode == 2
    assert "pip install 'leeward[verify]'" in run.stderr
    assert run.stdout == ""


@pytest.fixture
def path(tmp_path):
    """A small protocol whose label forgets a stop, and the path that shows it."""
    linked = small(tmp_path)
    file = tmp_path / "path.yaml"
    file.write_text(to_yaml(search(linked, about=("antibody",)).found[0]), encoding="utf-8")
    return tmp_path / "small.protocol.yaml", file


def test_a_saved_path_is_run_again(path):
    run = protocol("verify", path[0], "--replay", path[1])
    assert run.returncode == 1
    assert (
        "the plans of now are those of the file\nstill broken\n  step 2, resumed: teclistamab" in run.stdout
    )


def test_a_mended_protocol_breaks_nothing_on_a_saved_path(path):
    label = path[0].parent / "tec-us.protocol.yaml"
    label.write_text(label.read_text().replace("discontinue: true", "hold: until resolved"))
    run = protocol("verify", path[0], "--replay", path[1])
    assert run.returncode == 0
    assert "the plans of now differ\n  step 1: the decision is hold" in run.stdout
    assert run.stdout.endswith("nothing on this path is broken now\n")


def test_what_is_no_path_is_refused_and_a_path_is_no_patient(path):
    run = protocol("verify", path[0], "--replay", path[0])
    assert (run.returncode, run.stdout) == (2, "")
    assert "the file is not a `leeward.timeline/1`" in run.stderr
    run = protocol("evaluate", path[1], "--protocol", path[0])
    assert (run.returncode, run.stdout) == (2, "")
    assert "a path of several looks at a patient" in run.stderr
    assert "--replay FILE" in run.stderr


@pytest.mark.parametrize("other", [["--only", "decided"], ["--format", "json"], ["--save", "x"]])
def test_a_replay_goes_with_no_other_option(path, other):
    run = protocol("verify", path[0], "--replay", path[1], *other)
    assert run.returncode == 2
    assert "--replay runs one file again" in run.stderr
