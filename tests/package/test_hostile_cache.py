"""A cache that holds anything but what was put there costs time, and never an answer."""

import os
from pathlib import Path

import pytest
from tests.plan.make import protocol_with

from leeward.remembered.load import load_remembered


@pytest.fixture
def cached(tmp_path, monkeypatch):
    """A protocol, and the one entry that the cache keeps of it."""
    monkeypatch.setenv("LEEWARD_CACHE", str(tmp_path / "cache"))
    (tmp_path / "house").mkdir()
    protocol_with(tmp_path / "house")
    path = tmp_path / "house" / "small.protocol.yaml"
    first = load_remembered(path)
    (entry,) = (tmp_path / "cache" / "linked").iterdir()
    return path, entry, first


def _garbage(entry: Path) -> None:
    entry.write_bytes(os.urandom(100))


def _nothing(entry: Path) -> None:
    entry.write_bytes(b"")


def _endless(entry: Path) -> None:
    entry.unlink()
    entry.symlink_to("/dev/zero")


def _waiting(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)


def _folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


def _open_to_all(entry: Path) -> None:
    entry.write_bytes(os.urandom(100))
    entry.parent.chmod(0o777)


@pytest.mark.parametrize(
    "spoil", [_garbage, _nothing, _endless, _waiting, _folder, _open_to_all], ids=lambda one: one.__name__
)
def test_the_same_protocol_is_linked_again(cached, spoil):
    path, entry, first = cached
    spoil(entry)
    again = load_remembered(path)
    assert (again.sha256, again.steps, again.rules) == (first.sha256, first.steps, first.rules)
