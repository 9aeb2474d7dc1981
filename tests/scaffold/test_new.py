"""`protocol new`: what it writes is valid, tested and usable at once, and nothing is written over."""

from pathlib import Path

import pytest

from leeward.scaffold.new import CannotMake, new_repository
from leeward_cli import exit_codes, main

ID = "st-elsewhere-bsab"


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
