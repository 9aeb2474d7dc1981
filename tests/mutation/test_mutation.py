"""Mistakes written into a small document: which are noticed, and a patient for each that is not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.small_ward import CASES, CONFIRMED, PROTOCOL, write_ward

from leeward.cases.check import compare
from leeward.cases.prepare import prepare
from leeward.mutation import operators
from leeward.mutation.bench import Bench
from leeward.mutation.danger import dangers
from leeward.mutation.mutants import Mutant, mutants, operator_modules
from leeward.mutation.outcome import Outcome
from leeward.mutation.run import score
from leeward_cli import exit_codes, main


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str, str, str], Outcome]:
    """What becomes of each mutant under two cases."""
    return outcomes(write_ward(tmp_path_factory.mktemp("weak")))


def outcomes(path: Path) -> dict[tuple[int, str, str, str], Outcome]:
    suite = prepare(path)
    bench = Bench(suite)
    made = mutants(suite.document.root)
    return {(m.place.line, m.operator, m.before, m.after): bench.run(m) for m in made}


def test_mutants_of_every_kind_stand_in_the_right_line(
    weak: dict[tuple[int, str, str, str], Outcome],
) -> None:
    assert set(weak) >= {
        (11, "threshold", "38.5 Cel", "38.4 Cel"),
        (11, "threshold", "38.5 Cel", "38.6 Cel"),
        (14, "bound", "temperature >= warm and not sedated", "temperature > warm and not sedated"),
        (14, "and-or", "temperature >= warm and not sedated", "temperature >= warm or not sedated"),
        (14, "dropped-not", "temperature >= warm and not sedated", "temperature >= warm and sedated"),
        (14, "dropped-part", "temperature >= warm and not sedated", "temperature >= warm"),
        (15, "strength", "give", "consider"),
        (16, "dose", "15 mg/kg", "7.5 mg/kg"),
        (16, "unit", "15 mg/kg", "15 mg"),
        (17, "cap", "1000 mg", "nothing"),
        (18, "interval", "6 h", "12 h"),
        (19, "urgency", "now", "routine"),
        (22, "dropped-rule", "old-age", "nothing"),
        (29, "grade", "crs >= 1", "crs >= 2"),
        (30, "decision", "hold", "continue"),
        (30, "until", "until crs resolved", "until crs grade 1 or less"),
    }


def test_no_mutant_is_the_document_itself() -> None:
    from leeward.text.from_yaml import read_yaml
    from leeward.text.node import Mapping

    root = read_yaml(PROTOCOL.encode(), "small-ward.protocol.yaml")
    assert isinstance(root, Mapping)
    assert all(mutant.root(root) != root for mutant in mutants(root))


def test_what_two_cases_notice_and_what_they_do_not(
    weak: dict[tuple[int, str, str, str], Outcome],
) -> None:
    fates = {(line, kind, after): one.fate for (line, kind, _, after), one in weak.items()}
    assert fates[11, "threshold", "38.6 Cel"] == "noticed"
    assert fates[11, "threshold", "38.4 Cel"] == "noticed"
    assert fates[15, "strength", "consider"] == "noticed"
    assert fates[30, "decision", "continue"] == "noticed"
    assert fates[18, "interval", "12 h"] == "dangerous"
    assert fates[17, "cap", "nothing"] == "dangerous"
    assert fates[22, "dropped-rule", "nothing"] == "dangerous"
    assert fates[14, "dropped-part", "temperature >= warm"] == "other"
    assert fates[29, "grade", "crs >= 0"] == "refused"


def test_what_slips_through_has_a_witness_and_nothing_else_has(
    weak: dict[tuple[int, str, str, str], Outcome],
) -> None:
    for outcome in weak.values():
        assert (outcome.witness is not None) == (outcome.fate in ("dangerous", "other"))
        if outcome.witness is not None:
            assert outcome.witness.like in ("exactly warm", "not yet warm")
            assert outcome.witness.effect


def test_more_cases_notice_more(tmp_path: Path, weak: dict[tuple[int, str, str, str], Outcome]) -> None:
    strong = outcomes(write_ward(tmp_path, CASES + CONFIRMED))
    assert sum(one.fate == "dangerous" for one in weak.values()) > 10
    left = {key for key, one in strong.items() if one.fate in ("dangerous", "other")}
    assert left == set()


def test_a_mistake_that_changes_nothing_is_told_apart(tmp_path: Path) -> None:
    path = write_ward(tmp_path)
    document = path.parent / "small-ward.protocol.yaml"
    document.write_text(PROTOCOL.replace("age >= 65 a or weight < 50 kg", "crs >= 2 or crs >= 3"))
    fates = {(key[1], key[3]): one for key, one in outcomes(path).items() if key[0] == 23}
    assert fates["dropped-part", "crs >= 2"].fate == "same"
    assert fates["dropped-part", "crs >= 2"].by == "proof"
    assert fates["dropped-part", "crs >= 3"].fate != "same"


def test_several_processes_give_the_same_outcomes_in_the_same_order(
    tmp_path: Path, weak: dict[tuple[int, str, str, str], Outcome]
) -> None:
    found = score(write_ward(tmp_path), 2).outcomes
    alone = {key: (one.fate, one.by, one.witness) for key, one in weak.items()}
    together = {
        (one.mutant.place.line, one.mutant.operator, one.mutant.before, one.mutant.after): (
            one.fate,
            one.by,
            one.witness,
        )
        for one in found
    }
    assert together == alone
    assert [one.mutant.place.line for one in found] == [key[0] for key in weak]


def test_the_command_and_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_ward(tmp_path)
    arguments = ["test", str(path), "--mutate", "--jobs", "1"]
    assert main(arguments) == exit_codes.COMPLETE
    said = "DANGEROUS small-ward.protocol.yaml:18: interval of cooling: `6 h` written as `12 h`"
    assert said in capsys.readouterr().out
    assert main([*arguments, "--format", "json"]) == exit_codes.COMPLETE
    (document,) = json.loads(capsys.readouterr().out)["mutation"]["documents"]
    (found,) = [one for one in document["mutants"] if (one["line"], one["after"]) == (18, "12 h")]
    assert found["fate"] == "dangerous"
    assert found["witness"]["effect"] == ["paracetamol: 1000 mg, every 12 h, not 1000 mg, every 6 h"]


ALWAYS = """always:
  - {id: crs-holds, if: crs >= 1, then: bsab is hold or worse}
