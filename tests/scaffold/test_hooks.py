"""The hooks of pre-commit, in a real git repository: what is broken is refused, what is good committed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
import yaml

from leeward.scaffold.new import new_repository
from leeward_cli.protocol import protocol

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
ID = "st-elsewhere-bsab"
BASE = """leeward: 1
kind: protocol
id: region
title: The region
version: "1"
status: draft
extends: asco-2021
sources: {{minutes: {{title: Minutes of the region, checked: read}}}}
add:
  - {{id: {rule}, when: crs >= 1, order: ferritin, direction: stricter, because: HLH, source: minutes}}
"""

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
with_pre_commit = pytest.mark.skipif(
    find_spec("pre_commit") is None, reason="pre-commit is not installed beside pytest"
)


class Repository:
    """A git repository with the files of `protocol new`, and `protocol` on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin = folder / "ours", folder / "bin"
        self.bin.mkdir()
        wrapper = self.bin / "protocol"
        wrapper.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m leeward_cli "$@"\n')
        wrapper.chmod(0o755)
        self.home = folder / "home"
        self.home.mkdir()
        new_repository(ID, "Ours", "asco-2021", self.folder)
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("add", ".")
        self.git("commit", "--quiet", "--no-verify", "-m", "a scaffold")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        # nothing of the user's git or of the one that runs the tests may reach in here
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "XDG_"))}
        environment = {
            **kept,
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "PRE_COMMIT_HOME": str(self.home / "pre-commit"),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{who}_{what}": "x@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stage(self, **files: str) -> None:
        for id, text in files.items():
            path = self.folder / id / f"{id}.protocol.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", ".")

    def ours(self, more: str) -> str:
        return (self.folder / ID / f"{ID}.protocol.yaml").read_text(encoding="utf-8") + more

    def commits(self) -> int:
        return len(self.git("log", "--format=%h").split())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


@pytest.fixture
def committing(repository: Repository, tmp_path: Path) -> Repository:
    """The same, with pre-commit installed, which finds the hooks in a repository with our file.

    `language: system` takes the place of an environment of pre-commit's own, which would have to be built.
    """
    library = tmp_path / "library"
    library.mkdir()
    shutil.copy(HOOKS, library)
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "hooks"]):
        assert repository.run("git", "-C", str(library), *command).returncode == 0
    rev = repository.git("-C", str(library), "rev-parse", "HEAD").strip()
    hooks = [{"id": hook["id"], "language": "system"} for hook in yaml.safe_load(HOOKS.read_text())]
    config = {"repos": [{"repo": str(library), "rev": rev, "hooks": hooks}]}
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    repository.git("commit", "--quiet", "--all", "--no-verify", "-m", "the hooks of the library")
    _install(repository)
    return repository


def _install(repository: Repository) -> None:
    installed = repository.run(sys.executable, "-m", "pre_commit", "install")
    assert installed.returncode == 0, installed.stdout + installed.stderr


def by_hand(repository: Repository) -> tuple[int, str]:
    """What pre-commit does: every hook whose `files` fit something staged, run at the top."""
    staged = repository.git("diff", "--cached", "--name-only", "--diff-filter=d").splitlines()
    worst, answer = 0, ""
    for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")):
        fitting = [file for file in staged if re.search(hook["files"], file)]
        if fitting:
            names = fitting if hook.get("pass_filenames", True) else []
            done = repository.run(*shlex.split(hook["entry"]), *names)
            worst, answer = max(worst, done.returncode), answer + done.stdout + done.stderr
    return worst, answer


REPLACED = "replace:\n  {rule}: {{urgency: routine, direction: looser, because: it can wait, was: {was}}}\n"
UNKNOWN_RULE = REPLACED.format(rule="crs-tocilizumap", was="00000000")
"""An overlay of a rule that the base does not have"""


def test_every_hook_runs_a_verb_that_is_there_and_looks_at_everything() -> None:
    for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")):
        program, verb, *rest = shlex.split(hook["entry"])
        assert (program, rest, hook["pass_filenames"]) == ("protocol", ["."], False)
        assert verb in protocol.list_commands(click.Context(protocol))
        assert hook["language"] == "python"


