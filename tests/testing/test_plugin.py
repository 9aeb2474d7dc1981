"""`pytest` on protocols: what is collected, what is said, what is written, and what is left alone."""

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.plan.make import protocol_with
from tests.testing.installed import pytest_in, python

from leeward.cases.run import run_cases
from leeward.cases.to_text import result_lines
from leeward.scaffold.new import new_repository
from leeward.testing import laws_for
from leeward_cli import main

CASES = """\
leeward: 1
kind: cases
of: small
bases:
  well: {product: teclistamab, age: 60 a, temperature: 36.8 Cel, hypotension: no, vasopressors: [], given: []}
cases:
  - {name: "well: a drip", base: well, expect: {crs: 0, give: [saline]}}
  - {name: fever is grade 1, base: well, patient: {temperature: 38 Cel}, expect: {crs: 2, give: [saline]}}
  - {name: a misspelt input, base: well, patient: {temprature: 38 Cel}, expect: {crs: 1}}
"""
DRIP = "- {id: drip, when: crs < 2, give: saline, source: guide page 1}"
BROKEN = "small.protocol.yaml::worse-takes-no-order-away"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A protocol with one rule that is lost when the patient is worse, and nothing else."""
    place = tmp_path / "ours"
    place.mkdir()
    protocol_with(place, DRIP)
    return place


def test_what_protocol_new_writes_passes(tmp_path: Path) -> None:
    place = tmp_path / "new"
    new_repository("ours", "Ours", "asco-2021", place)
    run = pytest_in(place, "-v", "--junitxml", "junit.xml")
    assert run.returncode == 0, run.stdout
    assert "ours/cases.yaml::a patient with a fever holds the antibody PASSED" in run.stdout
    assert "ours/ours.protocol.yaml::engines-agree PASSED" in run.stdout
    import leeward

    wanted = 1 + len(laws_for(leeward.load(str(place / "ours"))))
    assert len(ET.parse(place / "junit.xml").findall(".//testcase")) == wanted


def test_a_failed_case_says_what_protocol_test_says(folder: Path) -> None:
    (folder / "cases.yaml").write_text(CASES)
    run = pytest_in(folder, "cases.yaml")
    assert "2 failed, 1 passed" in run.stdout
    failed = run_cases(folder / "cases.yaml").failed
    assert len(failed) == 2
    for result in failed:
        for line in result_lines(result):
            assert line.replace(f"{folder}/", "") in run.stdout.replace(f"{folder}/", "")
    assert "Traceback" not in run.stdout
    assert "def run" not in run.stdout


def test_a_case_can_be_asked_for_alone_and_fails_alone(folder: Path) -> None:
    (folder / "cases.yaml").write_text(CASES)
    assert "1 passed" in pytest_in(folder, "cases.yaml::well: a drip").stdout
    assert "1 passed, 2 deselected" in pytest_in(folder, "cases.yaml", "-k", "well").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CASES.replace("of: small", "of: smal"), "no document `smal` beside these cases"),
        (CASES.replace("of: small", "off: small"), "REFUSED"),
        (CASES.replace("base: well", "base: wel"), "no base `wel` in this file"),
        ("cases: [", "REFUSED"),
        ("", "REFUSED"),
    ],
)
def test_cases_that_cannot_be_run_never_pass(folder: Path, text: str, message: str) -> None:
    (folder / "cases.yaml").write_text(text)
    run = pytest_in(folder, "cases.yaml")
    assert run.returncode != 0
    assert message in run.stdout
    assert "Traceback" not in run.stdout


def test_a_document_that_is_refused_says_why(folder: Path) -> None:
    path = folder / "small.protocol.yaml"
    path.write_text(path.read_text().replace("crs < 2", "crz < 2"))
    run = pytest_in(folder, path.name)
    assert run.returncode != 0
    assert "crz" in run.stdout
    assert "did you mean" in run.stdout


def test_a_broken_law_names_rule_patient_and_how_to_see_it_again(folder: Path) -> None:
    run = pytest_in(folder, BROKEN, "--leeward-examples", "200")
    assert run.returncode == 1
    assert "law worse-takes-no-order-away does not hold for small: `" in run.stdout
    assert "`saline` (rule drip) is no longer" in run.stdout
    assert "\n  worse:\n    # as above, with\n" in run.stdout
    assert f"again: pytest '{BROKEN}' --leeward-examples 200" in run.stdout
    assert 'accepted: [{law: worse-takes-no-order-away, rule: drip, because: "..."}]' in run.stdout
    assert "--leeward-save DIR writes these patients to files" in run.stdout


def test_nothing_is_written_unless_it_is_asked_for(folder: Path) -> None:
    def files() -> dict[Path, bytes]:
        # Hypothesis keeps a folder of its own, `.hypothesis`, wherever it runs
        found = (path for path in folder.rglob("*") if path.is_file() and ".hypothesis" not in path.parts)
        return {path: path.read_bytes() for path in found}

    before = files()
    assert "1 failed" in pytest_in(folder, "-k", "worse", "--leeward-examples", "200").stdout
    assert files() == before


def test_the_patients_of_a_broken_law_are_saved_and_can_be_run(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = pytest_in(folder, BROKEN, "--leeward-examples", "200", "--leeward-save", str(tmp_path / "saved"))
    saved = sorted((tmp_path / "saved" / "small").iterdir())
    assert [path.name for path in saved] == [
        "worse-takes-no-order-away.cases.yaml",
        "worse-takes-no-order-away.patient.yaml",
        "worse-takes-no-order-away.worse.yaml",
    ]
    for path in saved:
        assert f"saved: {path}" in run.stdout
        assert path.read_text().startswith("# Law worse-takes-no-order-away: `")
    said = []
    for path in saved[1:]:
        assert main(["evaluate", str(path), "--protocol", str(folder / "small.protocol.yaml")]) in (0, 3)
        said.append(capsys.readouterr().out)
    assert "saline" in said[0]
    assert said[0] != said[1]
    shutil.copy(saved[0], folder / "cases.yaml")
    assert main(["test", str(folder / "cases.yaml")]) == 0, "what is saved is what the plan says now"


def test_what_is_accepted_with_a_reason_is_no_failure(folder: Path) -> None:
    accepted = "accepted: [{law: worse-takes-no-order-away, rule: drip, because: only while it is mild}]\n"
    (folder / "cases.yaml").write_text(CASES + accepted)
    run = pytest_in(folder, BROKEN, "--leeward-examples", "200")
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{law: worse-takes-no-orders-away, rule: drip, because: so}", "no law `worse-takes-no-orders-away`"),
        ("{law: worse-takes-no-order-away, rule: dripp, because: so}", "no rule `dripp` in this document"),
        ("{law: worse-takes-no-order-away, rule: drip}", "because"),
    ],
)
def test_an_exception_that_names_nothing_is_refused(folder: Path, entry: str, message: str) -> None:
    (folder / "cases.yaml").write_text(f"{CASES}accepted: [{entry}]\n")
    run = pytest_in(folder, BROKEN)
    assert run.returncode == 1
    assert message in run.stdout
    assert "Traceback" not in run.stdout


def test_the_seed_of_hypothesis_decides_which_patients(folder: Path) -> None:
    runs = [
        pytest_in(folder, BROKEN, "--leeward-examples", "200", "--hypothesis-seed", seed).stdout
        for seed in ("7", "7", "8")
    ]
    assert "--hypothesis-seed 7" in runs[0]
    assert runs[0].splitlines()[:-1] == runs[1].splitlines()[:-1], "all but the time that it took"
    assert "--hypothesis-seed 8" in runs[2]


def test_without_hypothesis_the_laws_say_what_they_need_and_cases_run(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "hypothesis.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'hypothesis'\", name='hypothesis')\n"
    )
    (folder / "cases.yaml").write_text(CASES)
    first = str(tmp_path / "without")
    run = pytest_in(folder, "small.protocol.yaml", "-p", "no:hypothesispytest", FIRST=first)
    assert run.returncode != 0
    assert "pip install 'leeward[testing]'" in run.stdout
    cases = pytest_in(folder, "cases.yaml", "-p", "no:hypothesispytest", FIRST=first)
    assert "2 failed, 1 passed" in cases.stdout


FOREIGN = """\
import sys