"""


def test_a_law_notices_what_no_case_does(tmp_path: Path) -> None:
    path = write_ward(tmp_path, CASES.replace("bsab: hold, ", ""))
    document = path.parent / "small-ward.protocol.yaml"
    document.write_text(PROTOCOL + ALWAYS)
    suite = prepare(path)
    (mutant,) = [one for one in mutants(suite.document.root) if one.operator == "decision"]
    assert Bench(suite).run(mutant).fate == "dangerous"
    outcome = Bench(suite, laws=True).run(mutant)
    assert (outcome.fate, outcome.by) == ("noticed", "law `always` on `crs-holds`")


def test_laws_belong_to_mutants(tmp_path: Path) -> None:
    assert main(["test", str(write_ward(tmp_path)), "--laws"]) == exit_codes.USAGE


def test_every_operator_has_one_sentence_and_is_found_by_place() -> None:
    folder = Path(operators.__path__[0])
    assert {name for name, _ in operator_modules()} == {path.stem for path in folder.glob("[!_]*.py")}


PLAN = {
    "in_scope": True,
    "grades": {"crs": {"lowest": 1, "highest": 2}},
    "bsab": {
        "action": "hold",
        "lowest": "hold",
        "highest": "hold",
        "settled": True,
        "until": "x and a and b are known",
        "ends": "x",
        "needs": ["a", "b"],
    },
    "actions": [],
    "under_way": [],
    "not_now": [],
    "avoid": [],
    "next_dose": [],
    "restart": None,
}


def bsab(**changed: object) -> dict[str, object]:
    return {"bsab": {**PLAN["bsab"], **changed}}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        (bsab(action="continue", lowest="continue"), ["the antibody: continue, not hold"]),
        (bsab(action="discontinue", lowest="discontinue", highest="discontinue"), []),
        (bsab(ends="y", until="y"), ["hold until y, not until x and a and b are known"]),
        (bsab(needs=["a"], until="x and a"), ["hold until x and a, not until x and a and b are known"]),
        (bsab(needs=["b", "a"], until="x and b and a are known"), []),
        (bsab(needs=["a", "b", "c"], until="x and a, b and c are known"), []),
        ({"in_scope": False}, ["the patient is out of scope"]),
        ({"grades": {"crs": {"lowest": 0, "highest": 2}}}, ["crs 0 to 2, not 1 to 2"]),
        ({"grades": {"crs": {"lowest": 2, "highest": 2}}}, []),
        ({"restart": {"action": "full"}}, ["the next dose: full, not no advice"]),
    ],
)
def test_what_is_dangerous(changed: dict[str, object], said: list[str]) -> None:
    assert dangers(PLAN, {**PLAN, **changed}) == said


def test_a_case_that_fails_already_notices_nothing(tmp_path: Path) -> None:
    path = write_ward(tmp_path, CASES.replace("expect: {give: [paracetamol]}", "expect: {give: [oxygen]}"))
    suite = prepare(path)
    assert any(
        compare(one.case, {**PLAN, "assumed": [], "missing": [], "cautions": [], "compared": []})
        for one in suite.cases
    )
    fates = {(key[1], key[3]): one.fate for key, one in outcomes(path).items()}
    assert fates["threshold", "38.6 Cel"] != "noticed"


def test_mutants_can_be_sent_to_another_process() -> None:
    import pickle

    from leeward.text.from_yaml import read_yaml
    from leeward.text.node import Mapping

    root = read_yaml(PROTOCOL.encode(), "small-ward.protocol.yaml")
    assert isinstance(root, Mapping)
    made: tuple[Mutant, ...] = mutants(root)
    assert pickle.loads(pickle.dumps(made)) == made


def test_laws_without_the_solver_are_one_sentence() -> None:
    code = (
        "import sys; sys.modules['z3'] = None; from leeward_cli.guard import guarded;"
        " sys.exit(guarded(['test', 'epcoritamab-us', '--mutate', '--laws', '--jobs', '2']))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert run.returncode == 2
    assert "pip install 'leeward[verify]'" in run.stderr
    assert "Traceback" not in run.stderr