def test_by_hand_a_broken_protocol_is_refused(repository: Repository) -> None:
    repository.stage(**{ID: repository.ours(UNKNOWN_RULE)})
    code, answer = by_hand(repository)
    assert code == 1
    assert f"{ID}/{ID}.protocol.yaml:25:3: no rule `crs-tocilizumap` in asco-2021 to replace" in answer
    assert "help: did you mean `crs-tocilizumab`?" in answer


def test_by_hand_a_good_protocol_is_accepted(repository: Repository) -> None:
    repository.stage(region=BASE.format(rule="our-ferritin"))
    assert by_hand(repository)[0] == 0


def test_by_hand_a_case_that_gets_another_plan_is_refused(repository: Repository) -> None:
    cases = repository.folder / ID / "cases.yaml"
    cases.write_text(cases.read_text().replace("bsab: hold", "bsab: discontinue"))
    repository.git("add", ".")
    code, answer = by_hand(repository)
    assert code == 1
    assert "a patient with a fever holds the antibody" in answer


def test_by_hand_a_change_that_is_no_protocol_runs_nothing(repository: Repository) -> None:
    (repository.folder / "README.md").write_text("ours\n")
    repository.git("add", ".")
    assert by_hand(repository) == (0, "")


def test_by_hand_a_change_of_the_base_alone_is_held_against_the_overlay(repository: Repository) -> None:
    extending = repository.ours(
        REPLACED.format(rule="our-ferritin", was='"00000000"').replace(
            "urgency: routine, direction: looser", "urgency: within 4 h, direction: stricter"
        )
    ).replace("extends: asco-2021", "extends: region")
    repository.stage(region=BASE.format(rule="our-ferritin"), **{ID: extending})
    code, answer = by_hand(repository)
    assert (code, "region has changed `our-ferritin`" in answer) == (0, True)
    repository.git("commit", "--quiet", "-m", "a base of our own")
    repository.stage(region=BASE.format(rule="our-ferritin-first"))
    assert repository.git("diff", "--cached", "--name-only").split() == ["region/region.protocol.yaml"]
    code, answer = by_hand(repository)
    assert code == 1
    assert "no rule `our-ferritin` in region to replace" in answer
    assert f"{ID}/{ID}.protocol.yaml:25:3: " in answer


@with_pre_commit
def test_pre_commit_refuses_a_broken_protocol_and_accepts_a_good_one(committing: Repository) -> None:
    before = committing.commits()
    good = committing.ours("")
    committing.stage(**{ID: committing.ours(UNKNOWN_RULE)})
    refused = committing.run("git", "commit", "-m", "broken")
    assert refused.returncode == 1
    assert "no rule `crs-tocilizumap` in asco-2021 to replace" in refused.stdout + refused.stderr
    assert committing.commits() == before
    committing.stage(**{ID: good.replace('"1.0.0"', '"1.0.1"')})
    accepted = committing.run("git", "commit", "-m", "good")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert committing.commits() == before + 1


@with_pre_commit
def test_pre_commit_shows_what_a_new_base_touches(committing: Repository) -> None:
    changed = REPLACED.format(rule="crs-tocilizumab", was='"00000000"')
    committing.stage(**{ID: committing.ours(changed)})
    done = committing.run("git", "commit", "-m", "an older base")
    answer = done.stdout + done.stderr
    assert "asco-2021 has changed `crs-tocilizumab` since this deviation was written" in answer
    assert done.returncode == 0, answer


@with_pre_commit
def test_the_configuration_that_new_writes_works(repository: Repository) -> None:
    _install(repository)
    repository.stage(**{ID: repository.ours(UNKNOWN_RULE)})
    refused = repository.run("git", "commit", "-m", "broken")
    assert refused.returncode == 1
    assert "no rule `crs-tocilizumap` in asco-2021 to replace" in refused.stdout + refused.stderr
    repository.stage(**{ID: repository.ours("").replace(UNKNOWN_RULE, "")})
    cases = repository.folder / ID / "cases.yaml"
    cases.write_text(cases.read_text() + "# seen\n")
    repository.git("add", ".")
    accepted = repository.run("git", "commit", "-m", "good")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
