"""Every folder under examples/ is run as its command.txt says, and must answer to the byte.

Run this file as a script to write what is answered now; the author of a change answers for the difference.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/command.txt"))


def run(folder: Path) -> tuple[str, str]:
    """The answer and the exit code of the command in `command.txt`, run inside the folder."""
    words = shlex.split((folder / "command.txt").read_text(encoding="utf-8"))
    assert words[0] == "protocol"
    done = subprocess.run(
        [sys.executable, "-m", "leeward_cli", *words[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout, f"{done.returncode}\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_example_answers_as_recorded(folder: Path) -> None:
    answer, code = run(folder)
    assert code == (folder / "exit.txt").read_text(encoding="utf-8")
    assert answer == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_example_explains_itself(folder: Path) -> None:
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# ")


def test_there_are_examples() -> None:
    assert len(FOLDERS) >= 3


if __name__ == "__main__":
    for one in FOLDERS:
        (one / "expected.txt").write_text(run(one)[0], encoding="utf-8")
        (one / "exit.txt").write_text(run(one)[1], encoding="utf-8")
