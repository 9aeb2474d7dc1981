"""`protocol evaluate`: what goes where, and the exit codes."""

import json
from pathlib import Path

import pytest
from tests.plan.make import patient, protocol_with

from leeward_cli import main

RULES = (Path(__file__).parent / "protocol_rules.yaml").read_text(encoding="utf-8")


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    protocol_with(tmp_path, RULES)

    def command(text: str, *more: str, protocol: str = "small.protocol.yaml"):
        (tmp_path / "patient.yaml").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        code = main(["evaluate", "patient.yaml", "--protocol", protocol, *more])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


ILL = patient(temperature="39 Cel", systolic_bp="86 mm[Hg]")


@pytest.mark.parametrize(
    ("text", "code", "first"),
    [
        (patient(), 0, "CONTINUE teclistamab"),
        (ILL, 0, "HOLD teclistamab"),
        (patient(temperature=None), 3, "HOLD teclistamab until body temperature is known"),
        (patient(age=None), 3, "HOLD teclistamab until age is known"),
        (patient(product="blinatumomab"), 3, "OUTSIDE THE SCOPE"),
    ],
)
def test_codes(run, text, code, first):
    got, out, err = run(text)
    assert (got, err) == (code, "")
    assert out.splitlines()[1].strip().startswith(first)
    assert "\x1b" not in out


def test_json(run):
    code, out, err = run(ILL, "--format", "json")
    plan = json.loads(out)
    assert (code, err, plan["bsab"]["action"], plan["engines"]["agree"]) == (0, "", "hold", True)
    assert plan["engines"]["durable"] == "2.0.28"


def test_standard_input(tmp_path, capsys, monkeypatch):
    import io
    import sys

    protocol_with(tmp_path, RULES)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ILL.encode())))
    assert main(["evaluate", "-", "--protocol", str(tmp_path / "small.protocol.yaml")]) == 0
    assert "HOLD teclistamab" in capsys.readouterr().out


def test_another_time(run):
    code, out, _ = run(ILL, "--at", "2026-11-20T17:00:00Z")
    assert code == 0
    assert "as of 20 Nov 2026 17:00 UTC" in out
    assert "observed 3 h ago, valid for 2 h" in out


def test_why(run):
    code, out, err = run(ILL, "--why", "tocilizumab")
    assert (code, err) == (0, "")
    assert "systolic blood pressure 86 mm[Hg]" in out


@pytest.mark.parametrize(
    ("more", "protocol", "says"),
    [
        (("--why", "tocilizumb"), "small.protocol.yaml", "did you mean `tocilizumab`?"),
        (("--at", "yesterday"), "small.protocol.yaml", "--at is not read"),
        ((), "asco-202", "did you mean `asco-2021`?"),
        (("--format", "json", "--why", "hold"), "small.protocol.yaml", "answered in text"),
    ],
)
def test_bad_usage(run, more, protocol, says):
    code, out, err = run(ILL, *more, protocol=protocol)
    assert (code, out) == (2, "")
    assert says in err


def test_a_patient_that_cannot_be_read_is_refused_without_a_value(run):
    code, out, err = run(patient(weight="77.77"))
    assert (code, out) == (2, "")
    assert "weight" in err
    assert "77.77" not in err


def test_an_invalid_protocol_is_a_finding(run, tmp_path):
    (tmp_path / "bad.protocol.yaml").write_text("leeward: 1\nkind: protocol\n", encoding="utf-8")
    code, out, err = run(ILL, protocol="bad.protocol.yaml")
    assert (code, out) == (1, "")
    assert "bad.protocol.yaml" in err


def test_a_patient_file_that_is_not_there(run, tmp_path):
    assert (
        main(["evaluate", str(tmp_path / "nobody.yaml"), "--protocol", str(tmp_path / "small.protocol.yaml")])
        == 2
    )