def test_theirs():
    heavy = {"hypothesis", "yaml", "lark", "durable", "jsonschema"} & set(sys.modules)
    ours = sorted(name for name in sys.modules if name.partition(".")[0] == "leeward")
    assert not heavy, heavy
    assert ours == ["leeward", "leeward.testing", "leeward.testing.plugin"], ours
"""


def test_other_projects_are_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "theirs"
    place.mkdir()
    (place / "test_theirs.py").write_text(FOREIGN)
    (place / "cases.yaml").write_text("cases:\n  - {in: 1, out: 2}\n")
    (place / "http.protocol.yaml").write_text("protocol: http\nversion: 2\n")
    (place / "empty.protocol.yaml").write_bytes(b"")
    (place / "binary.protocol.yaml").write_bytes(b"\xff\xfe\x00")
    run = pytest_in(place)
    assert run.returncode == 0, run.stdout
    assert "1 passed" in run.stdout


def test_this_repository_collects_its_documents_only_where_it_is_asked_to() -> None:
    top = Path(__file__).resolve().parents[2]
    if not (top / "protocols").is_dir():
        pytest.skip("not in the repository")
    collect = ("-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider")
    own = python(top, *collect, "tests/bad_protocols", "tests/plan")
    assert "tests/plan/test_order.py::" in own.stdout
    assert ".yaml::" not in own.stdout
    asked = python(top, *collect, "protocols/founding-note")
    assert "protocols/founding-note/founding-note.protocol.yaml::engines-agree" in asked.stdout


USES = """\
import sys
import hypothesis
loaded = {name for name in sys.modules if name.partition(".")[0] == "leeward"}
assert "leeward.model.state" in loaded, "the entry point has run"
heavy = ("leeward.link", "leeward.engines", "leeward.plan", "leeward.language")
assert not [name for name in loaded if name.startswith(heavy)], loaded
from hypothesis import strategies as st
import leeward
@hypothesis.settings(max_examples=5, database=None, deadline=None)
@hypothesis.given(st.from_type(leeward.State))
def test(state):
    assert state.at.year == 2026
test()
print("passed")
"""


def test_hypothesis_finds_the_patients_by_their_type(tmp_path: Path) -> None:
    place = tmp_path / "uses"
    place.mkdir()
    run = python(place, "-W", "error", "-c", USES)
    assert run.stdout == "passed\n", run.stderr
